#include "services/matching/adapters/peer_practices.h"

#include <algorithm>

#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/search_fields.h"
#include "services/matching/domain/practice_similarity.h"

namespace waggle::matching {
namespace {

v1::Neighbourhood ToProto(domain::Neighbourhood neighbourhood) {
  switch (neighbourhood) {
    case domain::Neighbourhood::kSamePcn:
      return v1::NEIGHBOURHOOD_SAME_PCN;
    case domain::Neighbourhood::kSameSubIcbLocation:
      return v1::NEIGHBOURHOOD_SAME_SUB_ICB_LOCATION;
    case domain::Neighbourhood::kSameIcb:
      return v1::NEIGHBOURHOOD_SAME_ICB;
    case domain::Neighbourhood::kElsewhere:
      return v1::NEIGHBOURHOOD_ELSEWHERE;
  }
  return v1::NEIGHBOURHOOD_UNSPECIFIED;
}

void Fill(const std::vector<domain::Peer>& peers,
          google::protobuf::RepeatedPtrField<v1::Peer>& messages) {
  for (const domain::Peer& peer : peers) {
    v1::Peer& message = *messages.Add();
    message.set_ods_code(peer.ods_code.value());
    message.set_similarity(peer.similarity.thousandths / 1000.0);
    message.set_known(peer.similarity.known_thousandths / 1000.0);
    message.set_neighbourhood(ToProto(peer.neighbourhood));
  }
}

}  // namespace

Result<v1::FindPeersResponse> PeerPractices::Find(const v1::FindPeersRequest& request) {
  WAGGLE_RETURN_IF_ERROR(Check(request));
  WAGGLE_ASSIGN_OR_RETURN(const auto practices, LoadPractices(store_));
  std::vector<domain::OdsCode> codes;
  for (const domain::PracticeContext& practice : practices) codes.push_back(practice.ods_code);
  const domain::OdsCode asked(request.ods_code());
  if (std::find(codes.begin(), codes.end(), asked) == codes.end()) {
    return Status(Code::kNotFound, "PRACTICE_UNKNOWN",
                  "no practice with the code " + asked.value() +
                      " is known here; check the code, or try again in a moment if it is new");
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto contexts, LoadPracticeContexts(store_, codes, clock_.Now()));
  const auto own = std::find_if(contexts.begin(), contexts.end(),
                                [&](const auto& context) { return context.ods_code == asked; });
  const domain::Peers peers = domain::FindPeers(*own, contexts, LimitOf(request.limit()));
  v1::FindPeersResponse response;
  Fill(peers.most_similar, *response.mutable_most_similar());
  Fill(peers.next_door, *response.mutable_next_door());
  return response;
}

}  // namespace waggle::matching
