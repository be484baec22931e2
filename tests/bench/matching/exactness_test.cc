// That the benchmark knows a wrong answer from a right one.

#include "tests/bench/matching/exactness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/bench/matching/log_with_vectors.h"
#include "tests/bench/matching/restart.h"
#include "tests/bench/matching/word_vectors.h"

namespace waggle::bench {
namespace {

using matching::domain::AnalysedDocument;
using matching::domain::CorpusIndex;
using matching::domain::DocumentId;
using matching::domain::ScoredDocument;

constexpr std::size_t kProblems = 2'000;
constexpr std::size_t kQueries = 24;

class ExactnessTest : public testing::Test {
 protected:
  void SetUp() override {
    auto model = TextModel::Learn(WAGGLE_DEMO_DATA);
    ASSERT_TRUE(model.ok()) << model.status().ToString();
    const GeneratedLog generated(*model, 1);
    WordVectors encoder;
    KeptVectors vectors(encoder, "");
    const auto log = MakeLog(generated, vectors, kProblems, [](std::size_t, std::size_t) {});
    ASSERT_TRUE(log.ok()) << log.status().ToString();
    const Status read = ReadLog(*log, [&](const AnalysedDocument& document) {
      documents_.push_back(document);
      definition_.Append(document);
      return OkStatus();
    });
    ASSERT_TRUE(read.ok()) << read.ToString();
    const auto arrivals = MakeArrivals(generated, vectors, kProblems, kQueries);
    ASSERT_TRUE(arrivals.ok()) << arrivals.status().ToString();
    std::vector<std::string> serialized;
    for (const auto& arrival : *arrivals) serialized.push_back(arrival.SerializeAsString());
    const Status analysed = ReadLog(serialized, [&](const AnalysedDocument& query) {
      queries_.push_back(query);
      return OkStatus();
    });
    ASSERT_TRUE(analysed.ok()) << analysed.ToString();
  }

  // Without the document `left_out`.
  CorpusIndex Index(const DocumentId& left_out = {}) const {
    CorpusIndex index;
    for (const AnalysedDocument& document : documents_) {
      if (document.id == left_out) continue;
      EXPECT_TRUE(index.Append(document).ok());
    }
    return index;
  }

  std::vector<AnalysedDocument> documents_;
  std::vector<AnalysedDocument> queries_;
  Definition definition_;
};

TEST_F(ExactnessTest, TheServicesIndexAnswersByTheDefinition) {
  EXPECT_THAT(WrongAnswers(Index(), definition_, queries_), testing::IsEmpty());
}

TEST_F(ExactnessTest, EveryQueryHasTwentyAnswersThatDiffer) {
  for (const AnalysedDocument& query : queries_) {
    const std::vector<Answer> best = definition_.Best(query, kBest);
    ASSERT_EQ(best.size(), kBest);
    EXPECT_GT(best.front().score, best.back().score);
  }
}

TEST_F(ExactnessTest, AnIndexThatMissesADocumentIsTold) {
  const DocumentId best = definition_.Best(queries_[0], kBest).back().id;
  const auto wrong = WrongAnswers(Index(best), definition_, std::span(queries_).first(1));
  ASSERT_THAT(wrong, testing::SizeIs(1));
  EXPECT_THAT(wrong[0], testing::HasSubstr(queries_[0].id.value()));
}

TEST_F(ExactnessTest, AnIndexWithAnotherVectorIsTold) {
  const DocumentId best = definition_.Best(queries_[0], kBest).front().id;
  for (AnalysedDocument& document : documents_) {
    if (document.id == best) document.embeddings = queries_[1].embeddings;
  }
  EXPECT_THAT(WrongAnswers(Index(), definition_, std::span(queries_).first(1)), testing::SizeIs(1));
}

std::vector<ScoredDocument> Found(std::initializer_list<std::pair<const char*, int>> scores) {
  std::vector<ScoredDocument> found;
  for (const auto& [id, thousandths] : scores) {
    found.push_back({DocumentId(id), {}, {thousandths}, {}, {}});
  }
  return found;
}

TEST(DifferenceTest, IsInTheDocumentsTheirScoresTheirOrderOrTheirNumber) {
  const std::vector<Answer> expected = {{DocumentId("a"), {500}}, {DocumentId("b"), {500}}};
  EXPECT_EQ(Difference(expected, Found({{"a", 500}, {"b", 500}})), "");
  EXPECT_EQ(Difference(expected, Found({{"a", 500}, {"c", 500}})),
            "place 2 has c (500), not b (500)");
  EXPECT_EQ(Difference(expected, Found({{"a", 501}, {"b", 500}})),
            "place 1 has a (501), not a (500)");
  EXPECT_EQ(Difference(expected, Found({{"b", 500}, {"a", 500}})),
            "place 1 has b (500), not a (500)");
  EXPECT_EQ(Difference(expected, Found({{"a", 500}})), "1 documents, not 2");
  EXPECT_EQ(Difference(expected, Found({{"a", 500}, {"b", 500}, {"c", 400}})),
            "3 documents, not 2");
}

}  // namespace
}  // namespace waggle::bench
