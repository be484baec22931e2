#pragma once

#include "services/cli/rpc/method.h"
#include "waggle/matching/v1/match_service.pb.h"
#include "waggle/matching/v1/review_assignment_service.pb.h"

namespace waggle::cli {

inline constexpr Method<matching::v1::ListMatchesRequest, matching::v1::ListMatchesResponse>
    kListMatches{Service::kMatching, "/waggle.matching.v1.MatchService/ListMatches"};
inline constexpr Method<matching::v1::ListReviewAssignmentsRequest,
                        matching::v1::ListReviewAssignmentsResponse>
    kListReviewAssignments{Service::kMatching,
                           "/waggle.matching.v1.ReviewAssignmentService/ListReviewAssignments"};

}  // namespace waggle::cli
