#include "services/matching/adapters/pair_facts.h"

#include <set>

#include "libs/eventing/event_codec.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/match_conversion.h"
#include "services/matching/adapters/match_lists.h"
#include "services/matching/adapters/review_checks.h"

namespace waggle::matching {
namespace {

using evidence::v1::Adoption;
using evidence::v1::AdoptionEvent;

constexpr const char* kAdoptionKind = "adoption";
// More than there are practices.
constexpr std::size_t kEveryPractice = 100'000;

eventing::RecordKey AdoptionKey(const std::string& idea, const std::string& practice) {
  return {kAdoptionKind, idea + ":" + practice};
}

eventing::RecordKey AdoptionKey(const domain::Match& pair) {
  return AdoptionKey(pair.idea_id.value(), pair.ods_code.value());
}

Result<Adoption> Parse(const eventing::StoredRecord& record) {
  Adoption adoption;
  if (!adoption.ParseFromString(record.state)) {
    return Status(Code::kDataLoss, "STORE_DAMAGED", "adoption " + record.id + " cannot be read");
  }
  return adoption;
}

}  // namespace

eventing::Subscription AdoptionCopies() {
  const auto project = [](const AdoptionEvent& event, eventing::Commit& commit) {
    commit.puts.push_back({AdoptionKey(event.state().idea_id(), event.state().ods_code()),
                           event.metadata().sequence(),
                           event.state().SerializeAsString(),
                           {{AdoptionsOf(domain::DocumentId(event.state().idea_id()))}}});
    commit.puts.push_back(CheckReviews(domain::DocumentId(event.state().idea_id())));
    return OkStatus();
  };
  return eventing::Subscribe<AdoptionEvent>("waggle.evidence.adoption.v1", project, {});
}

Result<KnownPairs> KnownPairs::Of(eventing::RecordStore& store,
                                  std::span<const domain::FoundMatch> matches) {
  KnownPairs pairs;
  WAGGLE_RETURN_IF_ERROR(pairs.ReadMatches(store, matches));
  WAGGLE_RETURN_IF_ERROR(pairs.ReadAdoptions(store, matches));
  WAGGLE_RETURN_IF_ERROR(pairs.ReadOriginators(store, matches));
  return pairs;
}

Status KnownPairs::ReadMatches(eventing::RecordStore& store,
                               std::span<const domain::FoundMatch> matches) {
  std::vector<std::string> ids;
  for (const domain::FoundMatch& found : matches) ids.push_back(found.match.id.value());
  WAGGLE_ASSIGN_OR_RETURN(const auto records, store.GetMany(MatchAggregate().kind(), ids));
  for (const eventing::StoredRecord& record : records) {
    WAGGLE_ASSIGN_OR_RETURN(MatchEntry entry, MatchBook::Parse(record));
    matches_.emplace(entry.match.match.id, std::move(entry));
  }
  return OkStatus();
}

Status KnownPairs::ReadAdoptions(eventing::RecordStore& store,
                                 std::span<const domain::FoundMatch> matches) {
  std::vector<std::string> ids;
  for (const domain::FoundMatch& found : matches) ids.push_back(AdoptionKey(found.match).id);
  WAGGLE_ASSIGN_OR_RETURN(const auto records, store.GetMany(kAdoptionKind, ids));
  for (const eventing::StoredRecord& record : records) {
    WAGGLE_ASSIGN_OR_RETURN(const Adoption adoption, Parse(record));
    KnownAdoption known{record.sequence, domain::Adoption::kInUse, {}};
    if (adoption.stage() == evidence::v1::ADOPTION_STAGE_ABANDONED) {
      WAGGLE_ASSIGN_OR_RETURN(auto barriers, BarriersFromProto(adoption.barriers()));
      known.adoption = domain::Adoption::kNone;
      known.abandonment =
          domain::Refusal{eventing::FromTimestamp(adoption.stage_time()), std::move(barriers)};
    }
    adoptions_.emplace(record.id, std::move(known));
  }
  return OkStatus();
}

Status KnownPairs::ReadOriginators(eventing::RecordStore& store,
                                   std::span<const domain::FoundMatch> matches) {
  std::set<domain::DocumentId> distinct;
  for (const domain::FoundMatch& found : matches) distinct.insert(found.match.idea_id);
  const std::vector<domain::DocumentId> ideas(distinct.begin(), distinct.end());
  std::vector<std::string> lists;
  for (const domain::DocumentId& idea : ideas) lists.push_back(SupersededBy(idea.value()));
  WAGGLE_ASSIGN_OR_RETURN(const auto superseded, store.CountRows(lists));
  // Next to none has superseded another.
  for (std::size_t i = 0; i < ideas.size(); ++i) {
    if (superseded[i] == 0) continue;
    WAGGLE_ASSIGN_OR_RETURN(const auto rows, store.List(lists[i], "", kEveryPractice));
    for (const eventing::IndexRow& row : rows) originators_[ideas[i]].emplace_back(row.sort_key);
  }
  return OkStatus();
}

std::optional<MatchEntry> KnownPairs::MatchOf(const domain::Match& pair) const {
  const auto found = matches_.find(pair.id);
  return found == matches_.end() ? std::nullopt : std::optional(found->second);
}

domain::PairFacts KnownPairs::FactsOf(const domain::Match& pair) const {
  domain::PairFacts facts{.practice = pair.ods_code, .originators = {}};
  if (const auto found = originators_.find(pair.idea_id); found != originators_.end()) {
    facts.originators = found->second;
  }
  if (const auto found = adoptions_.find(AdoptionKey(pair).id); found != adoptions_.end()) {
    facts.adoption = found->second.adoption;
    facts.abandonment = found->second.abandonment;
  }
  return facts;
}

eventing::Expectation KnownPairs::AdoptionOf(const domain::Match& pair) const {
  const eventing::RecordKey key = AdoptionKey(pair);
  const auto found = adoptions_.find(key.id);
  return {key, found == adoptions_.end() ? 0 : found->second.sequence};
}

std::string AdoptionsOf(const domain::DocumentId& idea) { return "adoption:idea:" + idea.value(); }

Result<std::vector<Adoption>> LoadAdoptions(eventing::RecordStore& store,
                                            const domain::DocumentId& idea) {
  WAGGLE_ASSIGN_OR_RETURN(const auto rows, store.List(AdoptionsOf(idea), "", kEveryPractice));
  std::vector<Adoption> adoptions;
  WAGGLE_ASSIGN_OR_RETURN(const auto records, store.GetMany(kAdoptionKind, eventing::IdsOf(rows)));
  for (const eventing::StoredRecord& record : records) {
    WAGGLE_ASSIGN_OR_RETURN(Adoption adoption, Parse(record));
    adoptions.push_back(std::move(adoption));
  }
  return adoptions;
}

Result<std::vector<domain::OdsCode>> LoadAdopters(eventing::RecordStore& store,
                                                  const domain::DocumentId& idea) {
  std::vector<domain::OdsCode> adopters;
  WAGGLE_ASSIGN_OR_RETURN(const auto adoptions, LoadAdoptions(store, idea));
  for (const Adoption& adoption : adoptions) adopters.emplace_back(adoption.ods_code());
  WAGGLE_ASSIGN_OR_RETURN(const auto matches,
                          MatchAggregate().LoadListed(store, InUseOfIdea(idea), kEveryPractice));
  for (const auto& match : matches) adopters.emplace_back(match.state.ods_code());
  return adopters;
}

}  // namespace waggle::matching
