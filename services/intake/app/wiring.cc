#include "services/intake/app/wiring.h"

#include "services/intake/adapters/aggregates.h"
#include "services/intake/adapters/grpc_idea_service.h"
#include "services/intake/adapters/grpc_organisation_service.h"
#include "services/intake/adapters/grpc_person_service.h"
#include "services/intake/adapters/grpc_problem_service.h"
#include "services/intake/adapters/record_intake_store.h"

namespace waggle::intake {

Status Wire(service::Runtime& runtime) {
  auto& records = runtime.store();
  auto& store = runtime.Own<RecordIntakeStore>(records, runtime.ids());
  auto& use_cases = runtime.Own<Register>(store, runtime.ids());

  runtime.Publish(eventing::Restores(OrganisationAggregate()));
  runtime.Publish(eventing::Restores(PersonAggregate()));
  runtime.Publish(eventing::Restores(IdeaAggregate()));
  runtime.Publish(eventing::Restores(ProblemAggregate()));

  const Clock& clock = runtime.clock();
  runtime.Serve(runtime.Own<GrpcOrganisationService>(use_cases, records, clock, runtime.funnel()),
                v1::OrganisationService::service_full_name());
  runtime.Serve(runtime.Own<GrpcPersonService>(use_cases, records, clock, runtime.funnel()),
                v1::PersonService::service_full_name());
  runtime.Serve(runtime.Own<GrpcIdeaService>(use_cases, records, clock, runtime.funnel()),
                v1::IdeaService::service_full_name());
  runtime.Serve(runtime.Own<GrpcProblemService>(use_cases, records, clock, runtime.funnel()),
                v1::ProblemService::service_full_name());
  return OkStatus();
}

}  // namespace waggle::intake
