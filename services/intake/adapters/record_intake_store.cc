#include "services/intake/adapters/record_intake_store.h"

#include "libs/eventing/first_response.h"
#include "libs/eventing/races.h"
#include "services/intake/adapters/aggregates.h"
#include "services/intake/adapters/conversion.h"
#include "waggle/intake/v1/idea_service.pb.h"
#include "waggle/intake/v1/organisation_service.pb.h"
#include "waggle/intake/v1/person_service.pb.h"
#include "waggle/intake/v1/problem_service.pb.h"

namespace waggle::intake {
namespace {

using eventing::CommitOutcome;
// Two callers may change a record at once: who loses reads again and writes over it.
using eventing::Races;

const std::string& IdOf(const v1::RegisterOrganisationResponse& response) {
  return response.ods_code();
}
const std::string& IdOf(const v1::RegisterPersonResponse& response) { return response.person_id(); }
const std::string& IdOf(const v1::SubmitIdeaResponse& response) { return response.idea_id(); }
const std::string& IdOf(const v1::ReportProblemResponse& response) { return response.problem_id(); }
// What is remembered of changes has one form, whichever they are.
const std::string& IdOf(const v1::ReviseIdeaResponse& response) { return response.idea_id(); }
const std::string& IdOf(const v1::ReviseProblemResponse& response) { return response.problem_id(); }

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

v1::IdeaEvent EventOf(IdeaChange change) {
  v1::IdeaEvent event;
  switch (change) {
    case IdeaChange::kRevised:
      event.mutable_revised();
      break;
    case IdeaChange::kWithdrawn:
      event.mutable_withdrawn();
      break;
    case IdeaChange::kSuperseded:
      event.mutable_superseded();
      break;
  }
  return event;
}

v1::ProblemEvent EventOf(ProblemChange change) {
  v1::ProblemEvent event;
  change == ProblemChange::kRevised ? static_cast<void>(event.mutable_revised())
                                    : static_cast<void>(event.mutable_closed());
  return event;
}

// The receipt of a request that was answered before; nothing for a new one.
template <class Response>
Result<std::optional<Receipt>> FirstReceipt(eventing::RecordStore& store, const Origin& origin) {
  WAGGLE_ASSIGN_OR_RETURN(
      const auto first,
      eventing::FirstResponse(store, {origin.request_key, origin.payload_hash, ""}));
  if (!first) return std::optional<Receipt>();
  Response response;
  if (!response.ParseFromString(*first)) {
    return Status(Code::kDataLoss, "STORE_DAMAGED",
                  "the remembered answer of a request cannot be read");
  }
  return std::optional(Receipt{IdOf(response), response.sequence()});
}

// Applies a rule to the record as it is; `response` names the record.
template <class Response, class Event, class Rule>
Result<Receipt> Change(eventing::RecordStore& store, IdGenerator& ids,
                       const eventing::Aggregate<Event>& aggregate, const std::string& id,
                       Event event, const Response& response, const Rule& rule,
                       const Status& unknown, const Origin& origin) {
  Races races;
  while (true) {
    WAGGLE_ASSIGN_OR_RETURN(const auto known, aggregate.Load(store, id));
    if (!known) return unknown;
    const auto changed = rule(FromProto(known->state));
    if (!changed.ok()) {
      WAGGLE_ASSIGN_OR_RETURN(const auto first, FirstReceipt<Response>(store, origin));
      return first ? Result<Receipt>(*first) : changed.status();
    }
    *event.mutable_state() = ToProto(*changed);
    Result<Receipt> receipt =
        Save(store, ids, aggregate, id, known->sequence, event, response, origin);
    if (receipt.ok() || !races.MustTryAgain(receipt.status())) return receipt;
  }
}

Status IdeaUnknown(const IdeaId& id) {
  return Status(Code::kNotFound, "IDEA_UNKNOWN", "idea " + id.value() + " is not registered");
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
  Races races;
  while (true) {
    WAGGLE_ASSIGN_OR_RETURN(const auto known,
                            aggregate.Load(store_, organisation.ods_code.value()));
    v1::OrganisationEvent event;
    known ? static_cast<void>(event.mutable_changed())
          : static_cast<void>(event.mutable_registered());
    *event.mutable_state() = ToProto(organisation);
    Result<Receipt> receipt = Save(store_, ids_, aggregate, organisation.ods_code.value(),
                                   known ? known->sequence : 0, event, response, origin);
    if (receipt.ok() || !races.MustTryAgain(receipt.status())) return receipt;
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

Result<Idea> RecordIntakeStore::LoadIdea(const IdeaId& id) {
  WAGGLE_ASSIGN_OR_RETURN(const auto known, IdeaAggregate().Load(store_, id.value()));
  if (!known) return IdeaUnknown(id);
  return FromProto(known->state);
}

Result<Receipt> RecordIntakeStore::ChangeIdea(const IdeaId& id, IdeaChange change,
                                              const IdeaRule& rule, const Origin& origin) {
  v1::ReviseIdeaResponse response;
  response.set_idea_id(id.value());
  return Change(store_, ids_, IdeaAggregate(), id.value(), EventOf(change), response, rule,
                IdeaUnknown(id), origin);
}

Result<Receipt> RecordIntakeStore::ChangeProblem(const ProblemId& id, ProblemChange change,
                                                 const ProblemRule& rule, const Origin& origin) {
  v1::ReviseProblemResponse response;
  response.set_problem_id(id.value());
  return Change(
      store_, ids_, ProblemAggregate(), id.value(), EventOf(change), response, rule,
      Status(Code::kNotFound, "PROBLEM_UNKNOWN", "problem " + id.value() + " is not registered"),
      origin);
}

}  // namespace waggle::intake
