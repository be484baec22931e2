#pragma once

#include "libs/eventing/record_store.h"
#include "libs/grpcx/funnel.h"
#include "waggle/matching/v1/review_assignment_service.grpc.pb.h"

namespace waggle::matching {

// ReviewAssignmentService: reads what matching has written.
class GrpcReviewAssignmentService final : public v1::ReviewAssignmentService::CallbackService {
 public:
  GrpcReviewAssignmentService(eventing::RecordStore& store, grpcx::Funnel& funnel)
      : store_(store), funnel_(funnel) {}

  grpc::ServerUnaryReactor* ListReviewAssignments(
      grpc::CallbackServerContext* context, const v1::ListReviewAssignmentsRequest* request,
      v1::ListReviewAssignmentsResponse* response) override;

 private:
  eventing::RecordStore& store_;
  grpcx::Funnel& funnel_;
};

}  // namespace waggle::matching
