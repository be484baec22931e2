#include "services/matching/adapters/grpc_search_service.h"

namespace waggle::matching {

grpc::ServerUnaryReactor* GrpcSearchService::FindSimilarIdeas(
    grpc::CallbackServerContext* context, const v1::FindSimilarIdeasRequest* request,
    v1::FindSimilarIdeasResponse* response) {
  return funnel_.Run(context, "SearchService.FindSimilarIdeas", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(*response, search_.Similar(*request));
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcSearchService::FindIdeasForProblem(
    grpc::CallbackServerContext* context, const v1::FindIdeasForProblemRequest* request,
    v1::FindIdeasForProblemResponse* response) {
  return funnel_.Run(context, "SearchService.FindIdeasForProblem", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(*response, search_.ForProblem(*request));
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcSearchService::Search(grpc::CallbackServerContext* context,
                                                    const v1::SearchRequest* request,
                                                    v1::SearchResponse* response) {
  return funnel_.Run(context, "SearchService.Search", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(*response, search_.Search(*request));
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcSearchService::FindPeers(grpc::CallbackServerContext* context,
                                                       const v1::FindPeersRequest* request,
                                                       v1::FindPeersResponse* response) {
  return funnel_.Run(context, "SearchService.FindPeers", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(*response, peers_.Find(*request));
    return OkStatus();
  });
}

}  // namespace waggle::matching
