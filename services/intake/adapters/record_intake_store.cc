#include "services/intake/adapters/record_intake_store.h"

#include "services/intake/adapters/aggregates.h"
#include "services/intake/adapters/conversion.h"
#include "waggle/intake/v1/idea_service.pb.h"
#include "waggle/intake/v1/organisation_service.pb.h"
#include "waggle/intake/v1/person_service.pb.h"
#include "waggle/intake/v1/problem_service.pb.h"

namespace waggle::intake {
namespace {

using eventing::CommitOutcome;

// Two callers changing the same organisation at once: the loser reads again and writes over it.
constexpr int kRaces = 10;

const std::string& IdOf(const v1::RegisterOrganisationResponse& response) {
  return response.ods_code();
}
const std::string& IdOf(const v1::RegisterPersonResponse& response) { return response.person_id(); }
const std::string& IdOf(const v1::SubmitIdeaResponse& response) { return response.idea_id(); }
const std::string& IdOf(const v1::ReportProblemResponse& response) { return response.problem_id(); }

eventing::EventContext ContextOf(const Origin& origin, IdGenerator& ids, std::string response) {
  eventing::EventContext context;
  context.event_id = ids.NewId();
  context.actor = origin.caller;
  context.now = origin.now;
  context.traceparent = origin.traceparent;
  context.request =
      eventing::AnsweredRequest{origin.request_key, origin.payload_hash, std::move(response)};
  return context;
}

// Commits one event that answers one request; `response` is what is remembered for repetitions.
template <class Event, class Response>
Result<Receipt> Save(eventing::RecordStore& store, IdGenerator& ids,
                     const eventing::Aggregate<Event>& aggregate, const std::string& id,
                     std::int64_t sequence, const Event& event, Response response,
                     const Origin& origin) {
  response.set_sequence(sequence + 1);
  const eventing::EventContext context = ContextOf(origin, ids, response.SerializeAsString());
  eventing::Commit commit;
  commit.request = context.request;
  WAGGLE_RETURN_IF_ERROR(aggregate.Append(store, id, sequence, context, event, commit));
  WAGGLE_ASSIGN_OR_RETURN(const CommitOutcome outcome, store.Apply(commit));
  if (outcome.kind == CommitOutcome::Kind::kAnsweredBefore &&
      !response.ParseFromString(outcome.response)) {
    return Status(Code::kDataLoss, "STORE_DAMAGED",
                  "the remembered answer of a request cannot be read");
  }
  return Receipt{IdOf(response), response.sequence()};
}

Result<IntakeStore::Known> Find(eventing::RecordStore& store, const std::string& kind,
                                const std::string& id) {
  WAGGLE_ASSIGN_OR_RETURN(const auto record, store.Get({kind, id}));
  return record ? IntakeStore::Known::kYes : IntakeStore::Known::kNo;
}

}  // namespace

Result<IntakeStore::Known> RecordIntakeStore::FindOrganisation(const OdsCode& ods_code) {
  return Find(store_, OrganisationAggregate().kind(), ods_code.value());
}

Result<IntakeStore::Known> RecordIntakeStore::FindPerson(const PersonId& person) {
  return Find(store_, PersonAggregate().kind(), person.value());
}

Result<Receipt> RecordIntakeStore::SaveOrganisation(const Organisation& organisation,
                                                    const Origin& origin) {
  const auto aggregate = OrganisationAggregate();
  v1::RegisterOrganisationResponse response;
  response.set_ods_code(organisation.ods_code.value());
  for (int race = 0;; ++race) {
    WAGGLE_ASSIGN_OR_RETURN(const auto known,
                            aggregate.Load(store_, organisation.ods_code.value()));
    v1::OrganisationEvent event;
    known ? static_cast<void>(event.mutable_changed())
          : static_cast<void>(event.mutable_registered());
    *event.mutable_state() = ToProto(organisation);
    Result<Receipt> receipt = Save(store_, ids_, aggregate, organisation.ods_code.value(),
                                   known ? known->sequence : 0, event, response, origin);
    if (receipt.ok() || receipt.status().reason() != "RECORD_CHANGED" || race == kRaces)
      return receipt;
  }
}

Result<Receipt> RecordIntakeStore::AddPerson(const Person& person, const Origin& origin) {
  v1::RegisterPersonResponse response;
  response.set_person_id(person.id.value());
  v1::PersonEvent event;
  event.mutable_registered();
  *event.mutable_state() = ToProto(person);
  return Save(store_, ids_, PersonAggregate(), person.id.value(), 0, event, response, origin);
}

Result<Receipt> RecordIntakeStore::AddIdea(const Idea& idea, const Origin& origin) {
  v1::SubmitIdeaResponse response;
  response.set_idea_id(idea.id.value());
  v1::IdeaEvent event;
  event.mutable_submitted();
  *event.mutable_state() = ToProto(idea);
  return Save(store_, ids_, IdeaAggregate(), idea.id.value(), 0, event, response, origin);
}

Result<Receipt> RecordIntakeStore::AddProblem(const Problem& problem, const Origin& origin) {
  v1::ReportProblemResponse response;
  response.set_problem_id(problem.id.value());
  v1::ProblemEvent event;
  event.mutable_reported();
  *event.mutable_state() = ToProto(problem);
  return Save(store_, ids_, ProblemAggregate(), problem.id.value(), 0, event, response, origin);
}

}  // namespace waggle::intake
