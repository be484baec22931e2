#pragma once

#include "libs/eventing/record_store.h"
#include "libs/grpcx/funnel.h"
#include "libs/grpcx/streams.h"
#include "services/matching/adapters/answer_matches.h"
#include "services/matching/adapters/explain_matches.h"
#include "services/matching/adapters/watch_matches.h"
#include "waggle/matching/v1/match_service.grpc.pb.h"

namespace waggle::matching {

// MatchService: reads what matching has written, and takes what people say to it.
class GrpcMatchService final : public v1::MatchService::CallbackService {
 public:
  GrpcMatchService(eventing::RecordStore& store, AnswerMatches& answers, ExplainMatches& explain,
                   matching::WatchMatches& watch, grpcx::Funnel& funnel, grpcx::Streams& streams)
      : store_(store),
        answers_(answers),
        explain_(explain),
        watch_(watch),
        funnel_(funnel),
        streams_(streams) {}

  grpc::ServerUnaryReactor* GetMatch(grpc::CallbackServerContext* context,
                                     const v1::GetMatchRequest* request,
                                     v1::GetMatchResponse* response) override;
  grpc::ServerUnaryReactor* ListMatches(grpc::CallbackServerContext* context,
                                        const v1::ListMatchesRequest* request,
                                        v1::ListMatchesResponse* response) override;
  grpc::ServerUnaryReactor* ExplainMatch(grpc::CallbackServerContext* context,
                                         const v1::ExplainMatchRequest* request,
                                         v1::ExplainMatchResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchMatchesResponse>* WatchMatches(
      grpc::CallbackServerContext* context, const v1::WatchMatchesRequest* request) override;
  grpc::ServerUnaryReactor* AnswerMatch(grpc::CallbackServerContext* context,
                                        const v1::AnswerMatchRequest* request,
                                        v1::AnswerMatchResponse* response) override;
  grpc::ServerUnaryReactor* FollowUpDecline(grpc::CallbackServerContext* context,
                                            const v1::FollowUpDeclineRequest* request,
                                            v1::FollowUpDeclineResponse* response) override;
  grpc::ServerUnaryReactor* LiftBarriers(grpc::CallbackServerContext* context,
                                         const v1::LiftBarriersRequest* request,
                                         v1::LiftBarriersResponse* response) override;
  grpc::ServerUnaryReactor* ExemptMatch(grpc::CallbackServerContext* context,
                                        const v1::ExemptMatchRequest* request,
                                        v1::ExemptMatchResponse* response) override;

 private:
  eventing::RecordStore& store_;
  AnswerMatches& answers_;
  ExplainMatches& explain_;
  matching::WatchMatches& watch_;
  grpcx::Funnel& funnel_;
  grpcx::Streams& streams_;
};

}  // namespace waggle::matching
