#pragma once

#include "libs/grpcx/funnel.h"
#include "services/matching/adapters/peer_practices.h"
#include "services/matching/adapters/search_ideas.h"
#include "waggle/matching/v1/search_service.grpc.pb.h"

namespace waggle::matching {

// SearchService: finds ideas for whoever asks.
class GrpcSearchService final : public v1::SearchService::CallbackService {
 public:
  GrpcSearchService(SearchIdeas& search, PeerPractices& peers, grpcx::Funnel& funnel)
      : search_(search), peers_(peers), funnel_(funnel) {}

  grpc::ServerUnaryReactor* FindSimilarIdeas(grpc::CallbackServerContext* context,
                                             const v1::FindSimilarIdeasRequest* request,
                                             v1::FindSimilarIdeasResponse* response) override;
  grpc::ServerUnaryReactor* FindIdeasForProblem(grpc::CallbackServerContext* context,
                                                const v1::FindIdeasForProblemRequest* request,
                                                v1::FindIdeasForProblemResponse* response) override;
  grpc::ServerUnaryReactor* Search(grpc::CallbackServerContext* context,
                                   const v1::SearchRequest* request,
                                   v1::SearchResponse* response) override;
  grpc::ServerUnaryReactor* FindPeers(grpc::CallbackServerContext* context,
                                      const v1::FindPeersRequest* request,
                                      v1::FindPeersResponse* response) override;

 private:
  SearchIdeas& search_;
  PeerPractices& peers_;
  grpcx::Funnel& funnel_;
};

}  // namespace waggle::matching
