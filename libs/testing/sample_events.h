#pragma once

#include <cstdint>
#include <string>

#include "libs/base/clock.h"
#include "libs/kafkax/record.h"
#include "waggle/intake/v1/idea.pb.h"

namespace waggle::testing {

inline constexpr char kSampleTopic[] = "waggle.intake.idea.v1";

// An event of a real type with complete metadata, so that the plumbing is tested with what it will
// carry. Its event id is `event-<id>-<sequence>`.
intake::v1::IdeaEvent SampleEvent(const std::string& id, std::int64_t sequence,
                                  std::int64_t epoch = 1);

// The event as it stands in partition 0 of the topic.
kafkax::Record SampleRecord(const intake::v1::IdeaEvent& event, std::int64_t offset,
                            const std::string& topic = kSampleTopic);

// What a consumer receives for a published record.
kafkax::Record Received(const kafkax::OutgoingRecord& sent, std::int64_t offset);

}  // namespace waggle::testing
