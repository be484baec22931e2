#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "libs/eventing/input_processor.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/faulty_record_store.h"
#include "libs/testing/in_memory_record_store.h"
#include "libs/testing/sample_events.h"
#include "libs/testing/silent_telemetry.h"

namespace waggle::eventing {

// An InputProcessor with one subscription: `project` keeps a copy per aggregate, `react` publishes
// one record per event. Tests make either fail through the members.
class ProcessorFixture : public ::testing::Test {
 protected:
  InputProcessor MakeProcessor(InputProcessorOptions options = {.group = "matching"}) {
    return InputProcessor(std::move(options), {SampleSubscription()}, store_, clock_,
                          silent_.telemetry());
  }

  Subscription SampleSubscription() {
    return Subscribe<intake::v1::IdeaEvent>(
        testing::kSampleTopic,
        [this](const intake::v1::IdeaEvent& event, Commit& commit) {
          ++projections_;
          commit.puts.push_back({{"copy", event.state().idea_id()},
                                 event.metadata().sequence(),
                                 event.state().title()});
          return NextOf(project_outcomes_);
        },
        [this](const intake::v1::IdeaEvent& event, const InputContext& context, Commit& commit) {
          ++reactions_;
          last_context_ = context;
          commit.outbox.push_back({{"out", event.metadata().event_id(), "", {}}});
          return NextOf(react_outcomes_);
        },
        [this] { ++applied_; });
  }

  // Keys of what was published to `topic`.
  std::vector<std::string> PublishedTo(const std::string& topic) {
    std::vector<std::string> keys;
    for (const OutboxEntry& entry : memory_.published()) {
      if (entry.record.topic == topic) keys.push_back(entry.record.key);
    }
    return keys;
  }

  std::string CopyOf(const std::string& id) {
    const auto record = memory_.Get({"copy", id}).value();
    return record ? record->state : "";
  }

  std::int64_t NextOffset(const std::string& topic = testing::kSampleTopic) {
    return memory_.NextOffset({topic, 0}).value().value_or(-1);
  }

  double Counted(const std::string& outcome) {
    return silent_.metrics()
        .AddCounter("waggle_consumer_messages_total", "",
                    {{"topic", testing::kSampleTopic}, {"outcome", outcome}})
        .Value();
  }

  // Answered one by one; OK when none is left.
  using Outcomes = std::vector<Status>;
  static Status NextOf(Outcomes& outcomes) {
    if (outcomes.empty()) return OkStatus();
    const Status next = outcomes.front();
    outcomes.erase(outcomes.begin());
    return next;
  }

  testing::SilentTelemetry silent_;
  testing::FakeClock clock_;
  testing::InMemoryRecordStore memory_;
  testing::FaultyRecordStore store_{memory_};
  Outcomes project_outcomes_;
  Outcomes react_outcomes_;
  int projections_ = 0;
  int reactions_ = 0;
  int applied_ = 0;
  InputContext last_context_;
};

inline const Status kMissing(Code::kNotFound, "ORGANISATION_UNKNOWN", "Z1 has not arrived yet");
inline const Status kInternalFailure(Code::kInternal, "BUG", "a bug");
inline const Status kAway(Code::kUnavailable, "REDIS_UNREACHABLE", "redis is away");
inline const Status kLostRace(Code::kAborted, "RECORD_CHANGED", "idea a was changed meanwhile");

}  // namespace waggle::eventing
