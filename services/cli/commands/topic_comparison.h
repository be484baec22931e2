#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/status.h"
#include "libs/kafkax/topic_admin.h"

namespace waggle::cli {

// Reason of a check that found topics missing or different.
inline constexpr std::string_view kTopicsDiffer = "TOPICS_DIFFER";

enum class TopicState { kAsWanted, kCreated, kMissing, kDifferent };

// Lower-case word for output: `as_wanted`.
std::string_view WordOf(TopicState state);

struct TopicFinding {
  std::string topic;
  TopicState state;
  // `retention.ms is 1, wanted 2`; only when different.
  std::vector<std::string> differences;
};

// How the cluster's topics are, one finding per wanted topic. Topics that nobody wants are not
// mentioned.
Result<std::vector<TopicFinding>> CompareTopics(kafkax::TopicAdmin& admin,
                                                const std::vector<kafkax::TopicSettings>& wanted);

// Creates the missing topics and compares all, waiting up to `limit` until the new ones are
// visible. Topics that exist are never changed.
Result<std::vector<TopicFinding>> CreateTopics(kafkax::TopicAdmin& admin,
                                               const std::vector<kafkax::TopicSettings>& wanted,
                                               int replication, std::chrono::milliseconds limit);

}  // namespace waggle::cli
