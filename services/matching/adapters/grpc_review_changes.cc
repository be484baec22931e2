#include <set>

#include "libs/grpcx/request_mark.h"
#include "services/matching/adapters/grpc_review_assignment_service.h"
#include "services/matching/adapters/review_conversion.h"

namespace waggle::matching {
namespace {

// The plan of so many is made within a call's time, and its answer fits into an event.
constexpr int kMostIdeas = 20;

template <class Request>
Result<ReviewRequest> RequestOf(const grpcx::Call& call, std::string_view method,
                                const Request& request) {
  WAGGLE_ASSIGN_OR_RETURN(const grpcx::RequestIdentity identity,
                          grpcx::Identify(call, method, request.request_id(), request));
  return ReviewRequest{{identity.key, identity.payload_hash, ""},
                       request.person_id().empty() ? call.caller : request.person_id(),
                       call.trace.ToTraceparent()};
}

template <class Request>
Result<std::vector<std::string>> IdeasOf(const Request& request) {
  const std::set<std::string> ids(request.idea_ids().begin(), request.idea_ids().end());
  const int count = request.idea_ids_size();
  if (count < 1 || count > kMostIdeas || static_cast<int>(ids.size()) != count) {
    return Status::Invalid(
        {{"idea_ids", "must be 1 to " + std::to_string(kMostIdeas) + " different ideas"}});
  }
  return std::vector<std::string>(ids.begin(), ids.end());
}

template <class Response>
Status Fill(Result<Response> answer, Response* response) {
  if (!answer.ok()) return answer.status();
  *response = std::move(*answer);
  return OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* GrpcReviewAssignmentService::AcceptReview(
    grpc::CallbackServerContext* context, const v1::AcceptReviewRequest* request,
    v1::AcceptReviewResponse* response) {
  constexpr std::string_view kMethod = "ReviewAssignmentService.AcceptReview";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const ReviewRequest own, RequestOf(call, kMethod, *request));
    return Fill(answers_.Accept(own, request->assignment_id()), response);
  });
}

grpc::ServerUnaryReactor* GrpcReviewAssignmentService::DeclineReview(
    grpc::CallbackServerContext* context, const v1::DeclineReviewRequest* request,
    v1::DeclineReviewResponse* response) {
  constexpr std::string_view kMethod = "ReviewAssignmentService.DeclineReview";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const ReviewRequest own, RequestOf(call, kMethod, *request));
    WAGGLE_ASSIGN_OR_RETURN(const domain::ReviewDecline decline,
                            FromProto(request->reason(), request->text()));
    return Fill(answers_.Decline(own, request->assignment_id(), decline), response);
  });
}

grpc::ServerUnaryReactor* GrpcReviewAssignmentService::CompleteReview(
    grpc::CallbackServerContext* context, const v1::CompleteReviewRequest* request,
    v1::CompleteReviewResponse* response) {
  constexpr std::string_view kMethod = "ReviewAssignmentService.CompleteReview";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const ReviewRequest own, RequestOf(call, kMethod, *request));
    return Fill(answers_.Complete(own, request->assignment_id()), response);
  });
}

grpc::ServerUnaryReactor* GrpcReviewAssignmentService::ReassignReview(
    grpc::CallbackServerContext* context, const v1::ReassignReviewRequest* request,
    v1::ReassignReviewResponse* response) {
  constexpr std::string_view kMethod = "ReviewAssignmentService.ReassignReview";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const ReviewRequest own, RequestOf(call, kMethod, *request));
    return Fill(answers_.Reassign(own, request->assignment_id(), request->text()), response);
  });
}

grpc::ServerUnaryReactor* GrpcReviewAssignmentService::PreviewAssignment(
    grpc::CallbackServerContext* context, const v1::PreviewAssignmentRequest* request,
    v1::PreviewAssignmentResponse* response) {
  return funnel_.Run(context, "ReviewAssignmentService.PreviewAssignment",
                     [=, this](const grpcx::Call&) {
                       WAGGLE_ASSIGN_OR_RETURN(const auto ideas, IdeasOf(*request));
                       return Fill(answers_.Preview(ideas), response);
                     });
}

grpc::ServerUnaryReactor* GrpcReviewAssignmentService::ApplyAssignment(
    grpc::CallbackServerContext* context, const v1::ApplyAssignmentRequest* request,
    v1::ApplyAssignmentResponse* response) {
  constexpr std::string_view kMethod = "ReviewAssignmentService.ApplyAssignment";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const ReviewRequest own, RequestOf(call, kMethod, *request));
    WAGGLE_ASSIGN_OR_RETURN(const auto ideas, IdeasOf(*request));
    return Fill(answers_.Apply(own, ideas), response);
  });
}

}  // namespace waggle::matching
