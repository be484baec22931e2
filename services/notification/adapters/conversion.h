#pragma once

#include "services/notification/domain/delivery.h"
#include "services/notification/domain/idea.h"
#include "services/notification/domain/person.h"
#include "waggle/intake/v1/idea.pb.h"
#include "waggle/intake/v1/person.pb.h"
#include "waggle/notification/v1/delivery.pb.h"

namespace waggle::notification::adapters {

// Between the protos and the domain.
v1::Delivery ToProto(const domain::Delivery& delivery);
domain::Delivery FromProto(const v1::Delivery& message);
domain::Person FromProto(const intake::v1::Person& message);
// Without the names of practice and author, which other records hold.
domain::Idea FromProto(const intake::v1::Idea& message);

// Whether the idea was withdrawn or superseded. Ideas from before a status was kept have none, and
// stand.
bool HasEnded(const intake::v1::Idea& message);

// The delivery after the change, as an event.
v1::DeliveryEvent ToEvent(domain::DeliveryChange change, const domain::Delivery& delivery);

}  // namespace waggle::notification::adapters
