#include "services/notification/adapters/aggregates.h"

namespace waggle::notification::adapters {

eventing::Aggregate<v1::DeliveryEvent> DeliveryAggregate() {
  const auto footprint = [](const v1::Delivery& delivery) {
    eventing::Footprint lists{{{"delivery"},
                               {"delivery:idea:" + delivery.idea_id()},
                               {"delivery:person:" + delivery.recipient_person_id()},
                               {"delivery:status:" + std::to_string(delivery.status())}}};
    if (delivery.status() == v1::DELIVERY_STATUS_PLANNED) {
      lists.due = eventing::FromTimestamp(delivery.next_attempt_time());
    }
    return lists;
  };
  const auto ownership = [](const v1::Delivery& delivery) {
    return eventing::Ownership{common::v1::VISIBILITY_OWNER, delivery.ods_code()};
  };
  return {{"delivery", "waggle.notification.delivery.v1"}, footprint, ownership};
}

}  // namespace waggle::notification::adapters
