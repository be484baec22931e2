#pragma once

#include "services/notification/domain/review_mail.h"
#include "services/notification/domain/review_news.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::notification::adapters {

// From matching's review assignment to what mail follows from and is made of. A status that this
// build does not know, and a seat without a reviewer, tell nobody anything.
domain::ReviewState FromProto(const matching::v1::ReviewAssignment& message);
domain::ReviewerRole FromProto(matching::v1::ReviewerRole role);

}  // namespace waggle::notification::adapters
