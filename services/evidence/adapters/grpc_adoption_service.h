#pragma once

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "libs/grpcx/funnel.h"
#include "services/evidence/domain/adopt_idea.h"
#include "services/evidence/domain/change_adoption_stage.h"
#include "waggle/evidence/v1/adoption_service.grpc.pb.h"

namespace waggle::evidence {

// AdoptionService: requests to use cases, records to answers. No rules.
class GrpcAdoptionService final : public v1::AdoptionService::CallbackService {
 public:
  GrpcAdoptionService(AdoptIdea& adopt_idea, evidence::ChangeAdoptionStage& change_stage,
                      eventing::RecordStore& store, const Clock& clock, grpcx::Funnel& funnel)
      : adopt_idea_(adopt_idea),
        change_stage_(change_stage),
        store_(store),
        clock_(clock),
        funnel_(funnel) {}

  grpc::ServerUnaryReactor* StartAdoption(grpc::CallbackServerContext* context,
                                          const v1::StartAdoptionRequest* request,
                                          v1::StartAdoptionResponse* response) override;
  grpc::ServerUnaryReactor* ChangeAdoptionStage(grpc::CallbackServerContext* context,
                                                const v1::ChangeAdoptionStageRequest* request,
                                                v1::ChangeAdoptionStageResponse* response) override;
  grpc::ServerUnaryReactor* GetAdoption(grpc::CallbackServerContext* context,
                                        const v1::GetAdoptionRequest* request,
                                        v1::GetAdoptionResponse* response) override;

 private:
  AdoptIdea& adopt_idea_;
  evidence::ChangeAdoptionStage& change_stage_;
  eventing::RecordStore& store_;
  const Clock& clock_;
  grpcx::Funnel& funnel_;
};

}  // namespace waggle::evidence
