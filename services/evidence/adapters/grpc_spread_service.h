#pragma once

#include "libs/eventing/record_store.h"
#include "libs/grpcx/funnel.h"
#include "waggle/evidence/v1/spread_service.grpc.pb.h"

namespace waggle::evidence {

// SpreadService: records to answers. No rules.
class GrpcSpreadService final : public v1::SpreadService::CallbackService {
 public:
  GrpcSpreadService(eventing::RecordStore& store, grpcx::Funnel& funnel)
      : store_(store), funnel_(funnel) {}

  grpc::ServerUnaryReactor* GetIdeaTimeline(grpc::CallbackServerContext* context,
                                            const v1::GetIdeaTimelineRequest* request,
                                            v1::GetIdeaTimelineResponse* response) override;

 private:
  eventing::RecordStore& store_;
  grpcx::Funnel& funnel_;
};

}  // namespace waggle::evidence
