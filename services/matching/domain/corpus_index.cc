#include "services/matching/domain/corpus_index.h"

#include <algorithm>

#include "services/matching/domain/corpus_search.h"
#include "services/matching/domain/prior_centre.h"

namespace waggle::matching::domain {
namespace {

constexpr Slot kNone = UINT32_MAX;
}  // namespace

Score Comparison::LowestMinimum() const {
  if (query.kind == DocumentKind::kProblem) return MinimumFor(query.purpose);
  return std::min(MinimumFor(Purpose::kProblem), MinimumFor(Purpose::kWant));
}

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
  details_.push_back({document.number, &newest->first, &practice->first, document.version});
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
    std::vector<Search> searches;
    std::vector<std::vector<CentredPassage>> passages;
    Slot limit = 0;
    for (const std::size_t place : places) {
      Query query = Prepare(comparisons[place]);
      passages.push_back(query.passages);
      limit = std::max(limit, query.limit());
      searches.emplace_back(*this, std::move(query));
    }
    others->Scan(passages, limit,
                 [&](std::size_t query, const auto& block) { searches[query].Look(block); });
    for (std::size_t i = 0; i < searches.size(); ++i) results[places[i]] = searches[i].Finish();
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

std::optional<PassagePair> CorpusIndex::BestPassages(const Comparison& comparison,
                                                     const DocumentId& other) const {
  const auto newest = newest_version_.find(other);
  const Query query = Prepare(comparison);
  if (newest == newest_version_.end() || newest->second >= query.limit()) return std::nullopt;
  const auto nearness = query.others.NearnessOf(query.passages, newest->second);
  if (!nearness) return std::nullopt;
  return PassagePair{nearness->of_query, nearness->of_version};
}

Slot CorpusIndex::SlotsBelow(std::int64_t number) const {
  const auto end = std::lower_bound(
      details_.begin(), details_.end(), number,
      [](const Details& details, std::int64_t limit) { return details.number < limit; });
  return static_cast<Slot>(end - details_.begin());
}

}  // namespace waggle::matching::domain
