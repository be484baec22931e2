#pragma once

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "libs/grpcx/funnel.h"
#include "services/intake/domain/register.h"
#include "waggle/intake/v1/organisation_service.grpc.pb.h"

namespace waggle::intake {

// OrganisationService: requests to use cases, records to answers. No rules.
class GrpcOrganisationService final : public v1::OrganisationService::CallbackService {
 public:
  GrpcOrganisationService(Register& use_cases, eventing::RecordStore& store, const Clock& clock,
                          grpcx::Funnel& funnel)
      : use_cases_(use_cases), store_(store), clock_(clock), funnel_(funnel) {}

  grpc::ServerUnaryReactor* RegisterOrganisation(
      grpc::CallbackServerContext* context, const v1::RegisterOrganisationRequest* request,
      v1::RegisterOrganisationResponse* response) override;
  grpc::ServerUnaryReactor* GetOrganisation(grpc::CallbackServerContext* context,
                                            const v1::GetOrganisationRequest* request,
                                            v1::GetOrganisationResponse* response) override;
  grpc::ServerUnaryReactor* ListOrganisations(grpc::CallbackServerContext* context,
                                              const v1::ListOrganisationsRequest* request,
                                              v1::ListOrganisationsResponse* response) override;

 private:
  Register& use_cases_;
  eventing::RecordStore& store_;
  const Clock& clock_;
  grpcx::Funnel& funnel_;
};

}  // namespace waggle::intake
