#include "services/matching/adapters/grpc_review_assignment_service.h"

#include "libs/eventing/page.h"
#include "services/matching/adapters/aggregates.h"

namespace waggle::matching {

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
                                      ? "assignment:reviewer:" + request->reviewer_person_id()
                                      : "assignment:idea:" + request->idea_id();
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
