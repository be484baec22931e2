#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "services/matching/domain/analysis.h"
#include "services/matching/domain/corpus_index.h"
#include "services/matching/domain/reviewer_role.h"

namespace waggle::matching::domain {

// What a QI reviewer knows.
struct Expertise {
  PersonId person_id;
  // In the person's own words; may be empty.
  std::string text;
  // Of the text's passages; empty where there was no encoder.
  std::vector<Embedding> embeddings = {};
  // Whose embeddings they are: an idea that another encoder has read is compared by words alone.
  EncoderModel encoder_model = {};

  friend bool operator==(const Expertise&, const Expertise&) = default;
};

// How close somebody's expertise is to an idea.
struct ExpertiseMatch {
  Score score;
  // Words that both use, most telling first, as the reviewer writes them; at most 8.
  std::vector<std::string> shared_terms;

  friend bool operator==(const ExpertiseMatch&, const ExpertiseMatch&) = default;
};

// By person. Who is not named has nothing in common with the idea.
using ExpertiseMatches = std::unordered_map<PersonId, ExpertiseMatch>;

// The expertise texts of all QI reviewers in an index of their own, so that score, statistics and
// shared terms are those of matching. Any number of threads may call CloseTo at the same time.
class ExpertiseIndex {
 public:
  // Each person once.
  ExpertiseIndex(const std::vector<Expertise>& experts, TextAnalyser& analyser);

  ExpertiseMatches CloseTo(const AnalysedDocument& idea) const;

 private:
  CorpusIndex index_;
};

}  // namespace waggle::matching::domain
