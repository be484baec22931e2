// How good matching is on the invented set, with the production code and settings. The floors lie
// below what was measured when they were set: they catch what breaks, not what changes a little.

#include <gtest/gtest.h>

#include "services/matching/adapters/openvino_text_encoder.h"
#include "services/matching/domain/corpus_index.h"
#include "services/matching/domain/duplicates.h"
#include "tests/quality/encoded_texts.h"
#include "tests/quality/evaluation.h"
#include "tests/quality/measures.h"

namespace waggle::quality {
namespace {

class RoutingQuality : public testing::Test {
 protected:
  void SetUp() override {
    auto collection = LoadCollection(WAGGLE_DEMO_DATA);
    ASSERT_TRUE(collection.ok()) << collection.status().ToString();
    collection_ = std::move(*collection);
    const auto encoder = matching::LoadOpenVinoTextEncoder(WAGGLE_ENCODER, WAGGLE_TOKENIZER);
    ASSERT_TRUE(encoder.ok()) << encoder.status().ToString();
    const Status encoded = EncodeTexts(collection_, **encoder, WAGGLE_VECTORS);
    ASSERT_TRUE(encoded.ok()) << encoded.ToString();
  }

  Collection collection_;
};

TEST_F(RoutingQuality, WordsAndMeaningTogetherRankBetterThanEither) {
  const double words = Mean(Rank(collection_, Side::kBm25).ndcg10);
  const double meaning = Mean(Rank(collection_, Side::kDense).ndcg10);
  const double both = Mean(Rank(collection_, Side::kHybrid).ndcg10);
  EXPECT_GT(words, 0.62);
  EXPECT_GT(meaning, 0.62);
  EXPECT_GT(both, 0.70);
  EXPECT_GT(both, 1.05 * words);
  EXPECT_GT(both, 1.05 * meaning);
}

TEST_F(RoutingQuality, IdeasGoWhereTheyHelp) {
  const Routing routing = Route(collection_, Side::kHybrid);
  EXPECT_GT(routing.f1, 0.56);
  EXPECT_GT(routing.precision, 0.55);
  EXPECT_GT(routing.recall, 0.5);
}

TEST_F(RoutingQuality, WithoutTheEncoderTheWordsRouteAtTheSameThreshold) {
  const Routing routing = Route(collection_, Side::kBm25);
  EXPECT_GT(routing.f1, 0.45);
  EXPECT_GT(routing.precision, 0.45);
}

TEST_F(RoutingQuality, TheRightQiReviewerIsAsked) {
  const auto reviewing = Review(collection_, Side::kHybrid);
  ASSERT_TRUE(reviewing.has_value());
  EXPECT_GT(reviewing->ideas, 40);
  EXPECT_GT(reviewing->precision1, 0.6);
}

// Told a second time, in the words of how it works alone, an idea finds itself, and no other is
// taken for it.
TEST_F(RoutingQuality, AnIdeaToldAgainIsSeenToBeTheSame) {
  Collection told;
  for (const auto& idea : collection_.ideas) {
    auto& again = told.problems.emplace_back();
    again.id = idea.id;
    again.kind = matching::domain::DocumentKind::kProblem;
    again.problem = idea.how_it_works;
  }
  const auto encoder = matching::LoadOpenVinoTextEncoder(WAGGLE_ENCODER, WAGGLE_TOKENIZER);
  ASSERT_TRUE(encoder.ok()) << encoder.status().ToString();
  ASSERT_TRUE(EncodeTexts(told, **encoder, WAGGLE_VECTORS).ok());
  matching::domain::TextAnalyser analyser;
  matching::domain::CorpusIndex index;
  std::int64_t number = 0;
  for (auto* side : {&collection_.problems, &collection_.ideas}) {
    for (auto document : *side) {
      document.number = ++number;
      ASSERT_TRUE(index.Append(AnalyseDocument(analyser, document)).ok());
    }
  }
  int seen = 0;
  int mistaken = 0;
  for (const auto& again : told.problems) {
    const auto query = AnalyseDocument(analyser, again);
    for (const auto& idea : index.Compare({query, number + 1, matching::domain::Score{1}})) {
      if (!matching::domain::IsLikelyDuplicate(idea.parts)) continue;
      ++(idea.id == again.id ? seen : mistaken);
    }
  }
  EXPECT_GE(seen, 36) << "of " << told.problems.size();
  EXPECT_EQ(mistaken, 0);
}

}  // namespace
}  // namespace waggle::quality
