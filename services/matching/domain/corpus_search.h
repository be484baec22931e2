#pragma once

#include <span>
#include <vector>

#include "services/matching/domain/corpus_index.h"

namespace waggle::matching::domain {

// What a comparison needs of the index, as of its number.
struct CorpusIndex::Query {
  const Comparison& comparison;
  LexicalIndex::Query words;
  std::vector<CentredPassage> passages;
  std::uint32_t own_practice;
  // What the query's encoder has read of the other kind.
  const PassageIndex& others;

  Slot limit() const { return words.limit; }
};

// One comparison under way. It is shown all passages and asks only those for their exact score that
// may be among the best, by the words they share and the most that their cosine can be. The best
// are exact at every moment, so that whoever comes later has to be better than the last of them.
class CorpusIndex::Search {
 public:
  Search(const CorpusIndex& index, Query query);

  void Look(const PassageIndex::Block& block);
  // Best first, after all blocks.
  std::vector<ScoredDocument> Finish();

 private:
  // A version that was compared exactly.
  struct Exact {
    Slot slot = 0;
    Score score;
    ScoreParts parts;
  };

  void BeginWithMostWords();
  void LookAtWordsAlone();
  void Consider(Slot slot);
  bool IsComparable(Slot slot) const;
  Purpose PurposeOf(Slot slot) const;
  Exact Exactly(Slot slot) const;
  // Best first; equals by id.
  bool IsBefore(const Exact& a, const Exact& b) const;
  void Keep(const Exact& exact);
  void RaiseFloor(Score lowest);
  std::vector<ScoredDocument> Explained() const;

  const CorpusIndex& index_;
  Query query_;
  // Of what each version below the limit shares with the query.
  std::vector<float> word_sums_;
  // Rising: what was considered before all others.
  std::vector<Slot> first_;
  std::optional<Slot> last_;
  // The last of them in front, once there are as many as may be returned.
  std::vector<Exact> best_;
  // No FastCloseness below it belongs to the best.
  float floor_ = 0;
};

}  // namespace waggle::matching::domain
