#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "services/matching/domain/ods_code.h"
#include "services/matching/domain/practice_context.h"

namespace waggle::matching::domain {

// How alike two practices are in what decides whether a way of working can move from one to the
// other. Five parts, each 0 to 1,000, averaged by weight. A part that is not known of both counts
// neither for nor against.
struct Similarity {
  // 0 to 1,000; 0 where nothing could be compared. Whole numbers, so that every replica ranks
  // alike.
  std::int32_t thousandths = 0;
  // Weight of the parts that could be compared: 0 to 1,000.
  std::int32_t known_thousandths = 0;

  friend bool operator==(const Similarity&, const Similarity&) = default;
};

// The weight of each part, out of 1,000. Judgement, not measurement: nobody has published what
// makes practices alike for this purpose, and the development set is too small to fit five numbers.
// Size decides who works there, how many rooms there are and what a fixed cost is per patient.
inline constexpr std::int32_t kListSizeWeight = 350;
// Deprivation decides what patients come with.
inline constexpr std::int32_t kImdDecileWeight = 200;
// Rurality decides how far patients, staff and other services are.
inline constexpr std::int32_t kRuralityWeight = 200;
// The clinical system decides which searches and templates can be copied; most ideas have none.
inline constexpr std::int32_t kClinicalSystemWeight = 150;
// Dispensing changes prescriptions and income, and largely goes with rurality.
inline constexpr std::int32_t kDispensingWeight = 100;

// Lists that differ by this factor have nothing in common in size; in between the scale is
// logarithmic. Of England's 6,185 practices 90 of 100 have 3,000 to 20,400 patients, a factor of
// 6.7.
inline constexpr double kUnlikeListSizeFactor = 4.0;
// Deciles this far apart have nothing in common: half of the scale.
inline constexpr int kUnlikeImdDeciles = 5;

// From here two practices are called alike. With the public figures of England's 6,185 practices
// (without the clinical system) an urban practice is like 18 of 100 others, a rural one like 4 of
// 100 and any like 40 of 100 in its PCN; 2 of 884 have fewer than 10 practices like them.
inline constexpr std::int32_t kAlikeFrom = 800;
// Nobody is called alike on less than half of the comparison.
inline constexpr std::int32_t kKnownEnough = 500;

// Symmetric. Of a practice with itself 1,000, as far as it is known.
Similarity SimilarityOf(const PracticeContext& a, const PracticeContext& b);

bool AreAlike(const Similarity& similarity);

// The smallest organisation that two practices share, nearest first. kElsewhere: none, or not
// known.
enum class Neighbourhood { kSamePcn, kSameSubIcbLocation, kSameIcb, kElsewhere };

Neighbourhood NeighbourhoodOf(const PracticeContext& a, const PracticeContext& b);

// Another practice as one practice sees it.
struct Peer {
  OdsCode ods_code;
  Similarity similarity;
  Neighbourhood neighbourhood = Neighbourhood::kElsewhere;

  friend bool operator==(const Peer&, const Peer&) = default;
};

// Both lists most similar first, then the better known, then the nearer, then by ODS code. A
// practice may be in both.
struct Peers {
  // At most `limit`, of whom at least kKnownEnough is known.
  std::vector<Peer> most_similar;
  // All others of the same PCN.
  std::vector<Peer> next_door;
};

// The peers of `practice` among `practices`, which holds each practice once, in any order, and may
// hold `practice` itself.
Peers FindPeers(const PracticeContext& practice, std::span<const PracticeContext> practices,
                std::size_t limit);

}  // namespace waggle::matching::domain
