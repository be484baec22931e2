#include "services/matching/domain/corpus_search.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <tuple>
#include <utility>

namespace waggle::matching::domain {
namespace {

// Slots that are looked at together; in most such groups there is none that is wanted.
constexpr std::size_t kSlotsAtOnce = 64;

// A search for so few, or fewer, begins with those that share most words: among them are some of
// the best, beside which few others need be asked for their exact score. Where more are wanted, to
// begin with them costs what it saves.
constexpr std::size_t kFewWanted = 64;

// A score is rounded to thousandths.
constexpr double kScoreRounding = 0.0005;

// Calls `take` with each slot whose sum is at least `least()`, which `take` may raise.
template <class Least, class Take>
void ForEachFrom(std::span<const float> sums, const Least& least, const Take& take) {
  const BlockScan& scan = FastestBlockScan();
  for (std::size_t begin = 0; begin < sums.size(); begin += kSlotsAtOnce) {
    const auto some = sums.subspan(begin, std::min(kSlotsAtOnce, sums.size() - begin));
    if (!scan.any_at_least(some, least())) continue;
    for (std::size_t i = 0; i < some.size(); ++i) {
      if (some[i] >= least()) take(static_cast<Slot>(begin + i));
    }
  }
}

}  // namespace

CorpusIndex::Search::Search(const CorpusIndex& index, Query query)
    : index_(index), query_(std::move(query)), word_sums_(index.words_.Sums(query_.words)) {
  RaiseFloor(query_.comparison.LowestMinimum());
  const std::size_t limit = query_.comparison.limit;
  if (limit > 0 && limit <= kFewWanted) BeginWithMostWords();
}

void CorpusIndex::Search::BeginWithMostWords() {
  using Shared = std::pair<float, Slot>;
  std::vector<Shared> most;
  const auto is_full = [&] { return most.size() == query_.comparison.limit; };
  const auto least = [&] { return is_full() ? most.front().first : 0.0F; };
  ForEachFrom(word_sums_, least, [&](Slot slot) {
    if (!IsComparable(slot)) return;
    if (is_full()) {
      std::pop_heap(most.begin(), most.end(), std::greater());
      most.pop_back();
    }
    most.emplace_back(word_sums_[slot], slot);
    std::push_heap(most.begin(), most.end(), std::greater());
  });
  for (const auto& [sum, slot] : most) Consider(slot);
  for (const auto& [sum, slot] : most) first_.push_back(slot);
  std::sort(first_.begin(), first_.end());
}

void CorpusIndex::Search::Look(const PassageIndex::Block& block) {
  auto slots = block.slots;
  if (slots.back() >= query_.limit()) {
    slots = {slots.begin(), std::lower_bound(slots.begin(), slots.end(), query_.limit())};
  }
  if (!FastestBlockScan().any_reaches(slots, block.cosines, word_sums_, floor_)) return;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (FastCloseness(word_sums_[slots[i]], block.cosines[i]) >= floor_) Consider(slots[i]);
  }
}

void CorpusIndex::Search::LookAtWordsAlone() {
  const auto least = [&] {
    const float words = floor_ / static_cast<float>(kWordsAloneShare);
    return words < 1 ? static_cast<float>(kHalfWordSum) * words / (1 - words) : INFINITY;
  };
  ForEachFrom(word_sums_, least, [&](Slot slot) {
    if (query_.passages.empty() || !query_.others.Has(slot)) Consider(slot);
  });
}

std::vector<ScoredDocument> CorpusIndex::Search::Finish() {
  LookAtWordsAlone();
  std::sort(best_.begin(), best_.end(),
            [this](const Exact& a, const Exact& b) { return IsBefore(a, b); });
  return Explained();
}

void CorpusIndex::Search::Consider(Slot slot) {
  // Passages of one version lie side by side.
  if (last_ == slot || std::binary_search(first_.begin(), first_.end(), slot)) return;
  last_ = slot;
  if (!IsComparable(slot)) return;
  const Exact exact = Exactly(slot);
  if (exact.score >= query_.comparison.MinimumFor(PurposeOf(slot))) Keep(exact);
}

void CorpusIndex::Search::Keep(const Exact& exact) {
  const auto is_before = [this](const Exact& a, const Exact& b) { return IsBefore(a, b); };
  const std::size_t limit = query_.comparison.limit;
  if (best_.size() < limit) {
    best_.push_back(exact);
    if (best_.size() < limit) return;
    std::make_heap(best_.begin(), best_.end(), is_before);
  } else {
    if (limit == 0 || !IsBefore(exact, best_.front())) return;
    std::pop_heap(best_.begin(), best_.end(), is_before);
    best_.back() = exact;
    std::push_heap(best_.begin(), best_.end(), is_before);
  }
  RaiseFloor(best_.front().score);
}

void CorpusIndex::Search::RaiseFloor(Score lowest) {
  floor_ = static_cast<float>(lowest.value() - kScoreRounding) - kFastClosenessError;
}

bool CorpusIndex::Search::IsComparable(Slot slot) const {
  const Version& version = index_.versions_[slot];
  return version.kind != query_.words.kind && version.state == DocumentState::kOpen &&
         version.practice != query_.own_practice && version.superseded_by >= query_.limit();
}

Purpose CorpusIndex::Search::PurposeOf(Slot slot) const {
  const AnalysedDocument& document = query_.comparison.query;
  return document.kind == DocumentKind::kProblem ? document.purpose
                                                 : index_.versions_[slot].purpose;
}

CorpusIndex::Search::Exact CorpusIndex::Search::Exactly(Slot slot) const {
  ScoreParts parts{WordsPart(word_sums_[slot]), std::nullopt};
  if (const auto nearness = query_.others.NearnessOf(query_.passages, slot)) {
    parts.meaning = MeaningPart(nearness->nearest, nearness->mean);
  }
  return {slot, ToScore(Closeness(parts)), parts};
}

bool CorpusIndex::Search::IsBefore(const Exact& a, const Exact& b) const {
  return std::tie(b.score, *index_.details_[a.slot].id) <
         std::tie(a.score, *index_.details_[b.slot].id);
}

std::vector<ScoredDocument> CorpusIndex::Search::Explained() const {
  std::vector<ScoredDocument> documents;
  documents.reserve(best_.size());
  for (const Exact& exact : best_) {
    const Details& details = index_.details_[exact.slot];
    documents.push_back({*details.id, *details.ods_code, exact.score, exact.parts,
                         index_.words_.SharedTerms(query_.words, exact.slot), PurposeOf(exact.slot),
                         details.version});
  }
  return documents;
}

}  // namespace waggle::matching::domain
