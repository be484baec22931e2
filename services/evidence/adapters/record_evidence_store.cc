#include "services/evidence/adapters/record_evidence_store.h"

#include "services/evidence/adapters/aggregates.h"
#include "services/evidence/adapters/conversion.h"
#include "services/evidence/adapters/copies.h"
#include "services/evidence/adapters/timeline_log.h"
#include "waggle/evidence/v1/adoption_service.pb.h"

namespace waggle::evidence {
namespace {

using eventing::CommitOutcome;

// Entries that come to the same timeline from elsewhere; the loser takes the next position.
constexpr int kRaces = 20;

eventing::EventContext ContextOf(const Origin& origin, IdGenerator& ids) {
  eventing::EventContext context;
  context.event_id = ids.NewId();
  context.actor = origin.caller;
  context.now = origin.now;
  context.traceparent = origin.traceparent;
  return context;
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
  for (int race = 0;; ++race) {
    Result<Receipt> receipt = TryAddAdoption(idea, adoption, origin);
    if (receipt.ok() || receipt.status().reason() != "RECORD_CHANGED" || race == kRaces)
      return receipt;
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

Result<Receipt> RecordEvidenceStore::TryAddAdoption(const Idea& idea, const Adoption& adoption,
                                                    const Origin& origin) {
  const std::string& adoption_id = adoption.id.value();
  v1::StartAdoptionResponse response;
  response.set_adoption_id(adoption_id);
  response.set_sequence(1);
  eventing::EventContext started = ContextOf(origin, ids_);
  started.request = eventing::AnsweredRequest{origin.request_key, origin.payload_hash,
                                              response.SerializeAsString()};
  eventing::Commit commit;
  commit.request = started.request;

  v1::AdoptionEvent event;
  event.mutable_started();
  *event.mutable_state() = ToProto(adoption);
  WAGGLE_RETURN_IF_ERROR(
      AdoptionAggregate().Append(store_, adoption_id, 0, started, event, commit));
  const TimelineEntry entry = EntryFor({EventId(started.event_id), origin.now}, idea,
                                       AdoptionStarted{adoption.id, adoption.practice});
  WAGGLE_ASSIGN_OR_RETURN(const Appended appended,
                          AppendToTimeline(store_, entry, ContextOf(origin, ids_), commit));
  // The entry's id comes from an event id that was made a moment ago.
  WAGGLE_CHECK(appended == Appended::kNow);

  WAGGLE_ASSIGN_OR_RETURN(const CommitOutcome outcome, store_.Apply(commit));
  if (outcome.kind == CommitOutcome::Kind::kCommitted) {
    counter_.Count(entry);
  } else if (!response.ParseFromString(outcome.response)) {
    return Status(Code::kDataLoss, "STORE_DAMAGED",
                  "the remembered answer of a request cannot be read");
  }
  return Receipt{AdoptionId(response.adoption_id()), response.sequence()};
}

}  // namespace waggle::evidence
