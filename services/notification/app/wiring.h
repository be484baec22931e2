#pragma once

#include "libs/service/runtime.h"

namespace waggle::notification {

// Puts the service together: events in, deliveries planned, senders that hand them to the mail
// server.
Status Wire(service::Runtime& runtime);

}  // namespace waggle::notification
