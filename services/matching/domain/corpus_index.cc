#include "services/matching/domain/corpus_index.h"

#include <algorithm>
#include <tuple>

namespace waggle::matching::domain {
namespace {

constexpr Slot kNone = UINT32_MAX;
// What a person reads at a glance; and a word that adds less than this share of the most telling
// one ("people", "weeks") only makes the reason look arbitrary.
constexpr std::size_t kMaxSharedTerms = 8;
constexpr double kLeastShareOfBest = 0.1;

std::uint32_t WeightOf(const AnalysedDocument& document) {
  std::uint32_t weight = 0;
  for (const DocumentTerm& term : document.terms) weight += term.weight;
  return weight;
}

struct Candidate {
  Score score;
  Slot slot;
  const DocumentId* id;
};

// Sorts, best first; the id makes the order of equals the same everywhere.
void KeepBest(std::vector<Candidate>& candidates) {
  const std::size_t kept = std::min(candidates.size(), kMaxCompared);
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(kept),
                    candidates.end(), [](const Candidate& a, const Candidate& b) {
                      return std::tie(b.score, *a.id) < std::tie(a.score, *b.id);
                    });
  candidates.resize(kept);
}

}  // namespace

// A term of the query that the other side uses too.
struct CorpusIndex::QueryTerm {
  const PostingList* others;
  const std::string* surface;
  // TermImportance, and TermSaturation of the query's side.
  double importance;
  double saturation;

  // Symmetric to the last bit: the two saturations are multiplied first.
  double Contribution(double other_saturation) const {
    return importance * (saturation * other_saturation);
  }
};

struct CorpusIndex::Query {
  DocumentKind kind;
  Slot limit;
  TermSaturation saturation;
  // In order of their stems, so that a pair's contributions are summed in the same order from
  // either side.
  std::vector<QueryTerm> terms;
};

Status CorpusIndex::Append(const AnalysedDocument& document) {
  if (document.number <= last_number()) {
    return {Code::kFailedPrecondition, kCorpusNumberNotRising,
            "corpus document " + document.id.value() + " has number " +
                std::to_string(document.number) + " after number " + std::to_string(last_number()) +
                "; append in the order of numbers"};
  }
  const auto slot = static_cast<Slot>(versions_.size());
  CollectionStatistics statistics =
      details_.empty() ? CollectionStatistics{} : details_.back().statistics;
  const auto [newest, is_new] = newest_version_.try_emplace(document.id, slot);
  if (!is_new) {
    Supersede(newest->second, slot, statistics);
    newest->second = slot;
  }
  const std::uint32_t weight = WeightOf(document);
  statistics.total_weight += weight;
  ++statistics.documents;
  ++CountOf(document.kind);
  const auto practice =
      practices_.try_emplace(document.ods_code, static_cast<std::uint32_t>(practices_.size()))
          .first;
  versions_.push_back({document.kind, weight, practice->second, kNone});
  details_.push_back(
      {document.number, statistics, &newest->first, &practice->first, document_terms_.size()});
  AddTerms(document, slot);
  return OkStatus();
}

void CorpusIndex::AddTerms(const AnalysedDocument& document, Slot slot) {
  for (const DocumentTerm& term : document.terms) {
    const auto [entry, is_new] =
        term_ids_.try_emplace(term.stem, static_cast<TermId>(terms_.size()));
    if (is_new) terms_.emplace_back();
    terms_[entry->second].of(document.kind).Add(slot, term.weight, term.surface);
    document_terms_.push_back(entry->second);
  }
}

void CorpusIndex::Supersede(Slot older, Slot newer, CollectionStatistics& statistics) {
  Version& version = versions_[older];
  version.superseded_by = newer;
  const std::size_t end =
      older + 1 < details_.size() ? details_[older + 1].first_term : document_terms_.size();
  for (std::size_t i = details_[older].first_term; i < end; ++i) {
    terms_[document_terms_[i]].of(version.kind).Retire(newer);
  }
  statistics.total_weight -= version.weight;
  --statistics.documents;
  --CountOf(version.kind);
}

std::vector<ScoredDocument> CorpusIndex::Compare(const AnalysedDocument& query,
                                                 std::int64_t as_of_number, Score minimum) const {
  const Query prepared = Prepare(query, as_of_number);
  const std::vector<double> sums = Accumulate(prepared);
  const auto own = practices_.find(query.ods_code);
  const std::uint32_t own_practice = own == practices_.end() ? kNone : own->second;
  const Score lowest = std::max(minimum, Score{1});
  std::vector<Candidate> candidates;
  for (Slot slot = 0; slot < prepared.limit; ++slot) {
    const Score score = ToScore(sums[slot]);
    const Version& version = versions_[slot];
    if (score < lowest || version.practice == own_practice) continue;
    if (version.superseded_by < prepared.limit) continue;
    candidates.push_back({score, slot, details_[slot].id});
  }
  KeepBest(candidates);
  std::vector<ScoredDocument> scored;
  for (const Candidate& candidate : candidates) {
    scored.push_back({*candidate.id, *details_[candidate.slot].ods_code, candidate.score,
                      SharedTerms(prepared, candidate.slot)});
  }
  return scored;
}

CorpusIndex::Query CorpusIndex::Prepare(const AnalysedDocument& document,
                                        std::int64_t as_of_number) const {
  const Slot limit = SlotsBelow(as_of_number);
  const CollectionStatistics statistics =
      limit == 0 ? CollectionStatistics{} : details_[limit - 1].statistics;
  Query query{document.kind, limit, TermSaturation(statistics), {}};
  const std::uint32_t weight = WeightOf(document);
  for (const DocumentTerm& term : document.terms) {
    const auto entry = term_ids_.find(term.stem);
    if (entry == term_ids_.end()) continue;
    const Term& known = terms_[entry->second];
    const std::int64_t frequency = known.ideas.LiveBelow(limit) + known.problems.LiveBelow(limit);
    query.terms.push_back({&known.of(OtherKind(document.kind)), &term.surface,
                           TermImportance(frequency, statistics),
                           query.saturation(term.weight, weight)});
  }
  return query;
}

// Term at a time: each list is read once, in order.
std::vector<double> CorpusIndex::Accumulate(const Query& query) const {
  std::vector<double> sums(query.limit, 0.0);
  for (const QueryTerm& term : query.terms) {
    for (const Posting& posting : term.others->postings()) {
      if (posting.slot >= query.limit) break;
      sums[posting.slot] +=
          term.Contribution(query.saturation(posting.weight, versions_[posting.slot].weight));
    }
  }
  return sums;
}

std::vector<std::string> CorpusIndex::SharedTerms(const Query& query, Slot slot) const {
  std::vector<std::pair<double, const std::string*>> shared;
  for (const QueryTerm& term : query.terms) {
    const Posting* posting = term.others->Find(slot);
    if (posting == nullptr) continue;
    const double contribution =
        term.Contribution(query.saturation(posting->weight, versions_[slot].weight));
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

Slot CorpusIndex::SlotsBelow(std::int64_t number) const {
  const auto end = std::lower_bound(
      details_.begin(), details_.end(), number,
      [](const Details& details, std::int64_t limit) { return details.number < limit; });
  return static_cast<Slot>(end - details_.begin());
}

}  // namespace waggle::matching::domain
