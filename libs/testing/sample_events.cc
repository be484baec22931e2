#include "libs/testing/sample_events.h"

#include "libs/eventing/event_codec.h"

namespace waggle::testing {

intake::v1::IdeaEvent SampleEvent(const std::string& id, std::int64_t sequence,
                                  std::int64_t epoch) {
  intake::v1::IdeaEvent event;
  common::v1::EventMetadata& metadata = *event.mutable_metadata();
  metadata.set_event_id("event-" + id + "-" + std::to_string(sequence));
  metadata.set_aggregate_id(id);
  metadata.set_sequence(sequence);
  metadata.set_epoch(epoch);
  metadata.set_actor("system:test");
  metadata.mutable_event_time()->set_seconds(1'700'000'000);
  event.mutable_submitted();
  event.mutable_state()->set_idea_id(id);
  event.mutable_state()->set_title("title " + std::to_string(sequence));
  return event;
}

kafkax::Record SampleRecord(const intake::v1::IdeaEvent& event, std::int64_t offset,
                            const std::string& topic) {
  constexpr std::string_view kTrace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  return Received(eventing::EncodeEvent(topic, event, kTrace), offset);
}

kafkax::Record Received(const kafkax::OutgoingRecord& sent, std::int64_t offset) {
  return {sent.topic, 0, offset, sent.key, sent.value, sent.headers};
}

}  // namespace waggle::testing
