#include "services/evidence/app/wiring.h"

#include "services/evidence/adapters/aggregates.h"
#include "services/evidence/adapters/grpc_adoption_service.h"
#include "services/evidence/adapters/grpc_spread_service.h"
#include "services/evidence/adapters/record_evidence_store.h"
#include "services/evidence/adapters/timeline_inputs.h"
#include "services/evidence/adapters/timeline_log.h"

namespace waggle::evidence {

Status Wire(service::Runtime& runtime) {
  auto& records = runtime.store();
  const Clock& clock = runtime.clock();
  auto& counter = runtime.Own<TimelineCounter>(runtime.telemetry().metrics);
  auto& store = runtime.Own<RecordEvidenceStore>(records, runtime.ids(), counter);
  auto& adopt_idea = runtime.Own<AdoptIdea>(store);
  auto& change_stage = runtime.Own<ChangeAdoptionStage>(store);

  runtime.Publish(RestoresTimeline());
  runtime.Publish(eventing::Restores(AdoptionAggregate()));

  auto& inputs = runtime.Own<TimelineInputs>(records, runtime.ids(), clock, counter);
  for (eventing::Subscription& subscription : inputs.Subscriptions()) {
    runtime.Consume(std::move(subscription));
  }

  runtime.Serve(
      runtime.Own<GrpcAdoptionService>(adopt_idea, change_stage, records, clock, runtime.funnel()),
      v1::AdoptionService::service_full_name());
  runtime.Serve(runtime.Own<GrpcSpreadService>(records, runtime.funnel()),
                v1::SpreadService::service_full_name());
  return OkStatus();
}

}  // namespace waggle::evidence
