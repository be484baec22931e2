#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "services/matching/domain/analysis.h"
#include "services/matching/domain/score.h"

namespace waggle::bench {

// A document of the other side and its score, nothing else.
struct Answer {
  matching::domain::DocumentId id;
  matching::domain::Score score;

  friend bool operator==(const Answer&, const Answer&) = default;
};

// What CorpusIndex::Compare has to answer, worked out from the definition of the score: every
// document against the query, one after the other, with nothing rounded, skipped or remembered.
// Shares with the index the constants of the score and how texts are analysed, and no way of
// finding anything. For logs in which no document has a second version.
class Definition {
 public:
  void Append(const matching::domain::AnalysedDocument& document);

  // The best `limit` of all documents that score above 0, equal scores by id.
  std::vector<Answer> Best(const matching::domain::AnalysedDocument& query,
                           std::size_t limit) const;

  // Mean of the vectors of a side that the encoder has read, and the prior; rounded.
  matching::domain::Embedding CentreOf(matching::domain::DocumentKind kind,
                                       const matching::domain::EncoderModel& model) const;

  std::size_t documents() const { return documents_.size(); }

 private:
  using TermId = std::uint32_t;

  struct Term {
    TermId id;
    std::uint16_t weight;
  };

  struct Document {
    matching::domain::DocumentId id;
    matching::domain::DocumentKind kind;
    matching::domain::OdsCode ods_code;
    std::uint32_t weight = 0;
    // In the order of their stems.
    std::vector<Term> terms;
    std::vector<matching::domain::Embedding> embeddings;
    matching::domain::EncoderModel encoder_model;
  };

  // What a query's term is worth before the other side's saturation, by term; 0 where the query
  // does not use it.
  struct QueryTerm {
    float importance = 0;
    float saturation = 0;
  };

  // Of the passages of a kind that an encoder has read; exact, since whole numbers stay whole in a
  // double.
  struct Sum {
    std::array<double, matching::domain::kEmbeddingWidth> components = {};
    double passages = 0;
  };

  std::vector<QueryTerm> TermsOf(const matching::domain::AnalysedDocument& query) const;

  std::unordered_map<std::string, TermId> terms_;
  // Documents that use it, by term.
  std::vector<std::int64_t> frequencies_;
  std::int64_t total_weight_ = 0;
  std::map<std::pair<matching::domain::DocumentKind, matching::domain::EncoderModel>, Sum> sums_;
  std::vector<Document> documents_;
};

}  // namespace waggle::bench
