#pragma once

#include "services/cli/rpc/method.h"
#include "waggle/matching/v1/search_service.pb.h"

namespace waggle::cli {

inline constexpr Method<matching::v1::SearchRequest, matching::v1::SearchResponse> kSearch{
    Service::kMatching, "/waggle.matching.v1.SearchService/Search"};
inline constexpr Method<matching::v1::FindIdeasForProblemRequest,
                        matching::v1::FindIdeasForProblemResponse>
    kFindIdeasForProblem{Service::kMatching,
                         "/waggle.matching.v1.SearchService/FindIdeasForProblem"};
inline constexpr Method<matching::v1::FindSimilarIdeasRequest,
                        matching::v1::FindSimilarIdeasResponse>
    kFindSimilarIdeas{Service::kMatching, "/waggle.matching.v1.SearchService/FindSimilarIdeas"};
inline constexpr Method<matching::v1::FindPeersRequest, matching::v1::FindPeersResponse> kFindPeers{
    Service::kMatching, "/waggle.matching.v1.SearchService/FindPeers"};

}  // namespace waggle::cli
