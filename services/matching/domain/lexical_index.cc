#include "services/matching/domain/lexical_index.h"

#include <algorithm>

namespace waggle::matching::domain {
namespace {

// What a person reads at a glance; and a word that adds less than this share of the most telling
// one ("people", "weeks") only makes the reason look arbitrary.
constexpr std::size_t kMaxSharedTerms = 8;
constexpr float kLeastShareOfBest = 0.1F;

std::uint32_t WeightOf(const AnalysedDocument& document) {
  std::uint32_t weight = 0;
  for (const DocumentTerm& term : document.terms) weight += term.weight;
  return weight;
}

}  // namespace

void LexicalIndex::Append(const AnalysedDocument& document, std::optional<Slot> replaced) {
  const auto slot = static_cast<Slot>(versions_.size());
  CollectionStatistics statistics =
      versions_.empty() ? CollectionStatistics{} : versions_.back().statistics;
  if (replaced) Retire(*replaced, slot, statistics);
  const std::uint32_t weight = WeightOf(document);
  statistics.total_weight += weight;
  if (document.state == DocumentState::kOpen) ++statistics.documents;
  versions_.push_back({document.kind, document.state, terms_of_versions_.size(), statistics});
  weights_.push_back(weight);
  for (const DocumentTerm& term : document.terms) {
    const auto [entry, is_new] =
        term_ids_.try_emplace(term.stem, static_cast<TermId>(terms_.size()));
    if (is_new) terms_.emplace_back();
    terms_[entry->second].of(document.kind).Add(slot, term.weight, term.surface);
    terms_of_versions_.push_back(entry->second);
  }
}

void LexicalIndex::Retire(Slot older, Slot newer, CollectionStatistics& statistics) {
  const Version& version = versions_[older];
  const std::size_t end =
      older + 1 < versions_.size() ? versions_[older + 1].first_term : terms_of_versions_.size();
  for (std::size_t i = version.first_term; i < end; ++i) {
    terms_[terms_of_versions_[i]].of(version.kind).Retire(newer);
  }
  statistics.total_weight -= weights_[older];
  if (version.state == DocumentState::kOpen) --statistics.documents;
}

LexicalIndex::Query LexicalIndex::Prepare(const AnalysedDocument& document, Slot limit) const {
  const CollectionStatistics statistics =
      limit == 0 ? CollectionStatistics{} : versions_[limit - 1].statistics;
  Query query{document.kind, limit, TermSaturation(statistics), {}};
  const std::uint32_t weight = WeightOf(document);
  for (const DocumentTerm& term : document.terms) {
    const auto entry = term_ids_.find(term.stem);
    if (entry == term_ids_.end()) continue;
    const Term& known = terms_[entry->second];
    const std::int64_t frequency = known.ideas.LiveBelow(limit) + known.problems.LiveBelow(limit);
    query.terms.push_back({&known.of(OtherKind(document.kind)), &term.surface,
                           static_cast<float>(TermImportance(frequency, statistics)),
                           query.saturation(term.weight, weight)});
  }
  return query;
}

// Term at a time: each list is read once, in order.
std::vector<float> LexicalIndex::Sums(const Query& query) const {
  std::vector<float> sums(query.limit, 0.0F);
  for (const QueryTerm& term : query.terms) {
    for (const Posting& posting : term.others->postings()) {
      if (posting.slot >= query.limit) break;
      sums[posting.slot] +=
          term.Contribution(query.saturation(posting.weight, weights_[posting.slot]));
    }
  }
  return sums;
}

std::vector<std::string> LexicalIndex::SharedTerms(const Query& query, Slot slot) const {
  std::vector<std::pair<float, const std::string*>> shared;
  for (const QueryTerm& term : query.terms) {
    const Posting* posting = term.others->Find(slot);
    if (posting == nullptr) continue;
    const float contribution = term.Contribution(query.saturation(posting->weight, weights_[slot]));
    const bool query_is_problem = query.kind == DocumentKind::kProblem;
    shared.emplace_back(contribution,
                        query_is_problem ? term.surface : &term.others->SurfaceOf(*posting));
  }
  // Stable: equals stay in the order of their stems.
  std::stable_sort(shared.begin(), shared.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> terms;
  for (const auto& [contribution, surface] : shared) {
    const bool is_telling = contribution >= kLeastShareOfBest * shared.front().first;
    if (!is_telling || terms.size() == kMaxSharedTerms) break;
    terms.push_back(*surface);
  }
  return terms;
}

}  // namespace waggle::matching::domain
