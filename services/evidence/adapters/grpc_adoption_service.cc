#include "services/evidence/adapters/grpc_adoption_service.h"

#include "services/evidence/adapters/aggregates.h"
#include "services/evidence/adapters/conversion.h"
#include "services/evidence/adapters/origin.h"

namespace waggle::evidence {

grpc::ServerUnaryReactor* GrpcAdoptionService::StartAdoption(
    grpc::CallbackServerContext* context, const v1::StartAdoptionRequest* request,
    v1::StartAdoptionResponse* response) {
  constexpr std::string_view kMethod = "AdoptionService.StartAdoption";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const Origin origin, OriginOf(call, kMethod, *request, clock_));
    WAGGLE_ASSIGN_OR_RETURN(
        const Receipt receipt,
        adopt_idea_.Handle(IdeaId(request->idea_id()), OdsCode(request->ods_code()), origin));
    response->set_adoption_id(receipt.id.value());
    response->set_sequence(receipt.sequence);
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcAdoptionService::ChangeAdoptionStage(
    grpc::CallbackServerContext* context, const v1::ChangeAdoptionStageRequest* request,
    v1::ChangeAdoptionStageResponse* response) {
  constexpr std::string_view kMethod = "AdoptionService.ChangeAdoptionStage";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const Origin origin, OriginOf(call, kMethod, *request, clock_));
    WAGGLE_ASSIGN_OR_RETURN(const StageChange change, FromProto(*request));
    WAGGLE_ASSIGN_OR_RETURN(
        const Receipt receipt,
        change_stage_.Handle(AdoptionId(request->adoption_id()), change, origin));
    response->set_adoption_id(receipt.id.value());
    response->set_sequence(receipt.sequence);
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcAdoptionService::GetAdoption(grpc::CallbackServerContext* context,
                                                           const v1::GetAdoptionRequest* request,
                                                           v1::GetAdoptionResponse* response) {
  return funnel_.Run(context, "AdoptionService.GetAdoption", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(const auto known,
                            AdoptionAggregate().Load(store_, request->adoption_id()));
    if (!known) return AdoptionUnknown(AdoptionId(request->adoption_id()));
    *response->mutable_adoption() = known->state;
    return OkStatus();
  });
}

}  // namespace waggle::evidence
