#include "services/matching/domain/corpus_index.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "services/matching/domain/prior_centre.h"

namespace waggle::matching::domain {
namespace {

constexpr Slot kNone = UINT32_MAX;
// A score is rounded to thousandths: two that differ by less than one may come out equal.
constexpr float kScoreRounding = 0.001F;

// Slots whose closeness is worked out together; in most such groups none is wanted.
constexpr std::size_t kSlotsAtOnce = 64;

// A slot whose exact score may be good enough.
struct Rough {
  float closeness;
  Slot slot;
};

// Keeps the rough candidates among which the best `limit` are for certain. An exact closeness lies
// within `error` of the rough one.
class Shortlist {
 public:
  Shortlist(std::size_t limit, Score minimum, float error)
      : limit_(limit),
        slack_(2 * error + kScoreRounding),
        floor_(static_cast<float>(minimum.value()) - error - kScoreRounding) {}

  bool Wants(float closeness) const { return closeness >= floor_; }
  // Of slots with these sums of words and cosines; looks at all, which is faster than to stop.
  bool WantsAny(std::span<const float> word_sums, std::span<const float> cosines) const {
    int wanted = 0;
    for (std::size_t i = 0; i < word_sums.size(); ++i) {
      wanted |= Wants(RoughCloseness(word_sums[i], cosines[i]));
    }
    return wanted != 0;
  }

  void Add(Rough rough) {
    candidates_.push_back(rough);
    if (candidates_.size() >= kRoom * limit_) Narrow();
  }

  std::vector<Rough> Take() {
    if (candidates_.size() > limit_) Narrow();
    return std::move(candidates_);
  }

 private:
  // Between two cuts, so that cutting costs next to nothing.
  static constexpr std::size_t kRoom = 8;

  void Narrow() {
    const auto last = candidates_.begin() + static_cast<std::ptrdiff_t>(limit_ - 1);
    std::nth_element(candidates_.begin(), last, candidates_.end(),
                     [](const Rough& a, const Rough& b) { return a.closeness > b.closeness; });
    floor_ = std::max(floor_, last->closeness - slack_);
    std::erase_if(candidates_, [this](const Rough& rough) { return !Wants(rough.closeness); });
  }

  std::size_t limit_;
  float slack_;
  float floor_;
  std::vector<Rough> candidates_;
};

}  // namespace

Score Comparison::LowestMinimum() const {
  if (query.kind == DocumentKind::kProblem) return MinimumFor(query.purpose);
  return std::min(MinimumFor(Purpose::kProblem), MinimumFor(Purpose::kWant));
}

struct CorpusIndex::Query {
  const Comparison& comparison;
  LexicalIndex::Query words;
  std::vector<CentredPassage> passages;
  std::uint32_t own_practice;
  // What the query's encoder has read of the other kind.
  const PassageIndex& others;

  Slot limit() const { return words.limit; }
};

Status CorpusIndex::Append(const AnalysedDocument& document) {
  if (document.number <= last_number()) {
    return {Code::kFailedPrecondition, kCorpusNumberNotRising,
            "corpus document " + document.id.value() + " has number " +
                std::to_string(document.number) + " after number " + std::to_string(last_number()) +
                "; append in the order of numbers"};
  }
  const auto slot = static_cast<Slot>(versions_.size());
  std::optional<Slot> replaced;
  const auto [newest, is_new] = newest_version_.try_emplace(document.id, slot);
  if (!is_new) {
    replaced = newest->second;
    versions_[*replaced].superseded_by = slot;
    Count(versions_[*replaced].kind, versions_[*replaced].state, -1);
    newest->second = slot;
  }
  Count(document.kind, document.state, 1);
  const auto practice =
      practices_.try_emplace(document.ods_code, static_cast<std::uint32_t>(practices_.size()))
          .first;
  versions_.push_back({document.kind, document.state, document.purpose, practice->second, kNone});
  details_.push_back({document.number, &newest->first, &practice->first});
  words_.Append(document, replaced);
  AppendPassages(slot, document, replaced);
  return OkStatus();
}

void CorpusIndex::AppendPassages(Slot slot, const AnalysedDocument& document,
                                 std::optional<Slot> replaced) {
  if (!document.embeddings.empty()) passages_.try_emplace(document.encoder_model);
  for (auto& [model, sides] : passages_) {
    PassageIndex& side = document.kind == DocumentKind::kIdea ? sides.ideas : sides.problems;
    // Another encoder may have read the version that is replaced.
    const bool is_reader = model == document.encoder_model;
    side.Append(slot, is_reader ? std::span(document.embeddings) : std::span<const Embedding>(),
                replaced);
  }
}

const PassageIndex& CorpusIndex::PassagesOf(const EncoderModel& model, DocumentKind kind) const {
  const auto sides = passages_.find(model);
  return sides == passages_.end() ? no_passages_ : sides->second.Of(kind);
}

std::size_t CorpusIndex::passages() const {
  std::size_t sum = 0;
  for (const auto& [model, sides] : passages_) {
    sum += sides.ideas.passages() + sides.problems.passages();
  }
  return sum;
}

void CorpusIndex::Count(DocumentKind kind, DocumentState state, std::int64_t change) {
  if (state == DocumentState::kRetired) return;
  (kind == DocumentKind::kIdea ? ideas_ : problems_) += change;
}

std::vector<std::vector<ScoredDocument>> CorpusIndex::Compare(
    std::span<const Comparison> comparisons) const {
  // Those that are scanned together: they look for the same kind and have the same encoder.
  std::map<const PassageIndex*, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    const AnalysedDocument& query = comparisons[i].query;
    groups[&PassagesOf(query.encoder_model, OtherKind(query.kind))].push_back(i);
  }
  std::vector<std::vector<ScoredDocument>> results(comparisons.size());
  for (const auto& [others, places] : groups) {
    std::vector<Query> queries;
    std::vector<std::vector<CentredPassage>> passages;
    Slot limit = 0;
    for (const std::size_t place : places) {
      queries.push_back(Prepare(comparisons[place]));
      passages.push_back(queries.back().passages);
      limit = std::max(limit, queries.back().limit());
    }
    const auto meanings = others->Scan(passages, limit);
    for (std::size_t i = 0; i < queries.size(); ++i) {
      results[places[i]] = Best(queries[i], meanings[i]);
    }
  }
  return results;
}

CorpusIndex::Query CorpusIndex::Prepare(const Comparison& comparison) const {
  const AnalysedDocument& document = comparison.query;
  const Slot limit = SlotsBelow(comparison.as_of_number);
  const auto own = practices_.find(document.ods_code);
  Query query{comparison,
              words_.Prepare(document, limit),
              {},
              own == practices_.end() ? kNone : own->second,
              PassagesOf(document.encoder_model, OtherKind(document.kind))};
  if (document.embeddings.empty()) return query;
  const auto centre = [&](DocumentKind kind) {
    return PassagesOf(document.encoder_model, kind)
        .CentreBelow(limit, PriorCentre(kind, document.encoder_model));
  };
  const Embedding own_centre = centre(document.kind);
  const Embedding other_centre = centre(OtherKind(document.kind));
  for (const Embedding& passage : document.embeddings) {
    query.passages.push_back(Centre(passage, own_centre, other_centre));
  }
  return query;
}

std::vector<ScoredDocument> CorpusIndex::Best(const Query& query,
                                              const PassageIndex::Approximation& meaning) const {
  const Comparison& comparison = query.comparison;
  const std::vector<float> sums = words_.Sums(query.words);
  const float error = static_cast<float>(kMeaningShare) * meaning.error;
  Shortlist shortlist(std::max<std::size_t>(comparison.limit, 1), comparison.LowestMinimum(),
                      error);
  const std::span cosines(meaning.cosines);
  for (std::size_t begin = 0; begin < sums.size(); begin += kSlotsAtOnce) {
    const std::size_t count = std::min(kSlotsAtOnce, sums.size() - begin);
    const auto some_sums = std::span(sums).subspan(begin, count);
    if (!shortlist.WantsAny(some_sums, cosines.subspan(begin, count))) continue;
    for (std::size_t i = 0; i < count; ++i) {
      const auto slot = static_cast<Slot>(begin + i);
      const float closeness = RoughCloseness(sums[slot], cosines[slot]);
      if (shortlist.Wants(closeness) && IsComparable(query, slot) &&
          MayReachMinimum(query, slot, sums[slot], closeness, error)) {
        shortlist.Add({closeness, slot});
      }
    }
  }
  std::vector<Exact> exact;
  for (const Rough& rough : shortlist.Take()) {
    const Exact scored = Exactly(query, rough.slot, sums[rough.slot]);
    if (scored.score >= comparison.MinimumFor(PurposeOf(query, rough.slot))) {
      exact.push_back(scored);
    }
  }
  std::sort(exact.begin(), exact.end(), [this](const Exact& a, const Exact& b) {
    return std::tie(b.score, *details_[a.slot].id) < std::tie(a.score, *details_[b.slot].id);
  });
  if (exact.size() > comparison.limit) exact.resize(comparison.limit);
  return Explained(query, exact);
}

std::vector<ScoredDocument> CorpusIndex::Explained(const Query& query,
                                                   std::span<const Exact> best) const {
  std::vector<ScoredDocument> documents;
  documents.reserve(best.size());
  for (const Exact& scored : best) {
    const Details& details = details_[scored.slot];
    documents.push_back({*details.id, *details.ods_code, scored.score, scored.parts,
                         words_.SharedTerms(query.words, scored.slot),
                         PurposeOf(query, scored.slot)});
  }
  return documents;
}

std::optional<PassagePair> CorpusIndex::BestPassages(const Comparison& comparison,
                                                     const DocumentId& other) const {
  const auto newest = newest_version_.find(other);
  const Query query = Prepare(comparison);
  if (newest == newest_version_.end() || newest->second >= query.limit()) return std::nullopt;
  const auto best = query.others.BestPair(query.passages, newest->second);
  if (!best) return std::nullopt;
  return PassagePair{best->of_query, best->of_version};
}

bool CorpusIndex::IsComparable(const Query& query, Slot slot) const {
  const Version& version = versions_[slot];
  return version.kind != query.words.kind && version.state == DocumentState::kOpen &&
         version.practice != query.own_practice && version.superseded_by >= query.limit();
}

bool CorpusIndex::MayReachMinimum(const Query& query, Slot slot, float word_sum, float closeness,
                                  float error) const {
  const Score minimum = query.comparison.MinimumFor(PurposeOf(query, slot));
  if (minimum == query.comparison.LowestMinimum()) return true;
  const float distance = closeness - static_cast<float>(minimum.value());
  if (std::abs(distance) > error + kScoreRounding) return distance > 0;
  return Exactly(query, slot, word_sum).score >= minimum;
}

Purpose CorpusIndex::PurposeOf(const Query& query, Slot slot) const {
  const AnalysedDocument& document = query.comparison.query;
  return document.kind == DocumentKind::kProblem ? document.purpose : versions_[slot].purpose;
}

CorpusIndex::Exact CorpusIndex::Exactly(const Query& query, Slot slot, float word_sum) const {
  ScoreParts parts{WordsPart(word_sum), std::nullopt};
  if (const auto best = query.others.BestPair(query.passages, slot)) parts.meaning = best->cosine;
  return {slot, ToScore(Closeness(parts)), parts};
}

Slot CorpusIndex::SlotsBelow(std::int64_t number) const {
  const auto end = std::lower_bound(
      details_.begin(), details_.end(), number,
      [](const Details& details, std::int64_t limit) { return details.number < limit; });
  return static_cast<Slot>(end - details_.begin());
}

}  // namespace waggle::matching::domain
