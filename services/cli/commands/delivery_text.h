#pragma once

#include <string>

#include "services/cli/output/terminal.h"
#include "waggle/notification/v1/delivery.pb.h"

namespace waggle::cli {

Ink InkOf(const notification::v1::Delivery& delivery);

// The subject line of a message that went out, the reason of one that did not, the next attempt of
// one that waits.
std::string SubjectOrReason(const notification::v1::Delivery& delivery);

}  // namespace waggle::cli
