#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "services/matching/domain/analysis.h"
#include "services/matching/domain/posting_list.h"
#include "services/matching/domain/term_weighting.h"

namespace waggle::matching::domain {

// Which document version uses which words: the half of the comparison that knows words, and nothing
// of meaning.
class LexicalIndex {
 public:
  using TermId = std::uint32_t;

  // A term of a query that is known.
  struct QueryTerm {
    const PostingList* others;
    const std::string* surface;
    // TermImportance, and TermSaturation of the query's side.
    float importance;
    float saturation;

    // Symmetric to the last bit: the two saturations are multiplied first.
    float Contribution(float other_saturation) const {
      return importance * (saturation * other_saturation);
    }
  };

  struct Query {
    DocumentKind kind;
    Slot limit;
    TermSaturation saturation;
    // In order of their stems, so that a pair's contributions are summed in the same order from
    // either side.
    std::vector<QueryTerm> terms;
    // Rising, each with its place there.
    std::vector<std::pair<TermId, std::size_t>> places;
  };

  explicit LexicalIndex(const SaturationSettings& saturation = {}) : saturation_(saturation) {}

  // The next slot, 0 first. `replaced`: the slot of the version that this one replaces; it leaves
  // the statistics as of this slot.
  void Append(const AnalysedDocument& document, std::optional<Slot> replaced);

  // The words of `document` with the statistics of the versions below `limit`.
  Query Prepare(const AnalysedDocument& document, Slot limit) const;

  // By slot below the query's limit: the sum of what the shared words contribute. Single precision,
  // added in one order: the same everywhere.
  std::vector<float> Sums(const Query& query) const;

  // The words that both use, most telling first, as the problem writes them; at most 8. `slot` is
  // of the other kind than the query.
  std::vector<std::string> SharedTerms(const Query& query, Slot slot) const;

 private:
  // One list for each kind of document.
  struct Term {
    PostingList ideas;
    PostingList problems;

    PostingList& of(DocumentKind kind) { return kind == DocumentKind::kIdea ? ideas : problems; }
    const PostingList& of(DocumentKind kind) const {
      return kind == DocumentKind::kIdea ? ideas : problems;
    }
  };

  // What only the appended are asked for.
  struct Version {
    DocumentKind kind;
    DocumentState state;
    // Where the version's terms begin in terms_of_versions_; they end where those of the next
    // begin.
    std::size_t first_term;
    // Of the versions up to and including this one, as far as they are not replaced by then.
    CollectionStatistics statistics;
  };

  void Retire(Slot older, Slot newer, CollectionStatistics& statistics);
  std::span<const TermId> TermsOf(Slot slot) const;

  SaturationSettings saturation_;
  std::unordered_map<std::string, TermId> term_ids_;
  std::vector<Term> terms_;
  std::vector<Version> versions_;
  // Sum of the term weights, by slot.
  std::vector<std::uint32_t> weights_;
  // Rising within a version. A replaced version is taken out of the statistics by its terms.
  std::vector<TermId> terms_of_versions_;
};

}  // namespace waggle::matching::domain
