#include "services/matching/adapters/grpc_review_assignment_service.h"

#include "libs/eventing/page.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/review_lists.h"

namespace waggle::matching {

grpc::ServerUnaryReactor* GrpcReviewAssignmentService::GetReviewAssignment(
    grpc::CallbackServerContext* context, const v1::GetReviewAssignmentRequest* request,
    v1::GetReviewAssignmentResponse* response) {
  return funnel_.Run(
      context, "ReviewAssignmentService.GetReviewAssignment", [=, this](const grpcx::Call&) {
        WAGGLE_ASSIGN_OR_RETURN(const auto known,
                                ReviewAssignmentAggregate().Load(store_, request->assignment_id()));
        if (!known) {
          return Status(Code::kNotFound, kReviewAssignmentUnknown,
                        "review assignment " + request->assignment_id() + " does not exist");
        }
        *response->mutable_assignment() = known->state;
        return OkStatus();
      });
}

grpc::ServerUnaryReactor* GrpcReviewAssignmentService::ListReviewAssignments(
    grpc::CallbackServerContext* context, const v1::ListReviewAssignmentsRequest* request,
    v1::ListReviewAssignmentsResponse* response) {
  return funnel_.Run(
      context, "ReviewAssignmentService.ListReviewAssignments", [=, this](const grpcx::Call&) {
        if (request->idea_id().empty() == request->reviewer_person_id().empty()) {
          return Status::Invalid(
              {{"idea_id", "exactly one of idea_id and reviewer_person_id must be set"}});
        }
        WAGGLE_ASSIGN_OR_RETURN(
            const eventing::PageRequest page_request,
            eventing::PageRequest::Parse(request->page_size(), request->page_token()));
        const std::string index = request->idea_id().empty()
                                      ? ReviewsOfReviewer(request->reviewer_person_id())
                                      : ReviewsOfIdea(request->idea_id());
        WAGGLE_ASSIGN_OR_RETURN(
            const eventing::Page page,
            eventing::ListPage(store_, ReviewAssignmentAggregate().kind(), index, page_request));
        for (const eventing::StoredRecord& record : page.records) {
          WAGGLE_ASSIGN_OR_RETURN(*response->add_assignments(),
                                  eventing::Aggregate<v1::ReviewAssignmentEvent>::Parse(record));
        }
        response->set_next_page_token(page.next_page_token);
        return OkStatus();
      });
}

}  // namespace waggle::matching
