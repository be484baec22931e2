#pragma once

#include "libs/eventing/record_store.h"
#include "libs/grpcx/funnel.h"
#include "services/matching/adapters/answer_reviews.h"
#include "waggle/matching/v1/review_assignment_service.grpc.pb.h"

namespace waggle::matching {

// ReviewAssignmentService: reads what matching has written, takes what reviewers say to it, and
// plans for people.
class GrpcReviewAssignmentService final : public v1::ReviewAssignmentService::CallbackService {
 public:
  GrpcReviewAssignmentService(eventing::RecordStore& store, AnswerReviews& answers,
                              grpcx::Funnel& funnel)
      : store_(store), answers_(answers), funnel_(funnel) {}

  grpc::ServerUnaryReactor* GetReviewAssignment(grpc::CallbackServerContext* context,
                                                const v1::GetReviewAssignmentRequest* request,
                                                v1::GetReviewAssignmentResponse* response) override;
  grpc::ServerUnaryReactor* ListReviewAssignments(
      grpc::CallbackServerContext* context, const v1::ListReviewAssignmentsRequest* request,
      v1::ListReviewAssignmentsResponse* response) override;
  grpc::ServerUnaryReactor* AcceptReview(grpc::CallbackServerContext* context,
                                         const v1::AcceptReviewRequest* request,
                                         v1::AcceptReviewResponse* response) override;
  grpc::ServerUnaryReactor* DeclineReview(grpc::CallbackServerContext* context,
                                          const v1::DeclineReviewRequest* request,
                                          v1::DeclineReviewResponse* response) override;
  grpc::ServerUnaryReactor* CompleteReview(grpc::CallbackServerContext* context,
                                           const v1::CompleteReviewRequest* request,
                                           v1::CompleteReviewResponse* response) override;
  grpc::ServerUnaryReactor* ReassignReview(grpc::CallbackServerContext* context,
                                           const v1::ReassignReviewRequest* request,
                                           v1::ReassignReviewResponse* response) override;
  grpc::ServerUnaryReactor* PreviewAssignment(grpc::CallbackServerContext* context,
                                              const v1::PreviewAssignmentRequest* request,
                                              v1::PreviewAssignmentResponse* response) override;
  grpc::ServerUnaryReactor* ApplyAssignment(grpc::CallbackServerContext* context,
                                            const v1::ApplyAssignmentRequest* request,
                                            v1::ApplyAssignmentResponse* response) override;

 private:
  eventing::RecordStore& store_;
  AnswerReviews& answers_;
  grpcx::Funnel& funnel_;
};

}  // namespace waggle::matching
