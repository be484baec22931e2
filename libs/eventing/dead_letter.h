#pragma once

#include <string>

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "libs/eventing/commit.h"
#include "libs/kafkax/record.h"

namespace waggle::eventing {

// Headers that a dead letter carries beside its own: why it was refused and where it stood.
inline constexpr std::string_view kDeadLetterReason = "waggle_dlq_reason";
inline constexpr std::string_view kDeadLetterDetail = "waggle_dlq_detail";
inline constexpr std::string_view kDeadLetterTime = "waggle_dlq_time";
inline constexpr std::string_view kOriginTopic = "waggle_origin_topic";
inline constexpr std::string_view kOriginPartition = "waggle_origin_partition";
inline constexpr std::string_view kOriginOffset = "waggle_origin_offset";

std::string DeadLetterTopic(std::string_view topic, std::string_view group);
// Where dead letters of a group go to be handled again.
std::string ReplayTopic(std::string_view group);

// The topic that a record first stood in: its own, or the one that a replay names.
std::string OriginTopic(const kafkax::Record& record);

// Whether dead letters keep the value. Those of personal topics do not: 30 days of names and
// addresses in a side topic would survive an erasure.
enum class DeadLetterValue { kKept, kDropped };

// The record as a dead letter of `group` among those of `topic`: its origin, or where it stands
// when the group does not read that origin.
kafkax::OutgoingRecord ToDeadLetter(const kafkax::Record& record, std::string_view topic,
                                    std::string_view group, const Status& why, Time now,
                                    DeadLetterValue value);

// A dead letter as a record of the group's replay topic.
kafkax::OutgoingRecord ToReplay(const kafkax::Record& dead_letter, std::string_view group);

}  // namespace waggle::eventing
