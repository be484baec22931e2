#pragma once

#include <string_view>

#include "libs/base/clock.h"
#include "libs/base/uuid.h"
#include "libs/eventing/aggregate.h"
#include "libs/eventing/subscription.h"

namespace waggle::eventing {

// Of an event that a service makes by itself, in the trace of what led to it; empty: in a new one.
EventContext OwnContext(std::string_view service, IdGenerator& ids, const Clock& clock,
                        std::string_view traceparent = {});

// Of an event that follows from a consumed one.
EventContext FollowingContext(std::string_view service, IdGenerator& ids, const Clock& clock,
                              const InputContext& input);

}  // namespace waggle::eventing
