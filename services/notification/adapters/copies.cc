#include "services/notification/adapters/copies.h"

namespace waggle::notification::adapters {
namespace {

template <class Event>
void Keep(const std::string& kind, const Event& event, std::vector<eventing::IndexEntry> indexes,
          eventing::Commit& commit) {
  commit.puts.push_back({{kind, event.metadata().aggregate_id()},
                         event.metadata().sequence(),
                         event.state().SerializeAsString(),
                         std::move(indexes)});
}

Status Damaged(const std::string& kind, const std::string& id) {
  return Status(Code::kDataLoss, "STORE_DAMAGED", kind + " " + id + " cannot be read");
}

template <class State>
Result<State> Load(eventing::RecordStore& store, const std::string& kind, const std::string& id,
                   std::string_view unknown) {
  WAGGLE_ASSIGN_OR_RETURN(const auto record, store.Get({kind, id}));
  if (!record) return Status(Code::kNotFound, unknown, kind + " " + id + " has not arrived yet");
  State state;
  if (!state.ParseFromString(record->state)) return Damaged(kind, id);
  return state;
}

template <class State>
Result<std::vector<State>> LoadListed(eventing::RecordStore& store, const std::string& kind,
                                      const std::string& index) {
  std::vector<State> states;
  std::string after;
  while (true) {
    WAGGLE_ASSIGN_OR_RETURN(const auto rows, store.List(index, after, 500));
    if (rows.empty()) return states;
    after = rows.back().position;
    const std::vector<std::string> ids = eventing::IdsOf(rows);
    WAGGLE_ASSIGN_OR_RETURN(const auto records, store.GetMany(kind, ids));
    for (const eventing::StoredRecord& record : records) {
      if (!states.emplace_back().ParseFromString(record.state)) return Damaged(kind, record.id);
    }
  }
}

}  // namespace

void KeepOrganisation(const intake::v1::OrganisationEvent& event, eventing::Commit& commit) {
  Keep("organisation", event, {}, commit);
}

void KeepPerson(const intake::v1::PersonEvent& event, eventing::Commit& commit) {
  Keep("person", event, {{"person:of:" + event.state().ods_code()}}, commit);
}

void KeepIdea(const intake::v1::IdeaEvent& event, eventing::Commit& commit) {
  std::vector<eventing::IndexEntry> indexes;
  const std::string& author = event.state().author_person_id();
  if (!author.empty()) indexes.push_back({"idea:author:" + author});
  Keep("idea", event, std::move(indexes), commit);
}

void KeepProblem(const intake::v1::ProblemEvent& event, eventing::Commit& commit) {
  Keep("problem", event, {}, commit);
}

void KeepMatch(const matching::v1::MatchEvent& event, eventing::Commit& commit) {
  std::vector<eventing::IndexEntry> indexes = {{"match:practice:" + event.state().ods_code()},
                                               {"match:idea:" + event.state().idea_id()}};
  const std::string& advocate = event.state().response_clock().advocate_person_id();
  if (!advocate.empty()) indexes.push_back({"match:advocate:" + advocate});
  Keep("match", event, std::move(indexes), commit);
}

void KeepReviewAssignment(const matching::v1::ReviewAssignmentEvent& event,
                          eventing::Commit& commit) {
  Keep("review-assignment", event, {}, commit);
}

Result<intake::v1::Organisation> LoadOrganisation(eventing::RecordStore& store,
                                                  const std::string& ods_code) {
  return Load<intake::v1::Organisation>(store, "organisation", ods_code, "ORGANISATION_UNKNOWN");
}

Result<intake::v1::Person> LoadPerson(eventing::RecordStore& store, const std::string& person_id) {
  return Load<intake::v1::Person>(store, "person", person_id, "PERSON_UNKNOWN");
}

Result<intake::v1::Idea> LoadIdea(eventing::RecordStore& store, const std::string& idea_id) {
  return Load<intake::v1::Idea>(store, "idea", idea_id, "IDEA_UNKNOWN");
}

Result<intake::v1::Problem> LoadProblem(eventing::RecordStore& store,
                                        const std::string& problem_id) {
  return Load<intake::v1::Problem>(store, "problem", problem_id, "PROBLEM_UNKNOWN");
}

Result<matching::v1::Match> LoadMatch(eventing::RecordStore& store, const std::string& match_id) {
  return Load<matching::v1::Match>(store, "match", match_id, "MATCH_UNKNOWN");
}

Result<matching::v1::ReviewAssignment> LoadReviewAssignment(eventing::RecordStore& store,
                                                            const std::string& assignment_id) {
  return Load<matching::v1::ReviewAssignment>(store, "review-assignment", assignment_id,
                                              "ASSIGNMENT_UNKNOWN");
}

Result<std::vector<intake::v1::Person>> LoadPeopleOf(eventing::RecordStore& store,
                                                     const std::string& ods_code) {
  return LoadListed<intake::v1::Person>(store, "person", "person:of:" + ods_code);
}

Result<std::vector<matching::v1::Match>> LoadMatchesOf(eventing::RecordStore& store,
                                                       const std::string& ods_code) {
  return LoadListed<matching::v1::Match>(store, "match", "match:practice:" + ods_code);
}

Result<std::vector<matching::v1::Match>> LoadMatchesOfAdvocate(eventing::RecordStore& store,
                                                               const std::string& person_id) {
  return LoadListed<matching::v1::Match>(store, "match", "match:advocate:" + person_id);
}

Result<std::vector<matching::v1::Match>> LoadMatchesOfAuthor(eventing::RecordStore& store,
                                                             const std::string& person_id) {
  WAGGLE_ASSIGN_OR_RETURN(const auto ideas,
                          LoadListed<intake::v1::Idea>(store, "idea", "idea:author:" + person_id));
  std::vector<matching::v1::Match> matches;
  for (const intake::v1::Idea& idea : ideas) {
    WAGGLE_ASSIGN_OR_RETURN(const auto listed, LoadListed<matching::v1::Match>(
                                                   store, "match", "match:idea:" + idea.idea_id()));
    matches.insert(matches.end(), listed.begin(), listed.end());
  }
  return matches;
}

}  // namespace waggle::notification::adapters
