#pragma once

#include "services/cli/rpc/method.h"
#include "waggle/notification/v1/delivery_service.pb.h"

namespace waggle::cli {

inline constexpr Method<notification::v1::ListDeliveriesRequest,
                        notification::v1::ListDeliveriesResponse>
    kListDeliveries{Service::kNotification,
                    "/waggle.notification.v1.DeliveryService/ListDeliveries"};

}  // namespace waggle::cli
