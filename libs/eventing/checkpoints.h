#pragma once

#include <string>

#include "libs/base/status.h"
#include "libs/eventing/record_store.h"

namespace waggle::eventing {

std::string CheckpointTopic(std::string_view service);

// Publishes, through the outbox, how far each input partition has been handled, where that has
// moved since the last checkpoint. A partition with a parked record stays in front of it. Called
// about every second by one thread per replica; replicas may overlap. True when anything was
// published.
Result<bool> PublishCheckpoints(std::string_view service, RecordStore& store);

}  // namespace waggle::eventing
