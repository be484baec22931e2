#include "services/evidence/adapters/grpc_spread_service.h"

#include "libs/eventing/page.h"
#include "services/evidence/adapters/aggregates.h"
#include "services/evidence/adapters/copies.h"

namespace waggle::evidence {

grpc::ServerUnaryReactor* GrpcSpreadService::GetIdeaTimeline(
    grpc::CallbackServerContext* context, const v1::GetIdeaTimelineRequest* request,
    v1::GetIdeaTimelineResponse* response) {
  return funnel_.Run(context, "SpreadService.GetIdeaTimeline", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(
        const eventing::PageRequest page_request,
        eventing::PageRequest::Parse(request->page_size(), request->page_token()));
    const auto aggregate = TimelineEntryAggregate();
    WAGGLE_ASSIGN_OR_RETURN(const eventing::Page page,
                            eventing::ListPage(store_, aggregate.kind(),
                                               TimelineIndex(request->idea_id()), page_request));
    // Entries prove the idea; without any it may be one that nobody submitted.
    if (page.records.empty()) {
      const IdeaId idea(request->idea_id());
      WAGGLE_ASSIGN_OR_RETURN(const auto known, FindIdeaCopy(store_, idea));
      if (!known) return IdeaUnknown(idea);
    }
    for (const eventing::StoredRecord& record : page.records) {
      WAGGLE_ASSIGN_OR_RETURN(*response->add_entries(), aggregate.Parse(record));
    }
    response->set_next_page_token(page.follow_token);
    return OkStatus();
  });
}

}  // namespace waggle::evidence
