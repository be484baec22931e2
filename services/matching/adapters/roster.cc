#include "services/matching/adapters/roster.h"

#include <algorithm>
#include <map>
#include <optional>

#include "services/matching/adapters/review_checks.h"
#include "services/matching/adapters/review_lists.h"
#include "services/matching/adapters/visit_records.h"
#include "services/matching/domain/shared_mail_domains.h"
#include "waggle/intake/v1/person.pb.h"

namespace waggle::matching {
namespace {

using intake::v1::Person;
using intake::v1::PersonEvent;

constexpr const char* kReviewerKind = "reviewer";
constexpr const char* kMailDomainKind = "mail-domain";

std::optional<domain::ReviewerRole> ReviewerRoleOf(const Person& person) {
  if (person.role() == intake::v1::PERSON_ROLE_QI_REVIEWER)
    return domain::ReviewerRole::kQiReviewer;
  if (person.role() == intake::v1::PERSON_ROLE_INNOVATION_ADVOCATE)
    return domain::ReviewerRole::kInnovationAdvocate;
  return std::nullopt;
}

// In lower case, so that both sides are spelt alike.
std::string MailDomainOf(const std::string& address) {
  const auto at = address.rfind('@');
  if (at == std::string::npos) return {};
  std::string domain = address.substr(at + 1);
  std::transform(domain.begin(), domain.end(), domain.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return domain;
}

void KeepMailDomain(const PersonEvent& event, eventing::Commit& commit) {
  const eventing::RecordKey key{kMailDomainKind, event.state().person_id()};
  const std::string domain = MailDomainOf(event.state().email());
  if (domain::IsSharedMailDomain(domain)) {
    commit.removals.push_back(key);
  } else {
    commit.puts.push_back({key, event.metadata().sequence(), domain});
  }
}

void KeepReviewer(const PersonEvent& event, eventing::Commit& commit) {
  const eventing::RecordKey key{kReviewerKind, event.state().person_id()};
  const auto role = ReviewerRoleOf(event.state());
  if (!role) {
    commit.removals.push_back(key);
    return;
  }
  Person copy = event.state();
  copy.clear_display_name();
  copy.clear_email();
  commit.puts.push_back(
      {key, event.metadata().sequence(), copy.SerializeAsString(), {{kReviewerKind}}});
  commit.puts.push_back(CheckEmptySeats(*role));
  commit.puts.push_back(CheckConflicts(domain::PersonId(event.state().person_id())));
}

domain::DeclaredInterests InterestsOf(const Person& person) {
  domain::DeclaredInterests interests;
  for (const std::string& code : person.interest_ods_codes()) {
    interests.organisations.emplace_back(code);
  }
  for (const std::string& idea : person.interest_idea_ids()) interests.ideas.emplace_back(idea);
  interests.topics = {person.interest_topics().begin(), person.interest_topics().end()};
  return interests;
}

Result<std::map<std::string, std::string>> MailDomainsById(eventing::RecordStore& store,
                                                           const std::vector<std::string>& ids) {
  std::map<std::string, std::string> domains;
  if (ids.empty()) return domains;
  WAGGLE_ASSIGN_OR_RETURN(const auto records, store.GetMany(kMailDomainKind, ids));
  for (const eventing::StoredRecord& record : records) domains[record.id] = record.state;
  return domains;
}

// Nobody is asked more often in half a year.
constexpr std::size_t kMoreThanAnyoneIsAsked = 1000;

}  // namespace

eventing::Subscription PersonCopies() {
  const auto project = [](const PersonEvent& event, eventing::Commit& commit) {
    KeepMailDomain(event, commit);
    KeepReviewer(event, commit);
    return OkStatus();
  };
  return eventing::Subscribe<PersonEvent>("waggle.intake.person.v1", project, {});
}

Result<std::vector<RosterEntry>> LoadRoster(eventing::RecordStore& store) {
  std::vector<RosterEntry> roster;
  WAGGLE_RETURN_IF_ERROR(ForEach<Person>(store, kReviewerKind, [&](const Person& person) {
    const auto role = ReviewerRoleOf(person);
    if (!role) return OkStatus();
    RosterEntry& entry = roster.emplace_back();
    entry.reviewer.background.person_id = domain::PersonId(person.person_id());
    entry.reviewer.background.home = domain::OdsCode(person.ods_code());
    entry.reviewer.background.role = *role;
    entry.reviewer.background.interests = InterestsOf(person);
    entry.reviewer.load.max_open_reviews = person.max_open_reviews();
    entry.expertise = person.expertise();
    return OkStatus();
  }));
  std::vector<std::string> ids;
  for (const RosterEntry& entry : roster) {
    ids.push_back(entry.reviewer.background.person_id.value());
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto domains, MailDomainsById(store, ids));
  for (RosterEntry& entry : roster) {
    const auto domain = domains.find(entry.reviewer.background.person_id.value());
    if (domain != domains.end()) entry.reviewer.background.mail_domains = {domain->second};
  }
  return roster;
}

std::vector<domain::OdsCode> HomesOf(const std::vector<RosterEntry>& roster) {
  std::vector<domain::OdsCode> homes;
  for (const RosterEntry& entry : roster) homes.push_back(entry.reviewer.background.home);
  return homes;
}

Status ReadLoads(eventing::RecordStore& store, Time since,
                 const std::vector<domain::Reviewer*>& reviewers) {
  if (reviewers.empty()) return OkStatus();
  std::vector<std::string> lists;
  for (const domain::Reviewer* reviewer : reviewers) {
    const domain::PersonId& person = reviewer->background.person_id;
    lists.push_back(OpenReviewsOf(person));
    lists.push_back(ReviewsOfReviewer(person.value()));
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto counts, store.CountRows(lists));
  for (std::size_t i = 0; i < reviewers.size(); ++i) {
    domain::ReviewerLoad& load = reviewers[i]->load;
    load.open_reviews = static_cast<int>(counts[2 * i]);
    if (counts[2 * i + 1] == 0) continue;
    WAGGLE_ASSIGN_OR_RETURN(const auto rows,
                            store.List(lists[2 * i + 1], AskedKey(since), kMoreThanAnyoneIsAsked));
    for (const eventing::IndexRow& row : rows) load.asked_at.push_back(AskedTimeOf(row.sort_key));
  }
  return OkStatus();
}

Result<std::vector<std::string>> LoadMailDomains(eventing::RecordStore& store,
                                                 const std::vector<domain::PersonId>& people) {
  std::vector<std::string> ids;
  for (const domain::PersonId& person : people) ids.push_back(person.value());
  WAGGLE_ASSIGN_OR_RETURN(const auto by_id, MailDomainsById(store, ids));
  std::vector<std::string> domains;
  for (const auto& [id, domain] : by_id) domains.push_back(domain);
  return domains;
}

}  // namespace waggle::matching
