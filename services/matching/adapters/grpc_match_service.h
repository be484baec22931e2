#pragma once

#include "libs/eventing/record_store.h"
#include "libs/grpcx/funnel.h"
#include "waggle/matching/v1/match_service.grpc.pb.h"

namespace waggle::matching {

// MatchService: reads what matching has written.
class GrpcMatchService final : public v1::MatchService::CallbackService {
 public:
  GrpcMatchService(eventing::RecordStore& store, grpcx::Funnel& funnel)
      : store_(store), funnel_(funnel) {}

  grpc::ServerUnaryReactor* GetMatch(grpc::CallbackServerContext* context,
                                     const v1::GetMatchRequest* request,
                                     v1::GetMatchResponse* response) override;
  grpc::ServerUnaryReactor* ListMatches(grpc::CallbackServerContext* context,
                                        const v1::ListMatchesRequest* request,
                                        v1::ListMatchesResponse* response) override;

 private:
  eventing::RecordStore& store_;
  grpcx::Funnel& funnel_;
};

}  // namespace waggle::matching
