#include "services/evidence/adapters/record_evidence_store.h"

#include "libs/eventing/first_response.h"
#include "libs/eventing/races.h"
#include "services/evidence/adapters/aggregates.h"
#include "services/evidence/adapters/conversion.h"
#include "services/evidence/adapters/copies.h"
#include "services/evidence/adapters/timeline_log.h"
#include "waggle/evidence/v1/adoption_service.pb.h"

namespace waggle::evidence {
namespace {

using eventing::CommitOutcome;
// Entries come to the same timeline from elsewhere: who loses takes the next position.
using eventing::Races;

eventing::EventContext ContextOf(const Origin& origin, IdGenerator& ids) {
  eventing::EventContext context;
  context.event_id = ids.NewId();
  context.actor = origin.caller;
  context.now = origin.now;
  context.traceparent = origin.traceparent;
  return context;
}

// What is remembered has one form, whichever request it answers.
std::string Remembered(const Receipt& receipt) {
  v1::StartAdoptionResponse response;
  response.set_adoption_id(receipt.id.value());
  response.set_sequence(receipt.sequence);
  return response.SerializeAsString();
}

Result<Receipt> ReceiptFrom(const std::string& remembered) {
  v1::StartAdoptionResponse response;
  if (!response.ParseFromString(remembered)) {
    return Status(Code::kDataLoss, "STORE_DAMAGED",
                  "the remembered answer of a request cannot be read");
  }
  return Receipt{AdoptionId(response.adoption_id()), response.sequence()};
}

eventing::AnsweredRequest MarkOf(const Origin& origin, const Receipt& receipt) {
  return {origin.request_key, origin.payload_hash, Remembered(receipt)};
}

// For a request that changes nothing: its repetitions get this receipt too, whatever happens in
// between.
Result<Receipt> Remember(eventing::RecordStore& store, const Receipt& receipt,
                         const Origin& origin) {
  eventing::Commit commit;
  commit.request = MarkOf(origin, receipt);
  WAGGLE_ASSIGN_OR_RETURN(const CommitOutcome outcome, store.Apply(commit));
  return outcome.kind == CommitOutcome::Kind::kAnsweredBefore ? ReceiptFrom(outcome.response)
                                                              : Result<Receipt>(receipt);
}

}  // namespace

Result<std::optional<Idea>> RecordEvidenceStore::FindIdea(const IdeaId& idea) {
  return FindIdeaCopy(store_, idea);
}

Result<std::optional<Organisation>> RecordEvidenceStore::FindOrganisation(const OdsCode& ods_code) {
  return FindOrganisationCopy(store_, ods_code);
}

Result<Receipt> RecordEvidenceStore::AddAdoption(const Idea& idea, const Adoption& adoption,
                                                 const Origin& origin) {
  Races races;
  while (true) {
    v1::AdoptionEvent event;
    event.mutable_started();
    Result<Receipt> receipt = Write(
        {adoption, 1, std::move(event), idea, AdoptionStarted{adoption.id, adoption.practice}},
        origin);
    if (receipt.ok() || !races.MustTryAgain(receipt.status())) return receipt;
    // The store looks at the request first, so this is not a repetition.
    WAGGLE_ASSIGN_OR_RETURN(const auto started,
                            AdoptionAggregate().Load(store_, adoption.id.value()));
    if (started) {
      return Status(Code::kAlreadyExists, "ADOPTION_STARTED_BEFORE",
                    "practice " + adoption.practice.value() + " has already started with idea " +
                        idea.id.value() + ": adoption " + adoption.id.value());
    }
  }
}

Result<Receipt> RecordEvidenceStore::ChangeAdoption(const AdoptionId& id, const AdoptionRule& rule,
                                                    const Origin& origin) {
  Races races;
  while (true) {
    Result<Receipt> receipt = TryChangeAdoption(id, rule, origin);
    if (receipt.ok() || !races.MustTryAgain(receipt.status())) return receipt;
  }
}

Result<Receipt> RecordEvidenceStore::TryChangeAdoption(const AdoptionId& id,
                                                       const AdoptionRule& rule,
                                                       const Origin& origin) {
  WAGGLE_ASSIGN_OR_RETURN(const auto known, AdoptionAggregate().Load(store_, id.value()));
  if (!known) return AdoptionUnknown(id);
  const Adoption before = FromProto(known->state);
  const Result<Adoption> after = rule(before);
  if (!after.ok()) {
    WAGGLE_ASSIGN_OR_RETURN(const auto first, eventing::FirstResponse(store_, MarkOf(origin, {})));
    return first ? ReceiptFrom(*first) : Result<Receipt>(after.status());
  }
  if (*after == before) return Remember(store_, {id, known->sequence}, origin);
  v1::AdoptionEvent event;
  event.mutable_stage_changed();
  // The entry names the adopter; whose idea it is does not matter to it.
  const Idea idea{after->idea, OdsCode()};
  return Write({*after, known->sequence + 1, std::move(event), idea,
                AdoptionStageChanged{id, after->practice, after->stage}},
               origin);
}

Result<Receipt> RecordEvidenceStore::Write(Next next, const Origin& origin) {
  const Receipt receipt{next.adoption.id, next.sequence};
  eventing::EventContext context = ContextOf(origin, ids_);
  context.request = MarkOf(origin, receipt);
  eventing::Commit commit;
  commit.request = context.request;
  *next.event.mutable_state() = ToProto(next.adoption);
  WAGGLE_RETURN_IF_ERROR(AdoptionAggregate().Append(store_, receipt.id.value(), next.sequence - 1,
                                                    context, std::move(next.event), commit));
  const TimelineEntry entry =
      EntryFor({EventId(context.event_id), origin.now}, next.idea, next.happening);
  WAGGLE_ASSIGN_OR_RETURN(const Appended appended,
                          AppendToTimeline(store_, entry, ContextOf(origin, ids_), commit));
  // The entry's id comes from an event id that was made a moment ago.
  WAGGLE_CHECK(appended == Appended::kNow);

  WAGGLE_ASSIGN_OR_RETURN(const CommitOutcome outcome, store_.Apply(commit));
  if (outcome.kind == CommitOutcome::Kind::kAnsweredBefore) return ReceiptFrom(outcome.response);
  counter_.Count(entry);
  return receipt;
}

}  // namespace waggle::evidence
