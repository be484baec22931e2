#include "libs/eventing/own_context.h"

#include "libs/observability/trace_context.h"

namespace waggle::eventing {

EventContext OwnContext(std::string_view service, IdGenerator& ids, const Clock& clock,
                        std::string_view traceparent) {
  EventContext context;
  context.event_id = ids.NewId();
  context.actor = "system:" + std::string(service);
  context.now = clock.Now();
  context.traceparent = observability::TraceContext::ContinueOrStart(traceparent).ToTraceparent();
  return context;
}

EventContext FollowingContext(std::string_view service, IdGenerator& ids, const Clock& clock,
                              const InputContext& input) {
  EventContext context = OwnContext(service, ids, clock, input.traceparent);
  context.cause = input.cause;
  return context;
}

}  // namespace waggle::eventing
