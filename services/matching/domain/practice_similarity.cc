#include "services/matching/domain/practice_similarity.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <tuple>

namespace waggle::matching::domain {
namespace {

std::int32_t ListSizeAlike(int a, int b) {
  const auto [smaller, larger] = std::minmax(a, b);
  const double distance = std::log(static_cast<double>(larger) / smaller);
  const double alike = 1.0 - distance / std::log(kUnlikeListSizeFactor);
  return static_cast<std::int32_t>(std::lround(1000.0 * std::max(alike, 0.0)));
}

std::int32_t ImdDecileAlike(int a, int b) {
  return 1000 * std::max(kUnlikeImdDeciles - std::abs(a - b), 0) / kUnlikeImdDeciles;
}

// A rural town lies between an urban practice and a village.
std::int32_t RuralityAlike(Rurality a, Rurality b) {
  return 1000 - 500 * std::abs(static_cast<int>(a) - static_cast<int>(b));
}

template <class Value>
std::int32_t SameOrNot(Value a, Value b) {
  return a == b ? 1000 : 0;
}

// The weighted mean of the parts that are known of both.
class Parts {
 public:
  template <class Value, class Alike>
  void Add(std::int32_t weight, const std::optional<Value>& a, const std::optional<Value>& b,
           const Alike& alike) {
    if (!a.has_value() || !b.has_value()) return;
    sum_ += weight * alike(*a, *b);
    known_ += weight;
  }

  Similarity Mean() const {
    if (known_ == 0) return {};
    return {(sum_ + known_ / 2) / known_, known_};
  }

 private:
  std::int32_t sum_ = 0;
  std::int32_t known_ = 0;
};

bool IsSame(const std::optional<OdsCode>& a, const std::optional<OdsCode>& b) {
  return a.has_value() && !a->empty() && a == b;
}

bool RanksBefore(const Peer& a, const Peer& b) {
  return std::tie(b.similarity.thousandths, b.similarity.known_thousandths, a.neighbourhood,
                  a.ods_code) < std::tie(a.similarity.thousandths, a.similarity.known_thousandths,
                                         b.neighbourhood, b.ods_code);
}

}  // namespace

Similarity SimilarityOf(const PracticeContext& a, const PracticeContext& b) {
  Parts parts;
  parts.Add(kListSizeWeight, KnownListSize(a), KnownListSize(b), ListSizeAlike);
  parts.Add(kImdDecileWeight, KnownImdDecile(a), KnownImdDecile(b), ImdDecileAlike);
  parts.Add(kRuralityWeight, a.rurality, b.rurality, RuralityAlike);
  parts.Add(kClinicalSystemWeight, a.clinical_system, b.clinical_system, SameOrNot<ClinicalSystem>);
  parts.Add(kDispensingWeight, a.dispensing, b.dispensing, SameOrNot<Dispensing>);
  return parts.Mean();
}

bool AreAlike(const Similarity& similarity) {
  return similarity.known_thousandths >= kKnownEnough && similarity.thousandths >= kAlikeFrom;
}

Neighbourhood NeighbourhoodOf(const PracticeContext& a, const PracticeContext& b) {
  if (IsSame(a.pcn, b.pcn)) return Neighbourhood::kSamePcn;
  if (IsSame(a.sub_icb_location, b.sub_icb_location)) return Neighbourhood::kSameSubIcbLocation;
  if (IsSame(a.icb, b.icb)) return Neighbourhood::kSameIcb;
  return Neighbourhood::kElsewhere;
}

Peers FindPeers(const PracticeContext& practice, std::span<const PracticeContext> practices,
                std::size_t limit) {
  Peers peers;
  for (const PracticeContext& other : practices) {
    if (other.ods_code == practice.ods_code) continue;
    const Peer peer{other.ods_code, SimilarityOf(practice, other),
                    NeighbourhoodOf(practice, other)};
    if (peer.neighbourhood == Neighbourhood::kSamePcn) peers.next_door.push_back(peer);
    if (peer.similarity.known_thousandths >= kKnownEnough) peers.most_similar.push_back(peer);
  }
  std::sort(peers.next_door.begin(), peers.next_door.end(), RanksBefore);
  const std::size_t kept = std::min(limit, peers.most_similar.size());
  std::partial_sort(peers.most_similar.begin(),
                    peers.most_similar.begin() + static_cast<std::ptrdiff_t>(kept),
                    peers.most_similar.end(), RanksBefore);
  peers.most_similar.resize(kept);
  return peers;
}

}  // namespace waggle::matching::domain
