#pragma once

#include <string>
#include <vector>

#include "libs/eventing/event_codec.h"
#include "libs/eventing/input_processor.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/silent_telemetry.h"
#include "services/evidence/adapters/record_evidence_store.h"
#include "services/evidence/adapters/timeline_counter.h"
#include "services/evidence/adapters/timeline_inputs.h"
#include "services/evidence/tests/source_events.h"
#include "waggle/evidence/v1/timeline.pb.h"

namespace waggle::evidence {

// The parts of one replica of the service over a given store, without transports.
class EvidenceBench {
 public:
  explicit EvidenceBench(eventing::RecordStore& store) : records_(store) {}

  // As the consumer does with a record of a topic.
  Result<eventing::InputOutcome> Handle(const google::protobuf::Message& event,
                                        std::int64_t offset = 7) {
    return processor_.Process(RecordOf(event, offset));
  }

  double Counted(TimelineKind kind) {
    return silent_.metrics()
        .AddCounter("waggle_evidence_timeline_entries_total", "",
                    {{"kind", std::string(NameOf(kind))}})
        .Value();
  }

  testing::FakeClock& clock() { return clock_; }
  testing::SilentTelemetry& silent() { return silent_; }
  TimelineInputs& inputs() { return inputs_; }
  RecordEvidenceStore& store() { return store_; }
  eventing::InputProcessor& processor() { return processor_; }

 private:
  eventing::RecordStore& records_;
  testing::FakeClock clock_;
  testing::SilentTelemetry silent_;
  UuidV7Generator ids_{clock_};
  TimelineCounter counter_{silent_.metrics()};
  TimelineInputs inputs_{records_, ids_, clock_, counter_};
  RecordEvidenceStore store_{records_, ids_, counter_};
  eventing::InputProcessor processor_{
      {.group = "evidence"}, inputs_.Subscriptions(), records_, clock_, silent_.telemetry()};
};

// The events among `outbox` that stand in this topic, in order.
template <class Event>
std::vector<Event> EventsOf(const std::vector<eventing::OutboxEntry>& outbox,
                            const std::string& topic) {
  std::vector<Event> events;
  for (const eventing::OutboxEntry& entry : outbox) {
    if (entry.record.topic != topic) continue;
    WAGGLE_CHECK(eventing::DecodeEvent(Published(entry.record), events.emplace_back()).ok());
  }
  return events;
}

inline std::vector<v1::TimelineEntryEvent> TimelineOf(
    const std::vector<eventing::OutboxEntry>& outbox) {
  return EventsOf<v1::TimelineEntryEvent>(outbox, "waggle.evidence.timeline-entry.v1");
}

}  // namespace waggle::evidence
