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
    std::vector<std::string> ids;
    for (const eventing::IndexRow& row : rows) ids.push_back(row.id);
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
  Keep("idea", event, {}, commit);
}

void KeepProblem(const intake::v1::ProblemEvent& event, eventing::Commit& commit) {
  Keep("problem", event, {}, commit);
}

void KeepMatch(const matching::v1::MatchEvent& event, eventing::Commit& commit) {
  Keep("match", event, {{"match:practice:" + event.state().ods_code()}}, commit);
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

}  // namespace waggle::notification::adapters
