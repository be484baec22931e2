#pragma once

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "libs/grpcx/funnel.h"
#include "services/intake/domain/register.h"
#include "waggle/intake/v1/idea_service.grpc.pb.h"

namespace waggle::intake {

// IdeaService: requests to use cases, records to answers. No rules.
class GrpcIdeaService final : public v1::IdeaService::CallbackService {
 public:
  GrpcIdeaService(Register& use_cases, eventing::RecordStore& store, const Clock& clock,
                  grpcx::Funnel& funnel)
      : use_cases_(use_cases), store_(store), clock_(clock), funnel_(funnel) {}

  grpc::ServerUnaryReactor* SubmitIdea(grpc::CallbackServerContext* context,
                                       const v1::SubmitIdeaRequest* request,
                                       v1::SubmitIdeaResponse* response) override;
  grpc::ServerUnaryReactor* ReviseIdea(grpc::CallbackServerContext* context,
                                       const v1::ReviseIdeaRequest* request,
                                       v1::ReviseIdeaResponse* response) override;
  grpc::ServerUnaryReactor* WithdrawIdea(grpc::CallbackServerContext* context,
                                         const v1::WithdrawIdeaRequest* request,
                                         v1::WithdrawIdeaResponse* response) override;
  grpc::ServerUnaryReactor* SupersedeIdea(grpc::CallbackServerContext* context,
                                          const v1::SupersedeIdeaRequest* request,
                                          v1::SupersedeIdeaResponse* response) override;
  grpc::ServerUnaryReactor* GetIdea(grpc::CallbackServerContext* context,
                                    const v1::GetIdeaRequest* request,
                                    v1::GetIdeaResponse* response) override;
  grpc::ServerUnaryReactor* ListIdeas(grpc::CallbackServerContext* context,
                                      const v1::ListIdeasRequest* request,
                                      v1::ListIdeasResponse* response) override;

 private:
  Register& use_cases_;
  eventing::RecordStore& store_;
  const Clock& clock_;
  grpcx::Funnel& funnel_;
};

}  // namespace waggle::intake
