#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "libs/base/status.h"
#include "services/matching/domain/analysis.h"
#include "services/matching/domain/closeness.h"
#include "services/matching/domain/document.h"
#include "services/matching/domain/lexical_index.h"
#include "services/matching/domain/passage_index.h"
#include "services/matching/domain/score.h"

namespace waggle::matching::domain {

// Append: the number is not higher than the last one. The log is read in order; the reader has lost
// its place.
inline constexpr std::string_view kCorpusNumberNotRising = "CORPUS_NUMBER_NOT_RISING";

// How many documents a comparison returns at most. Explaining one costs more than scoring hundreds,
// and these are four times as many as a document begins matches (ProposalSettings): what is close
// to more than that is close to everything.
inline constexpr std::size_t kMaxCompared = 250;
// All of them: for a document that was revised, since a match it has must not end because others
// are better.
inline constexpr std::size_t kAllCompared = UINT32_MAX;

// A document of the other side and how close it is.
struct ScoredDocument {
  DocumentId id;
  OdsCode ods_code;
  Score score;
  ScoreParts parts;
  // Words both documents use, most telling first, as the problem's document writes them; at most 8;
  // words that add next to nothing beside the first are left out.
  std::vector<std::string> shared_terms;
  // Of the problem, whichever of the two it is.
  Purpose purpose = Purpose::kProblem;
  // Which of its versions was found.
  std::int32_t version = 0;

  friend bool operator==(const ScoredDocument&, const ScoredDocument&) = default;
};

// Which two passages of two documents lie nearest, each by its place in its document.
struct PassagePair {
  std::size_t of_query = 0;
  std::size_t of_other = 0;
};

// What is compared: a document with what the log held below a number.
struct Comparison {
  const AnalysedDocument& query;
  // A new document is compared as of its own number.
  std::int64_t as_of_number = 0;
  Score minimum;
  std::size_t limit = kMaxCompared;
  // Where the problem of the two is a want; not set: as `minimum`.
  std::optional<Score> want_minimum = {};

  // At least 1: what has nothing in common is never found.
  Score MinimumFor(Purpose purpose) const {
    const Score stated = purpose == Purpose::kWant ? want_minimum.value_or(minimum) : minimum;
    return std::max(stated, Score{1});
  }
  // Of whatever may be compared with the query.
  Score LowestMinimum() const;
};

// All ideas and problems of the corpus log, in memory, to be compared with each other.
//
// Guarantee: what Compare returns depends only on its arguments and on the documents numbered below
// `as_of_number`, collection statistics included; whatever was appended later makes no difference.
// A pair has the same score from either side, given the same statistics. Superseded versions leave
// no trace in comparisons as of later numbers, so an index filled from the compacted log gives the
// same scores. What different encoders have read is compared by words alone: each encoder has its
// vectors and its centres to itself.
//
// Threads: Append needs the index for itself; any number of threads may Compare at the same time.
class CorpusIndex {
 public:
  // Other settings than the service's are for finding out which are best.
  explicit CorpusIndex(const SaturationSettings& saturation = {}) : words_(saturation) {}
  CorpusIndex(const CorpusIndex&) = delete;
  CorpusIndex& operator=(const CorpusIndex&) = delete;
  CorpusIndex(CorpusIndex&&) = default;
  CorpusIndex& operator=(CorpusIndex&&) = default;

  // Takes the next document version. Numbers rise; gaps are allowed, since the compacted log
  // forgets superseded versions. A version with a known id hides the older ones from every
  // comparison as of a number above its own; a retired one hides them and is not found itself.
  //
  // Error: kCorpusNumberNotRising; the index is then unchanged.
  Status Append(const AnalysedDocument& document);

  // For each comparison the documents of the other kind numbered below `as_of_number` that score at
  // least the minimum (and above 0) against the query, best first, equal scores by id, at most
  // `limit`. Exact: none is left out that scores better than one that is named. Documents of the
  // query's own practice are left out. The query itself need not be in the index. Several at once
  // cost less than one after the other.
  std::vector<std::vector<ScoredDocument>> Compare(std::span<const Comparison> comparisons) const;
  std::vector<ScoredDocument> Compare(const Comparison& comparison) const {
    return std::move(Compare(std::span(&comparison, 1)).front());
  }

  // The passages that the meaning's part of a score comes from; nothing where one of the two has no
  // vector of the other's encoder, or `other` has no version below `as_of_number`.
  std::optional<PassagePair> BestPassages(const Comparison& comparison,
                                          const DocumentId& other) const;

  // Of the last document taken; 0 while empty.
  std::int64_t last_number() const { return details_.empty() ? 0 : details_.back().number; }
  // Documents of a kind, superseded versions and retired documents not counted.
  std::int64_t size(DocumentKind kind) const {
    return kind == DocumentKind::kIdea ? ideas_ : problems_;
  }
  // Vectors held, those of superseded versions too.
  std::size_t passages() const;

 private:
  // What each candidate is checked for.
  struct Version {
    DocumentKind kind;
    DocumentState state;
    Purpose purpose;
    std::uint32_t practice;
    // The version that replaced this one, or kNone.
    Slot superseded_by;
  };

  // What only the best are asked for.
  struct Details {
    std::int64_t number;
    // Keys of newest_version_ and practices_: unordered maps keep their keys in place.
    const DocumentId* id;
    const OdsCode* ods_code;
    std::int32_t version;
  };

  // What one encoder has read.
  struct ReadSides {
    PassageIndex ideas;
    PassageIndex problems;

    const PassageIndex& Of(DocumentKind kind) const {
      return kind == DocumentKind::kIdea ? ideas : problems;
    }
  };

  struct Query;
  class Search;

  Slot SlotsBelow(std::int64_t number) const;
  Query Prepare(const Comparison& comparison) const;
  void Count(DocumentKind kind, DocumentState state, std::int64_t change);
  void AppendPassages(Slot slot, const AnalysedDocument& document, std::optional<Slot> replaced);
  const PassageIndex& PassagesOf(const EncoderModel& model, DocumentKind kind) const;

  LexicalIndex words_;
  // One, unless the encoder was changed: what it read before stays as it was.
  std::map<EncoderModel, ReadSides> passages_;
  // Of an encoder that has read nothing.
  PassageIndex no_passages_;
  std::unordered_map<DocumentId, Slot> newest_version_;
  std::unordered_map<OdsCode, std::uint32_t> practices_;
  // Neither superseded nor retired.
  std::int64_t ideas_ = 0;
  std::int64_t problems_ = 0;
  // Both by slot.
  std::vector<Version> versions_;
  std::vector<Details> details_;
};

}  // namespace waggle::matching::domain
