#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "libs/base/status.h"
#include "services/matching/domain/analysis.h"
#include "services/matching/domain/document.h"
#include "services/matching/domain/posting_list.h"
#include "services/matching/domain/score.h"
#include "services/matching/domain/term_weighting.h"

namespace waggle::matching::domain {

// Append: the number is not higher than the last one. The log is read in order; the reader has lost
// its place.
inline constexpr std::string_view kCorpusNumberNotRising = "CORPUS_NUMBER_NOT_RISING";

// How many documents a comparison returns at most. Explaining one costs more than scoring hundreds,
// and more than 20 problems in each of 20 practices are never proposed.
inline constexpr std::size_t kMaxCompared = 500;

// A document of the other side and how close it is.
struct ScoredDocument {
  DocumentId id;
  OdsCode ods_code;
  Score score;
  // Words both documents use, most telling first, as the problem's document writes them; at most 8;
  // words that add next to nothing beside the first are left out.
  std::vector<std::string> shared_terms;

  friend bool operator==(const ScoredDocument&, const ScoredDocument&) = default;
};

// All ideas and problems of the corpus log, in memory, to be compared with each other.
//
// Guarantee: what Compare returns depends only on its arguments and on the documents numbered below
// `as_of_number`, collection statistics included; whatever was appended later makes no difference.
// A pair has the same score from either side, given the same statistics. Superseded versions leave
// no trace in comparisons as of later numbers, so an index filled from the compacted log gives the
// same scores.
//
// Threads: Append needs the index for itself; any number of threads may Compare at the same time.
class CorpusIndex {
 public:
  CorpusIndex() = default;
  CorpusIndex(const CorpusIndex&) = delete;
  CorpusIndex& operator=(const CorpusIndex&) = delete;
  CorpusIndex(CorpusIndex&&) = default;
  CorpusIndex& operator=(CorpusIndex&&) = default;

  // Takes the next document version. Numbers rise; gaps are allowed, since the compacted log
  // forgets superseded versions. A version with a known id hides the older ones from every
  // comparison as of a number above its own.
  //
  // Error: kCorpusNumberNotRising; the index is then unchanged.
  Status Append(const AnalysedDocument& document);

  // The documents of the other kind numbered below `as_of_number` that score at least `minimum`
  // (and above 0) against `query`, best first, equal scores by id, at most kMaxCompared. Documents
  // of the query's own practice are left out. A new document is compared as of its own number. The
  // query itself need not be in the index.
  std::vector<ScoredDocument> Compare(const AnalysedDocument& query, std::int64_t as_of_number,
                                      Score minimum) const;

  // Of the last document taken; 0 while empty.
  std::int64_t last_number() const { return details_.empty() ? 0 : details_.back().number; }
  // Documents of a kind, superseded versions not counted.
  std::int64_t size(DocumentKind kind) const {
    return kind == DocumentKind::kIdea ? ideas_ : problems_;
  }

 private:
  using TermId = std::uint32_t;

  // One list for each kind of document.
  struct Term {
    PostingList ideas;
    PostingList problems;

    PostingList& of(DocumentKind kind) { return kind == DocumentKind::kIdea ? ideas : problems; }
    const PostingList& of(DocumentKind kind) const {
      return kind == DocumentKind::kIdea ? ideas : problems;
    }
  };

  // What each candidate is checked for.
  struct Version {
    DocumentKind kind;
    std::uint32_t weight;
    std::uint32_t practice;
    // The version that replaced this one, or kNone.
    Slot superseded_by;
  };

  // What only the best and the appended are asked for.
  struct Details {
    std::int64_t number;
    // Of the documents up to and including this one, as far as they are not superseded by then.
    CollectionStatistics statistics;
    // Keys of newest_version_ and practices_: unordered maps keep their keys in place.
    const DocumentId* id;
    const OdsCode* ods_code;
    // Where the document's terms begin in document_terms_; they end where those of the next begin.
    std::size_t first_term;
  };

  struct QueryTerm;
  struct Query;

  Slot SlotsBelow(std::int64_t number) const;
  Query Prepare(const AnalysedDocument& document, std::int64_t as_of_number) const;
  std::vector<double> Accumulate(const Query& query) const;
  std::vector<std::string> SharedTerms(const Query& query, Slot slot) const;
  void AddTerms(const AnalysedDocument& document, Slot slot);
  // Takes the replaced version out of the statistics as of the newer slot.
  void Supersede(Slot older, Slot newer, CollectionStatistics& statistics);
  std::int64_t& CountOf(DocumentKind kind) {
    return kind == DocumentKind::kIdea ? ideas_ : problems_;
  }

  std::unordered_map<std::string, TermId> term_ids_;
  std::vector<Term> terms_;
  std::unordered_map<DocumentId, Slot> newest_version_;
  std::unordered_map<OdsCode, std::uint32_t> practices_;
  // Not superseded.
  std::int64_t ideas_ = 0;
  std::int64_t problems_ = 0;
  // Both by slot.
  std::vector<Version> versions_;
  std::vector<Details> details_;
  // The terms of each version, one after the other: a superseded version is taken out of the
  // statistics by them.
  std::vector<TermId> document_terms_;
};

}  // namespace waggle::matching::domain
