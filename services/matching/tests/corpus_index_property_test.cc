#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "services/matching/domain/corpus_index.h"
#include "services/matching/domain/prior_centre.h"
#include "services/matching/domain/term_weighting.h"

namespace waggle::matching::domain {
namespace {

using Log = std::vector<AnalysedDocument>;

// Of a few directions, so that near ones and equal ones are frequent.
Embedding ArbitraryEmbedding() {
  std::array<float, kEmbeddingWidth> vector = {};
  for (int i = 0; i < 3; ++i) {
    vector[*rc::gen::inRange<std::size_t>(0, 8)] += static_cast<float>(*rc::gen::inRange(-20, 60));
  }
  return ToEmbedding(vector);
}

// One whose vectors lie around the prior centre, and one of which nothing is known beforehand.
EncoderModel ArbitraryModel() {
  return *rc::gen::element(EncoderModel(std::string(PriorCentreModel())), EncoderModel("another"));
}

// A document of one of a few ids and practices with a few of eight words, so that edits, shared
// words and documents of the same practice are frequent. Two encoders have read them.
AnalysedDocument ArbitraryDocument(std::int64_t number) {
  AnalysedDocument document;
  document.number = number;
  document.kind = *rc::gen::element(DocumentKind::kIdea, DocumentKind::kProblem);
  const char prefix = document.kind == DocumentKind::kIdea ? 'i' : 'p';
  document.id = DocumentId(prefix + std::to_string(*rc::gen::inRange(0, 6)));
  document.ods_code = OdsCode("Z" + std::to_string(*rc::gen::inRange(0, 3)));
  if (document.kind == DocumentKind::kProblem) {
    document.purpose = *rc::gen::element(Purpose::kProblem, Purpose::kWant);
  }
  if (*rc::gen::inRange(0, 6) == 0) {
    document.state = DocumentState::kRetired;
    return document;
  }
  for (char word = 'a'; word <= 'h'; ++word) {
    const int weight = *rc::gen::inRange(-6, 9);
    if (weight <= 0) continue;
    const std::string stem(1, word);
    const auto ending = *rc::gen::element<std::string>("", "s", "ing");
    document.terms.push_back({stem, stem + ending, static_cast<std::uint16_t>(weight)});
  }
  const int passages = *rc::gen::inRange(0, 4);
  for (int i = 0; i < passages; ++i) document.embeddings.push_back(ArbitraryEmbedding());
  document.encoder_model = ArbitraryModel();
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

// What a reader of the log below `number` holds: the newest version of each document that is left.
Log LatestBelow(const Log& log, std::int64_t number) {
  std::map<DocumentId, AnalysedDocument> latest;
  for (const AnalysedDocument& document : log) {
    if (document.number < number) latest.insert_or_assign(document.id, document);
  }
  Log compacted;
  for (auto& [id, document] : latest) {
    if (document.state == DocumentState::kOpen) compacted.push_back(document);
  }
  std::sort(compacted.begin(), compacted.end(),
            [](const auto& a, const auto& b) { return a.number < b.number; });
  return compacted;
}

std::uint32_t WeightOf(const AnalysedDocument& document) {
  std::uint32_t sum = 0;
  for (const DocumentTerm& term : document.terms) sum += term.weight;
  return sum;
}

// The mean of the side's passages that the encoder has read and its prior, by definition.
Embedding CentreOf(const Log& live, DocumentKind kind, const EncoderModel& model) {
  std::array<std::int64_t, kEmbeddingWidth> sum = {};
  std::int64_t count = kPriorPassages;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    sum[i] = kPriorPassages * PriorCentre(kind, model).components[i];
  }
  for (const AnalysedDocument& document : live) {
    if (document.kind != kind || document.encoder_model != model) continue;
    for (const Embedding& passage : document.embeddings) {
      ++count;
      for (std::size_t i = 0; i < kEmbeddingWidth; ++i) sum[i] += passage.components[i];
    }
  }
  Embedding centre;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    const double mean = static_cast<double>(sum[i]) / static_cast<double>(count);
    centre.components[i] = static_cast<std::int16_t>(std::lround(mean));
  }
  return centre;
}

// From the cosines of all pairs of passages, each seen from its own side's centre; nothing where
// different encoders have read them.
std::optional<double> MeaningOf(const Log& live, const AnalysedDocument& a,
                                const AnalysedDocument& b) {
  if (a.encoder_model != b.encoder_model) return std::nullopt;
  const Embedding centre_a = CentreOf(live, a.kind, a.encoder_model);
  const Embedding centre_b = CentreOf(live, b.kind, b.encoder_model);
  std::optional<double> nearest;
  double sum = 0;
  for (const Embedding& mine : a.embeddings) {
    for (const Embedding& theirs : b.embeddings) {
      double product = 0;
      for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
        product += static_cast<double>(mine.components[i] - centre_a.components[i]) *
                   static_cast<double>(theirs.components[i] - centre_b.components[i]);
      }
      product /= double{kEmbeddingUnit} * double{kEmbeddingUnit};
      nearest = std::max(nearest.value_or(product), product);
      sum += product;
    }
  }
  if (!nearest) return std::nullopt;
  return MeaningPart(*nearest,
                     sum / static_cast<double>(a.embeddings.size() * b.embeddings.size()));
}

// What a shared word contributes, and how the problem writes it.
struct SharedWord {
  float contribution;
  std::string surface;
};

// In the order of their stems.
std::vector<SharedWord> SharedWords(const Log& live, const AnalysedDocument& query,
                                    const AnalysedDocument& document) {
  CollectionStatistics statistics;
  std::map<std::string, std::int64_t> frequencies;
  for (const AnalysedDocument& one : live) {
    ++statistics.documents;
    statistics.total_weight += WeightOf(one);
    for (const DocumentTerm& term : one.terms) ++frequencies[term.stem];
  }
  const TermSaturation saturation(statistics);
  std::vector<SharedWord> shared;
  for (const DocumentTerm& mine : query.terms) {
    for (const DocumentTerm& theirs : document.terms) {
      if (mine.stem != theirs.stem) continue;
      shared.push_back({static_cast<float>(TermImportance(frequencies[mine.stem], statistics)) *
                            (saturation(mine.weight, WeightOf(query)) *
                             saturation(theirs.weight, WeightOf(document))),
                        query.kind == DocumentKind::kProblem ? mine.surface : theirs.surface});
    }
  }
  return shared;
}

float WordSumOf(const Log& live, const AnalysedDocument& query, const AnalysedDocument& document) {
  float sum = 0;
  for (const SharedWord& word : SharedWords(live, query, document)) sum += word.contribution;
  return sum;
}

// The definition of the score, document by document, without an index.
std::map<DocumentId, Score> ScoresByDefinition(const Log& live, const AnalysedDocument& query) {
  std::map<DocumentId, Score> scores;
  for (const AnalysedDocument& document : live) {
    if (document.kind == query.kind || document.ods_code == query.ods_code) continue;
    const ScoreParts parts{WordsPart(WordSumOf(live, query, document)),
                           MeaningOf(live, query, document)};
    const Score score = ToScore(Closeness(parts));
    if (score > Score{}) scores[document.id] = score;
  }
  return scores;
}

RC_GTEST_PROP(CorpusIndexProperty, ScoresFollowTheDefinition, ()) {
  const Log log = ArbitraryLog();
  const auto as_of = *rc::gen::inRange<std::int64_t>(0, EndOf(log) + 1);
  const AnalysedDocument query = ArbitraryDocument(as_of);
  std::map<DocumentId, Score> scores;
  for (const ScoredDocument& scored : IndexOf(log).Compare({query, as_of, Score{}})) {
    RC_ASSERT(scores.emplace(scored.id, scored.score).second);
  }
  RC_ASSERT(scores == ScoresByDefinition(LatestBelow(log, as_of), query));
}

// What one encoder has read scores as if the other had read nothing, but for the words.
RC_GTEST_PROP(CorpusIndexProperty, AnotherEncodersVectorsMakeNoDifference, ()) {
  const Log log = ArbitraryLog();
  const AnalysedDocument query = ArbitraryDocument(EndOf(log));
  Log without = log;
  for (AnalysedDocument& document : without) {
    if (document.encoder_model != query.encoder_model) document.embeddings.clear();
  }
  RC_ASSERT(IndexOf(log).Compare({query, query.number, Score{}}) ==
            IndexOf(without).Compare({query, query.number, Score{}}));
}

RC_GTEST_PROP(CorpusIndexProperty, TheWordsThatAreShownAreTheMostTelling, ()) {
  const Log log = ArbitraryLog();
  const Log live = LatestBelow(log, EndOf(log));
  const AnalysedDocument query = ArbitraryDocument(EndOf(log));
  for (const ScoredDocument& scored : IndexOf(log).Compare({query, query.number, Score{}})) {
    const auto document = std::find_if(live.begin(), live.end(),
                                       [&](const auto& one) { return one.id == scored.id; });
    std::vector<SharedWord> words = SharedWords(live, query, *document);
    std::stable_sort(words.begin(), words.end(), [](const SharedWord& a, const SharedWord& b) {
      return a.contribution > b.contribution;
    });
    std::vector<std::string> expected;
    for (const SharedWord& word : words) {
      if (word.contribution >= 0.1F * words.front().contribution) expected.push_back(word.surface);
    }
    RC_ASSERT(scored.shared_terms == expected);
  }
}

RC_GTEST_PROP(CorpusIndexProperty, TheBestFewAreTheFirstOfAll, ()) {
  const Log log = ArbitraryLog();
  const CorpusIndex index = IndexOf(log);
  const AnalysedDocument query = ArbitraryDocument(EndOf(log));
  const auto limit = *rc::gen::inRange<std::size_t>(1, 6);
  auto all = index.Compare({query, query.number, Score{}});
  const auto few = index.Compare({query, query.number, Score{}, limit});
  if (all.size() > limit) all.resize(limit);
  RC_ASSERT(few == all);
}

// Near one of the best scores, where a rough look cannot tell on which side a document is.
Score MinimumNear(const std::vector<ScoredDocument>& all) {
  const auto place = *rc::gen::inRange<std::size_t>(0, std::min<std::size_t>(all.size(), 4));
  return Score{all[place].score.thousandths + *rc::gen::inRange(-1, 2)};
}

// Weights by word, from `a`.
std::vector<DocumentTerm> Words(const std::vector<std::uint16_t>& weights) {
  std::vector<DocumentTerm> terms;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const std::string stem(1, static_cast<char>('a' + i));
    terms.push_back({stem, stem, weights[i]});
  }
  return terms;
}

// Problems and wants of another practice than the query's, more or less near it.
Log ProblemsAndWants() {
  Log log;
  const int length = *rc::gen::inRange(2, 25);
  for (int number = 1; number <= length; ++number) {
    AnalysedDocument document;
    document.id = DocumentId("p" + std::to_string(number));
    document.number = number;
    document.kind = DocumentKind::kProblem;
    document.ods_code = OdsCode("P");
    document.purpose = *rc::gen::element(Purpose::kProblem, Purpose::kWant);
    const auto weight = rc::gen::inRange<std::uint16_t>(1, 9);
    document.terms = Words({*weight, *weight, *weight});
    document.embeddings = {ArbitraryEmbedding()};
    document.encoder_model = ArbitraryModel();
    log.push_back(std::move(document));
  }
  return log;
}

RC_GTEST_PROP(CorpusIndexProperty, EachPurposeHasItsMinimum, ()) {
  const Log log = ProblemsAndWants();
  const CorpusIndex index = IndexOf(log);
  AnalysedDocument query = ArbitraryDocument(EndOf(log));
  query.kind = DocumentKind::kIdea;
  query.terms = Words({4, 4, 4});
  const auto limit = *rc::gen::inRange<std::size_t>(1, 4);
  auto wanted = index.Compare({query, query.number, Score{}});
  const Comparison comparison{query, query.number, MinimumNear(wanted), limit, MinimumNear(wanted)};
  std::erase_if(wanted, [&](const ScoredDocument& scored) {
    return scored.score < comparison.MinimumFor(scored.purpose);
  });
  if (wanted.size() > limit) wanted.resize(limit);
  RC_ASSERT(index.Compare(comparison) == wanted);
}

RC_GTEST_PROP(CorpusIndexProperty, SeveralComparisonsAtOnceGiveWhatEachGives, ()) {
  const Log log = ArbitraryLog();
  const CorpusIndex index = IndexOf(log);
  const std::array<AnalysedDocument, 3> queries = {
      ArbitraryDocument(EndOf(log)), ArbitraryDocument(EndOf(log)), ArbitraryDocument(EndOf(log))};
  std::vector<Comparison> comparisons;
  for (const AnalysedDocument& query : queries) {
    comparisons.push_back({query, *rc::gen::inRange<std::int64_t>(0, EndOf(log) + 1), Score{}});
  }
  const auto together = index.Compare(std::span<const Comparison>(comparisons));
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    RC_ASSERT(together[i] == index.Compare(comparisons[i]));
  }
}

RC_GTEST_PROP(CorpusIndexProperty, OnlyThePrefixOfTheLogMatters, ()) {
  const Log log = ArbitraryLog();
  const auto as_of = *rc::gen::inRange<std::int64_t>(0, EndOf(log) + 1);
  const AnalysedDocument query = ArbitraryDocument(as_of);
  Log prefix;
  for (const AnalysedDocument& document : log) {
    if (document.number < as_of) prefix.push_back(document);
  }
  RC_ASSERT(IndexOf(log).Compare({query, as_of, Score{}}) ==
            IndexOf(prefix).Compare({query, as_of, Score{}}));
}

RC_GTEST_PROP(CorpusIndexProperty, TheCompactedLogGivesTheSame, ()) {
  const Log log = ArbitraryLog();
  const AnalysedDocument query = ArbitraryDocument(EndOf(log));
  RC_ASSERT(IndexOf(log).Compare({query, query.number, Score{}}) ==
            IndexOf(LatestBelow(log, query.number)).Compare({query, query.number, Score{}}));
}

RC_GTEST_PROP(CorpusIndexProperty, APairScoresTheSameFromEitherSide, ()) {
  const Log log = LatestBelow(ArbitraryLog(), INT64_MAX);
  const CorpusIndex index = IndexOf(log);
  std::map<std::pair<DocumentId, DocumentId>, ScoredDocument> from_ideas;
  std::map<std::pair<DocumentId, DocumentId>, ScoredDocument> from_problems;
  for (const AnalysedDocument& query : log) {
    for (const ScoredDocument& other : index.Compare({query, EndOf(log), Score{}})) {
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
