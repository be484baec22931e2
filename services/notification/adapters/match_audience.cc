#include "services/notification/adapters/match_audience.h"

#include <string>
#include <utility>

#include "libs/base/check.h"
#include "services/notification/adapters/conversion.h"
#include "services/notification/adapters/copies.h"
#include "services/notification/domain/recipients.h"

namespace waggle::notification::adapters {
namespace {

using domain::Audience;

Result<std::vector<domain::PersonId>> ReportersOf(eventing::RecordStore& store,
                                                  const matching::v1::Match& match) {
  std::vector<domain::PersonId> reporters;
  for (const matching::v1::MatchedProblem& entry : match.problems()) {
    WAGGLE_ASSIGN_OR_RETURN(const auto problem, LoadProblem(store, entry.problem_id()));
    if (!problem.reporter_person_id().empty()) reporters.emplace_back(problem.reporter_person_id());
  }
  return reporters;
}

// The practice's people and the reporters, who may have moved to another organisation: known is
// known all the same.
Result<std::vector<domain::Person>> PeopleAround(eventing::RecordStore& store,
                                                 const matching::v1::Match& match) {
  std::vector<domain::Person> known;
  WAGGLE_ASSIGN_OR_RETURN(const auto people, LoadPeopleOf(store, match.ods_code()));
  for (const intake::v1::Person& person : people) known.push_back(FromProto(person));
  WAGGLE_ASSIGN_OR_RETURN(const auto reporters, ReportersOf(store, match));
  for (const domain::PersonId& reporter : reporters) {
    WAGGLE_ASSIGN_OR_RETURN(const auto person, LoadPerson(store, reporter.value()));
    known.push_back(FromProto(person));
  }
  return known;
}

// Nobody when no id is given, or the person is not known.
Result<std::vector<domain::Person>> PersonIfKnown(eventing::RecordStore& store,
                                                  const std::string& person_id) {
  if (person_id.empty()) return std::vector<domain::Person>();
  const Result<intake::v1::Person> person = LoadPerson(store, person_id);
  if (person.ok()) return std::vector{FromProto(*person)};
  if (person.status().code() == Code::kNotFound) return std::vector<domain::Person>();
  return person.status();
}

Result<std::vector<domain::Person>> Candidates(eventing::RecordStore& store,
                                               const matching::v1::Match& match,
                                               Audience audience) {
  switch (audience) {
    case Audience::kPractice:
      return PeopleAround(store, match);
    case Audience::kAdvocate:
      return PersonIfKnown(store, match.response_clock().advocate_person_id());
    case Audience::kAuthor: {
      WAGGLE_ASSIGN_OR_RETURN(const auto idea, LoadIdea(store, match.idea_id()));
      return PersonIfKnown(store, idea.author_person_id());
    }
  }
  WAGGLE_CHECK(false);
}

}  // namespace

Result<std::vector<MatchRecipient>> RecipientsOf(eventing::RecordStore& store,
                                                 const matching::v1::Match& match,
                                                 Audience audience) {
  WAGGLE_ASSIGN_OR_RETURN(const auto people, Candidates(store, match, audience));
  return RecipientsAmong(store, match, audience, people);
}

Result<std::vector<MatchRecipient>> RecipientsAmong(eventing::RecordStore& store,
                                                    const matching::v1::Match& match,
                                                    Audience audience,
                                                    std::span<const domain::Person> people) {
  std::vector<MatchRecipient> recipients;
  if (audience == Audience::kPractice) {
    const domain::OdsCode practice(match.ods_code());
    WAGGLE_ASSIGN_OR_RETURN(const auto reporters, ReportersOf(store, match));
    for (const auto& id : domain::RecipientsOfMatch(practice, reporters, people).people)
      recipients.push_back({id, practice});
    return recipients;
  }
  if (audience == Audience::kAdvocate) {
    for (const domain::Person& person : people) {
      if (person.id.value() == match.response_clock().advocate_person_id())
        recipients.push_back({person.id, person.ods_code});
    }
    return recipients;
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto idea, LoadIdea(store, match.idea_id()));
  for (const domain::Person& person : people) {
    // Wherever the author works now, it is said to the practice that had the idea.
    if (person.id.value() == idea.author_person_id())
      recipients.push_back({person.id, domain::OdsCode(idea.ods_code())});
  }
  return recipients;
}

Result<std::vector<ConcerningMatches>> MatchesConcerning(eventing::RecordStore& store,
                                                         const domain::Person& person) {
  WAGGLE_ASSIGN_OR_RETURN(auto of_practice, LoadMatchesOf(store, person.ods_code.value()));
  WAGGLE_ASSIGN_OR_RETURN(auto of_advocate, LoadMatchesOfAdvocate(store, person.id.value()));
  WAGGLE_ASSIGN_OR_RETURN(auto of_author, LoadMatchesOfAuthor(store, person.id.value()));
  std::vector<ConcerningMatches> concerning;
  concerning.push_back({Audience::kPractice, std::move(of_practice)});
  concerning.push_back({Audience::kAdvocate, std::move(of_advocate)});
  concerning.push_back({Audience::kAuthor, std::move(of_author)});
  return concerning;
}

}  // namespace waggle::notification::adapters
