#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "services/matching/domain/corpus_index.h"
#include "services/matching/domain/term_weighting.h"

namespace waggle::matching::domain {
namespace {

using Log = std::vector<AnalysedDocument>;

// A document of one of a few ids and practices with a few of eight words, so that edits, shared
// words and documents of the same practice are frequent.
AnalysedDocument ArbitraryDocument(std::int64_t number) {
  AnalysedDocument document;
  document.number = number;
  document.kind = *rc::gen::element(DocumentKind::kIdea, DocumentKind::kProblem);
  const char prefix = document.kind == DocumentKind::kIdea ? 'i' : 'p';
  document.id = DocumentId(prefix + std::to_string(*rc::gen::inRange(0, 6)));
  document.ods_code = OdsCode("Z" + std::to_string(*rc::gen::inRange(0, 3)));
  for (char word = 'a'; word <= 'h'; ++word) {
    const int weight = *rc::gen::inRange(-6, 9);
    if (weight <= 0) continue;
    const std::string stem(1, word);
    const auto ending = *rc::gen::element<std::string>("", "s", "ing");
    document.terms.push_back({stem, stem + ending, static_cast<std::uint16_t>(weight)});
  }
  return document;
}

// Numbers rise with gaps.
Log ArbitraryLog() {
  Log log;
  std::int64_t number = 0;
  const int length = *rc::gen::inRange(0, 25);
  for (int i = 0; i < length; ++i) {
    number += *rc::gen::inRange(1, 3);
    log.push_back(ArbitraryDocument(number));
  }
  return log;
}

std::int64_t EndOf(const Log& log) { return log.empty() ? 1 : log.back().number + 1; }

CorpusIndex IndexOf(const Log& log) {
  CorpusIndex index;
  for (const AnalysedDocument& document : log) RC_ASSERT(index.Append(document).ok());
  return index;
}

// What a reader of the log below `number` holds: the newest version of each document.
Log LatestBelow(const Log& log, std::int64_t number) {
  std::map<DocumentId, AnalysedDocument> latest;
  for (const AnalysedDocument& document : log) {
    if (document.number < number) latest.insert_or_assign(document.id, document);
  }
  Log compacted;
  for (auto& [id, document] : latest) compacted.push_back(document);
  std::sort(compacted.begin(), compacted.end(),
            [](const auto& a, const auto& b) { return a.number < b.number; });
  return compacted;
}

std::uint32_t WeightOf(const AnalysedDocument& document) {
  std::uint32_t sum = 0;
  for (const DocumentTerm& term : document.terms) sum += term.weight;
  return sum;
}

// The definition of the score, document by document, without an index.
std::map<DocumentId, Score> ScoresByDefinition(const Log& live, const AnalysedDocument& query) {
  CollectionStatistics statistics;
  std::map<std::string, std::int64_t> frequencies;
  for (const AnalysedDocument& document : live) {
    ++statistics.documents;
    statistics.total_weight += WeightOf(document);
    for (const DocumentTerm& term : document.terms) ++frequencies[term.stem];
  }
  const TermSaturation saturation(statistics);
  std::map<DocumentId, Score> scores;
  for (const AnalysedDocument& document : live) {
    if (document.kind == query.kind || document.ods_code == query.ods_code) continue;
    double sum = 0;
    for (const DocumentTerm& mine : query.terms) {
      for (const DocumentTerm& theirs : document.terms) {
        if (mine.stem != theirs.stem) continue;
        sum += TermImportance(frequencies[mine.stem], statistics) *
               (saturation(mine.weight, WeightOf(query)) *
                saturation(theirs.weight, WeightOf(document)));
      }
    }
    if (ToScore(sum) > Score{}) scores[document.id] = ToScore(sum);
  }
  return scores;
}

RC_GTEST_PROP(CorpusIndexProperty, ScoresFollowTheDefinition, ()) {
  const Log log = ArbitraryLog();
  const auto as_of = *rc::gen::inRange<std::int64_t>(0, EndOf(log) + 1);
  const AnalysedDocument query = ArbitraryDocument(as_of);
  std::map<DocumentId, Score> scores;
  for (const ScoredDocument& scored : IndexOf(log).Compare(query, as_of, Score{})) {
    RC_ASSERT(scores.emplace(scored.id, scored.score).second);
  }
  RC_ASSERT(scores == ScoresByDefinition(LatestBelow(log, as_of), query));
}

RC_GTEST_PROP(CorpusIndexProperty, OnlyThePrefixOfTheLogMatters, ()) {
  const Log log = ArbitraryLog();
  const auto as_of = *rc::gen::inRange<std::int64_t>(0, EndOf(log) + 1);
  const AnalysedDocument query = ArbitraryDocument(as_of);
  Log prefix;
  for (const AnalysedDocument& document : log) {
    if (document.number < as_of) prefix.push_back(document);
  }
  RC_ASSERT(IndexOf(log).Compare(query, as_of, Score{}) ==
            IndexOf(prefix).Compare(query, as_of, Score{}));
}

RC_GTEST_PROP(CorpusIndexProperty, TheCompactedLogGivesTheSame, ()) {
  const Log log = ArbitraryLog();
  const AnalysedDocument query = ArbitraryDocument(EndOf(log));
  RC_ASSERT(IndexOf(log).Compare(query, query.number, Score{}) ==
            IndexOf(LatestBelow(log, query.number)).Compare(query, query.number, Score{}));
}

RC_GTEST_PROP(CorpusIndexProperty, APairScoresTheSameFromEitherSide, ()) {
  const Log log = LatestBelow(ArbitraryLog(), INT64_MAX);
  const CorpusIndex index = IndexOf(log);
  std::map<std::pair<DocumentId, DocumentId>, ScoredDocument> from_ideas;
  std::map<std::pair<DocumentId, DocumentId>, ScoredDocument> from_problems;
  for (const AnalysedDocument& query : log) {
    for (const ScoredDocument& other : index.Compare(query, EndOf(log), Score{})) {
      if (query.kind == DocumentKind::kIdea) {
        from_ideas[{query.id, other.id}] = other;
      } else {
        from_problems[{other.id, query.id}] = other;
      }
    }
  }
  RC_ASSERT(from_ideas.size() == from_problems.size());
  for (const auto& [pair, scored] : from_ideas) {
    RC_ASSERT(from_problems.contains(pair));
    RC_ASSERT(scored.score == from_problems[pair].score);
    RC_ASSERT(scored.shared_terms == from_problems[pair].shared_terms);
  }
}

}  // namespace
}  // namespace waggle::matching::domain
