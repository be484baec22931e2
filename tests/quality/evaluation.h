#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/matching/domain/closeness.h"
#include "services/matching/domain/term_weighting.h"
#include "tests/quality/collection.h"

namespace waggle::quality {

// Which half of the score ranks: both, or one with the other's input taken away.
enum class Side { kBm25, kDense, kHybrid };

// By query with at least one judgement, in the order of the collection.
struct Ranking {
  std::vector<double> ndcg10;
  std::vector<double> reciprocal_rank;
  std::vector<double> recall100;
};

// Ranks all documents for each query by the index that the service uses.
Ranking Rank(const Collection& collection, Side side);

// One pair and the parts of its score, for tuning.
struct ScoredPair {
  std::string query;
  std::string document;
  matching::domain::ScoreParts parts;
  int grade = 0;
};
// The best documents of every query.
std::vector<ScoredPair> ScoredPairs(const Collection& collection,
                                    const matching::domain::SaturationSettings& saturation);

// What the service would send, at its own threshold and limits.
struct Routing {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
  double threshold = 0;
  int sent = 0;
  // Ideas that help nobody and were sent all the same.
  int routed_without_match = 0;
};
Routing Route(const Collection& collection, Side side);

// How often the QI reviewer who is asked is an expert (grade 2).
struct Reviewing {
  double precision1 = 0;
  double adjacent = 0;
  int ideas = 0;
};
std::optional<Reviewing> Review(const Collection& collection, Side side);

}  // namespace waggle::quality
