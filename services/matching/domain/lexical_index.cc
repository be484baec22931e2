#include "services/matching/domain/lexical_index.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace waggle::matching::domain {
namespace {

// What a person reads at a glance; and a word that adds less than this share of the most telling
// one ("people", "weeks") only makes the reason look arbitrary.
constexpr std::size_t kMaxSharedTerms = 8;
constexpr float kLeastShareOfBest = 0.1F;

// Slots whose sums stay in the nearest cache while each term adds to them.
constexpr Slot kStretch = 16'384;

// Some slots in a row: what damps each, and where its contributions are added up.
struct Stretch {
  Slot begin;
  Slot end;
  const float* damping;
  float* sums;
};

// Takes the stretch's share from what is left of the term's postings.
void AddUp(LexicalIndex::QueryTerm term, const Stretch& stretch, Postings& left) {
  std::size_t i = 0;
  for (; i < left.slots.size() && left.slots[i] < stretch.end; ++i) {
    const Slot place = left.slots[i] - stretch.begin;
    stretch.sums[place] +=
        term.Contribution(TermSaturation::Damped(left.weights[i], stretch.damping[place]));
  }
  left = {left.slots.subspan(i), left.weights.subspan(i)};
}

// A term that the query and a version both use.
struct SharedTerm {
  float contribution;
  // In LexicalIndex::Query::terms.
  std::size_t place;
  const std::string* surface;
};

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
  const auto first = static_cast<std::ptrdiff_t>(versions_.back().first_term);
  std::sort(terms_of_versions_.begin() + first, terms_of_versions_.end());
}

void LexicalIndex::Retire(Slot older, Slot newer, CollectionStatistics& statistics) {
  const Version& version = versions_[older];
  for (const TermId term : TermsOf(older)) terms_[term].of(version.kind).Retire(newer);
  statistics.total_weight -= weights_[older];
  if (version.state == DocumentState::kOpen) --statistics.documents;
}

std::span<const LexicalIndex::TermId> LexicalIndex::TermsOf(Slot slot) const {
  const std::size_t first = versions_[slot].first_term;
  const std::size_t end =
      slot + 1 < versions_.size() ? versions_[slot + 1].first_term : terms_of_versions_.size();
  return std::span(terms_of_versions_).subspan(first, end - first);
}

LexicalIndex::Query LexicalIndex::Prepare(const AnalysedDocument& document, Slot limit) const {
  const CollectionStatistics statistics =
      limit == 0 ? CollectionStatistics{} : versions_[limit - 1].statistics;
  Query query{document.kind, limit, TermSaturation(statistics, saturation_), {}, {}};
  const std::uint32_t weight = WeightOf(document);
  for (const DocumentTerm& term : document.terms) {
    const auto entry = term_ids_.find(term.stem);
    if (entry == term_ids_.end()) continue;
    const Term& known = terms_[entry->second];
    const std::int64_t frequency = known.ideas.LiveBelow(limit) + known.problems.LiveBelow(limit);
    query.places.emplace_back(entry->second, query.terms.size());
    query.terms.push_back({&known.of(OtherKind(document.kind)), &term.surface,
                           static_cast<float>(TermImportance(frequency, statistics)),
                           query.saturation(term.weight, weight)});
  }
  std::sort(query.places.begin(), query.places.end());
  return query;
}

std::vector<float> LexicalIndex::Sums(const Query& query) const {
  std::vector<float> sums(query.limit, 0.0F);
  std::vector<Postings> left;
  for (const QueryTerm& term : query.terms) left.push_back(term.others->Below(query.limit));
  // A copy, since a compiler cannot know that what is written to is none of it.
  const TermSaturation saturation = query.saturation;
  std::array<float, kStretch> damping;
  for (Slot begin = 0; begin < query.limit; begin += kStretch) {
    const Slot count = std::min(query.limit - begin, kStretch);
    const auto weights = std::span(weights_).subspan(begin, count);
    std::transform(weights.begin(), weights.end(), damping.begin(),
                   [&](std::uint32_t weight) { return saturation.Damping(weight); });
    const Stretch stretch{begin, begin + count, damping.data(), sums.data() + begin};
    for (std::size_t i = 0; i < left.size(); ++i) AddUp(query.terms[i], stretch, left[i]);
  }
  return sums;
}

std::vector<std::string> LexicalIndex::SharedTerms(const Query& query, Slot slot) const {
  std::vector<SharedTerm> shared;
  shared.reserve(query.terms.size());
  const auto add = [&](std::size_t place) {
    const QueryTerm& term = query.terms[place];
    const bool query_is_problem = query.kind == DocumentKind::kProblem;
    shared.push_back(
        {term.Contribution(query.saturation(term.others->WeightIn(slot), weights_[slot])), place,
         query_is_problem ? term.surface : &term.others->SurfaceIn(slot)});
  };
  // To search a list for the slot takes longer than to find out which terms both use.
  const std::span<const TermId> theirs = TermsOf(slot);
  std::size_t next = 0;
  for (const auto& [term, place] : query.places) {
    while (next < theirs.size() && theirs[next] < term) ++next;
    if (next < theirs.size() && theirs[next] == term) add(place);
  }
  // Equals stay in the order of their stems.
  std::sort(shared.begin(), shared.end(), [](const SharedTerm& a, const SharedTerm& b) {
    return std::tie(b.contribution, a.place) < std::tie(a.contribution, b.place);
  });
  std::vector<std::string> terms;
  for (const SharedTerm& term : shared) {
    const bool is_telling = term.contribution >= kLeastShareOfBest * shared.front().contribution;
    if (!is_telling || terms.size() == kMaxSharedTerms) break;
    terms.push_back(*term.surface);
  }
  return terms;
}

}  // namespace waggle::matching::domain
