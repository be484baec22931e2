#pragma once

#include "services/cli/rpc/method.h"
#include "waggle/matching/v1/match_service.pb.h"
#include "waggle/matching/v1/review_assignment_service.pb.h"

namespace waggle::cli {

inline constexpr Method<matching::v1::ListMatchesRequest, matching::v1::ListMatchesResponse>
    kListMatches{Service::kMatching, "/waggle.matching.v1.MatchService/ListMatches"};
inline constexpr Method<matching::v1::GetMatchRequest, matching::v1::GetMatchResponse> kGetMatch{
    Service::kMatching, "/waggle.matching.v1.MatchService/GetMatch"};
inline constexpr Method<matching::v1::ExplainMatchRequest, matching::v1::ExplainMatchResponse>
    kExplainMatch{Service::kMatching, "/waggle.matching.v1.MatchService/ExplainMatch"};
inline constexpr StreamMethod<matching::v1::WatchMatchesRequest, matching::v1::WatchMatchesResponse>
    kWatchMatches{Service::kMatching, "/waggle.matching.v1.MatchService/WatchMatches"};
inline constexpr Method<matching::v1::AnswerMatchRequest, matching::v1::AnswerMatchResponse>
    kAnswerMatch{Service::kMatching, "/waggle.matching.v1.MatchService/AnswerMatch"};
inline constexpr Method<matching::v1::FollowUpDeclineRequest, matching::v1::FollowUpDeclineResponse>
    kFollowUpDecline{Service::kMatching, "/waggle.matching.v1.MatchService/FollowUpDecline"};
inline constexpr Method<matching::v1::LiftBarriersRequest, matching::v1::LiftBarriersResponse>
    kLiftBarriers{Service::kMatching, "/waggle.matching.v1.MatchService/LiftBarriers"};
inline constexpr Method<matching::v1::ExemptMatchRequest, matching::v1::ExemptMatchResponse>
    kExemptMatch{Service::kMatching, "/waggle.matching.v1.MatchService/ExemptMatch"};
inline constexpr Method<matching::v1::GetReviewAssignmentRequest,
                        matching::v1::GetReviewAssignmentResponse>
    kGetReviewAssignment{Service::kMatching,
                         "/waggle.matching.v1.ReviewAssignmentService/GetReviewAssignment"};
inline constexpr Method<matching::v1::AcceptReviewRequest, matching::v1::AcceptReviewResponse>
    kAcceptReview{Service::kMatching, "/waggle.matching.v1.ReviewAssignmentService/AcceptReview"};
inline constexpr Method<matching::v1::DeclineReviewRequest, matching::v1::DeclineReviewResponse>
    kDeclineReview{Service::kMatching, "/waggle.matching.v1.ReviewAssignmentService/DeclineReview"};
inline constexpr Method<matching::v1::CompleteReviewRequest, matching::v1::CompleteReviewResponse>
    kCompleteReview{Service::kMatching,
                    "/waggle.matching.v1.ReviewAssignmentService/CompleteReview"};
inline constexpr Method<matching::v1::ReassignReviewRequest, matching::v1::ReassignReviewResponse>
    kReassignReview{Service::kMatching,
                    "/waggle.matching.v1.ReviewAssignmentService/ReassignReview"};
inline constexpr Method<matching::v1::PreviewAssignmentRequest,
                        matching::v1::PreviewAssignmentResponse>
    kPreviewAssignment{Service::kMatching,
                       "/waggle.matching.v1.ReviewAssignmentService/PreviewAssignment"};
inline constexpr Method<matching::v1::ApplyAssignmentRequest, matching::v1::ApplyAssignmentResponse>
    kApplyAssignment{Service::kMatching,
                     "/waggle.matching.v1.ReviewAssignmentService/ApplyAssignment"};
inline constexpr Method<matching::v1::ListReviewAssignmentsRequest,
                        matching::v1::ListReviewAssignmentsResponse>
    kListReviewAssignments{Service::kMatching,
                           "/waggle.matching.v1.ReviewAssignmentService/ListReviewAssignments"};

}  // namespace waggle::cli
