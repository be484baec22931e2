#include "tests/bench/matching/definition.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>

#include "services/matching/domain/closeness.h"
#include "services/matching/domain/passage_index.h"
#include "services/matching/domain/prior_centre.h"
#include "services/matching/domain/term_weighting.h"

namespace waggle::bench {
namespace {

using matching::domain::AnalysedDocument;
using matching::domain::DocumentKind;
using matching::domain::Embedding;
using matching::domain::EncoderModel;
using matching::domain::kEmbeddingWidth;

std::uint32_t WeightOf(const AnalysedDocument& document) {
  std::uint32_t sum = 0;
  for (const auto& term : document.terms) sum += term.weight;
  return sum;
}

using Vector = std::array<double, kEmbeddingWidth>;

Vector Less(const Embedding& passage, const Embedding& centre) {
  Vector difference;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    difference[i] = passage.components[i] - centre.components[i];
  }
  return difference;
}

double Product(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) sum += a[i] * b[i];
  return sum / (double{matching::domain::kEmbeddingUnit} * matching::domain::kEmbeddingUnit);
}

// Of passages less the centres of their sides; nothing where one side has none.
std::optional<double> MeaningOf(const std::vector<Vector>& mine,
                                const std::vector<Vector>& theirs) {
  if (mine.empty() || theirs.empty()) return std::nullopt;
  double nearest = -std::numeric_limits<double>::infinity();
  double sum = 0;
  for (const Vector& a : mine) {
    for (const Vector& b : theirs) {
      const double product = Product(a, b);
      nearest = std::max(nearest, product);
      sum += product;
    }
  }
  return matching::domain::MeaningPart(nearest,
                                       sum / static_cast<double>(mine.size() * theirs.size()));
}

bool IsBetter(const Answer& a, const Answer& b) {
  return std::tie(b.score, a.id) < std::tie(a.score, b.id);
}

}  // namespace

void Definition::Append(const AnalysedDocument& document) {
  Document kept{document.id, document.kind,       document.ods_code,     WeightOf(document),
                {},          document.embeddings, document.encoder_model};
  for (const auto& term : document.terms) {
    const auto [entry, is_new] =
        terms_.try_emplace(term.stem, static_cast<TermId>(frequencies_.size()));
    if (is_new) frequencies_.push_back(0);
    ++frequencies_[entry->second];
    kept.terms.push_back({entry->second, term.weight});
  }
  total_weight_ += kept.weight;
  Sum& sum = sums_[{document.kind, document.encoder_model}];
  for (const Embedding& passage : document.embeddings) {
    ++sum.passages;
    for (std::size_t i = 0; i < kEmbeddingWidth; ++i) sum.components[i] += passage.components[i];
  }
  documents_.push_back(std::move(kept));
}

Embedding Definition::CentreOf(DocumentKind kind, const EncoderModel& model) const {
  const Embedding& prior = matching::domain::PriorCentre(kind, model);
  const auto own = sums_.find({kind, model});
  const Sum sum = own == sums_.end() ? Sum{} : own->second;
  Embedding centre;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    const double total = sum.components[i] + static_cast<double>(matching::domain::kPriorPassages) *
                                                 prior.components[i];
    centre.components[i] = static_cast<std::int16_t>(
        std::lround(total / (sum.passages + matching::domain::kPriorPassages)));
  }
  return centre;
}

std::vector<Definition::QueryTerm> Definition::TermsOf(const AnalysedDocument& query) const {
  const matching::domain::CollectionStatistics statistics{
      static_cast<std::int64_t>(documents_.size()), total_weight_};
  const matching::domain::TermSaturation saturation(statistics);
  std::vector<QueryTerm> terms(frequencies_.size());
  for (const auto& term : query.terms) {
    const auto known = terms_.find(term.stem);
    if (known == terms_.end()) continue;
    const double importance =
        matching::domain::TermImportance(frequencies_[known->second], statistics);
    terms[known->second] = {static_cast<float>(importance),
                            saturation(term.weight, WeightOf(query))};
  }
  return terms;
}

std::vector<Answer> Definition::Best(const AnalysedDocument& query, std::size_t limit) const {
  const std::vector<QueryTerm> terms = TermsOf(query);
  const matching::domain::TermSaturation saturation(
      {static_cast<std::int64_t>(documents_.size()), total_weight_});
  const Embedding other_centre = CentreOf(OtherKind(query.kind), query.encoder_model);
  const Embedding own_centre = CentreOf(query.kind, query.encoder_model);
  std::vector<Vector> mine;
  for (const Embedding& passage : query.embeddings) mine.push_back(Less(passage, own_centre));
  std::vector<Answer> all;
  for (const Document& document : documents_) {
    if (document.kind == query.kind || document.ods_code == query.ods_code) continue;
    // The definition says single precision, added in the order of the stems (LexicalIndex::Sums).
    float words = 0;
    for (const Term& term : document.terms) {
      const QueryTerm& asked = terms[term.id];
      words += asked.importance * (asked.saturation * saturation(term.weight, document.weight));
    }
    std::optional<double> meaning;
    if (document.encoder_model == query.encoder_model) {
      std::vector<Vector> theirs;
      for (const Embedding& passage : document.embeddings) {
        theirs.push_back(Less(passage, other_centre));
      }
      meaning = MeaningOf(mine, theirs);
    }
    const auto score = matching::domain::ToScore(
        matching::domain::Closeness({matching::domain::WordsPart(words), meaning}));
    if (score > matching::domain::Score{}) all.push_back({document.id, score});
  }
  const std::size_t count = std::min(limit, all.size());
  std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count), all.end(),
                    IsBetter);
  all.resize(count);
  return all;
}

}  // namespace waggle::bench
