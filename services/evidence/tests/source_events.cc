#include "services/evidence/tests/source_events.h"

#include "libs/eventing/event_codec.h"

namespace waggle::evidence {
namespace {

// 14 November 2023, 22:13:20.5 UTC: half a second after the tests' clock stands.
constexpr std::int64_t kEventSeconds = 1'700'000'000;
constexpr int kEventNanos = 500'000'000;

template <class Event>
Event Made(const std::string& event_id, const std::string& aggregate_id, std::int64_t sequence) {
  Event event;
  event.mutable_metadata()->set_event_id(event_id);
  event.mutable_metadata()->set_aggregate_id(aggregate_id);
  event.mutable_metadata()->set_sequence(sequence);
  event.mutable_metadata()->set_epoch(1);
  event.mutable_metadata()->mutable_event_time()->set_seconds(kEventSeconds);
  event.mutable_metadata()->mutable_event_time()->set_nanos(kEventNanos);
  return event;
}

matching::v1::MatchEvent MatchOf(const std::string& event_id, const std::string& match_id,
                                 std::int64_t sequence) {
  auto event = Made<matching::v1::MatchEvent>(event_id, match_id, sequence);
  event.mutable_state()->set_match_id(match_id);
  event.mutable_state()->set_idea_id(kIdeaId);
  event.mutable_state()->set_ods_code(kMatched);
  return event;
}

matching::v1::ReviewAssignmentEvent AssignmentOf(const std::string& event_id,
                                                 const std::string& assignment_id) {
  auto event = Made<matching::v1::ReviewAssignmentEvent>(event_id, assignment_id, 1);
  event.mutable_state()->set_assignment_id(assignment_id);
  event.mutable_state()->set_idea_id(kIdeaId);
  return event;
}

std::string TopicOf(const google::protobuf::Message& event) {
  const std::string& name = event.GetDescriptor()->name();
  if (name == "IdeaEvent") return "waggle.intake.idea.v1";
  if (name == "OrganisationEvent") return "waggle.intake.organisation.v1";
  if (name == "MatchEvent") return "waggle.matching.match.v1";
  return "waggle.matching.review-assignment.v1";
}

}  // namespace

intake::v1::IdeaEvent IdeaSubmittedEvent(const std::string& event_id) {
  auto event = Made<intake::v1::IdeaEvent>(event_id, kIdeaId, 1);
  event.mutable_submitted();
  event.mutable_state()->set_idea_id(kIdeaId);
  event.mutable_state()->set_ods_code(kOriginator);
  event.mutable_state()->set_title("A title that evidence need not keep");
  return event;
}

intake::v1::OrganisationEvent OrganisationEventOf(const std::string& ods_code,
                                                  intake::v1::OrganisationKind kind) {
  auto event = Made<intake::v1::OrganisationEvent>("event-of-" + ods_code, ods_code, 1);
  event.mutable_registered();
  event.mutable_state()->set_ods_code(ods_code);
  event.mutable_state()->set_kind(kind);
  return event;
}

matching::v1::MatchEvent MatchProposedEvent(const std::string& event_id,
                                            const std::string& match_id) {
  auto event = MatchOf(event_id, match_id, 1);
  event.mutable_proposed();
  return event;
}

matching::v1::MatchEvent MatchExtendedEvent(const std::string& event_id,
                                            const std::string& match_id) {
  auto event = MatchOf(event_id, match_id, 2);
  event.mutable_extended();
  return event;
}

matching::v1::ReviewAssignmentEvent ReviewAssignedEvent(const std::string& event_id,
                                                        const std::string& assignment_id) {
  auto event = AssignmentOf(event_id, assignment_id);
  event.mutable_assigned();
  event.mutable_state()->set_reviewer_person_id("person-1");
  return event;
}

matching::v1::ReviewAssignmentEvent ReviewUnfilledEvent(const std::string& event_id,
                                                        const std::string& assignment_id) {
  auto event = AssignmentOf(event_id, assignment_id);
  event.mutable_unfilled();
  return event;
}

kafkax::Record RecordOf(const google::protobuf::Message& event, std::int64_t offset) {
  const std::string traceparent = std::string("00-") + kTraceId + "-b7ad6b7169203331-01";
  kafkax::Record record = Published(eventing::EncodeEvent(TopicOf(event), event, traceparent));
  record.partition = 3;
  record.offset = offset;
  return record;
}

kafkax::Record Published(const kafkax::OutgoingRecord& outgoing) {
  kafkax::Record record;
  record.topic = outgoing.topic;
  record.key = outgoing.key;
  record.value = outgoing.value;
  record.headers = outgoing.headers;
  return record;
}

}  // namespace waggle::evidence
