#pragma once

#include "libs/eventing/aggregate.h"
#include "waggle/notification/v1/delivery.pb.h"

namespace waggle::notification::adapters {

// Deliveries: which topic, in which lists they stand. A planned delivery is work, due at its next
// attempt.
eventing::Aggregate<v1::DeliveryEvent> DeliveryAggregate();

}  // namespace waggle::notification::adapters
