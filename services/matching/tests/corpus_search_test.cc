// That a search which asks few for their exact score finds what one finds that asks all.

#include <gtest/gtest.h>

#include <random>

#include "services/matching/domain/corpus_index.h"

namespace waggle::matching::domain {
namespace {

// Several blocks of passages, and a few more.
constexpr std::int64_t kDocuments = 700;

class CorpusSearchTest : public testing::Test {
 protected:
  CorpusSearchTest() {
    for (std::int64_t number = 1; number <= kDocuments; ++number) {
      EXPECT_TRUE(index_
                      .Append(Document(
                          number, number % 7 == 0 ? DocumentKind::kIdea : DocumentKind::kProblem))
                      .ok());
    }
  }

  int Below(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

  // Of few directions, so that some are near each other and some equal.
  Embedding Vector() {
    std::normal_distribution<float> normal;
    std::array<float, kEmbeddingWidth> vector;
    for (float& part : vector) part = 0.3F * normal(random_);
    vector[static_cast<std::size_t>(Below(6))] += 4;
    return Below(4) == 0 ? equal_ : ToEmbedding(vector);
  }

  AnalysedDocument Document(std::int64_t number, DocumentKind kind) {
    AnalysedDocument document;
    document.id = DocumentId("d" + std::to_string(random_() % 10'000 * 1'000 + number));
    document.number = number;
    document.kind = kind;
    document.ods_code = OdsCode("Z" + std::to_string(Below(20)));
    document.state = Below(20) == 0 ? DocumentState::kRetired : DocumentState::kOpen;
    if (Below(4) == 0 && kind == DocumentKind::kProblem) document.purpose = Purpose::kWant;
    for (char word = 'a'; word <= 'z'; ++word) {
      if (Below(5) > 0) continue;
      document.terms.push_back(
          {std::string(1, word), std::string(1, word), static_cast<std::uint16_t>(1 + Below(5))});
    }
    // Mostly one passage; some have none, some three.
    const int passages = (Below(8) + 6) / 7 * (Below(5) == 0 ? 3 : 1);
    for (int i = 0; i < passages; ++i) document.embeddings.push_back(Vector());
    document.encoder_model = EncoderModel(Below(10) == 0 ? "another" : "one");
    return document;
  }

  std::mt19937 random_{5};
  Embedding equal_ = [] {
    Embedding vector;
    vector.components[3] = kEmbeddingUnit;
    return vector;
  }();
  CorpusIndex index_;
};

TEST_F(CorpusSearchTest, TheBestAreTheFirstOfAll) {
  std::size_t found = 0;
  for (int i = 0; i < 40; ++i) {
    const AnalysedDocument query =
        Document(kDocuments + 1, i % 4 == 0 ? DocumentKind::kProblem : DocumentKind::kIdea);
    for (const int minimum : {1, 150, 300}) {
      Comparison comparison{query, 600 + i, Score{minimum}, kAllCompared, Score{minimum / 2}};
      const auto all = index_.Compare(comparison);
      for (const std::size_t limit : {0U, 1U, 20U, 64U, 65U, 200U}) {
        comparison.limit = limit;
        const auto best = index_.Compare(comparison);
        ASSERT_EQ(best.size(), std::min(limit, all.size()));
        for (std::size_t place = 0; place < best.size(); ++place) {
          ASSERT_EQ(best[place], all[place]) << place << " of " << limit;
        }
        found += best.size();
      }
    }
  }
  EXPECT_GT(found, 5'000) << "or hardly anything was compared";
}

TEST_F(CorpusSearchTest, ThoseThatAreAskedTogetherFindWhatEachFindsAlone) {
  std::vector<AnalysedDocument> queries;
  for (int i = 0; i < 30; ++i) {
    queries.push_back(
        Document(kDocuments + 1 + i, i % 3 == 0 ? DocumentKind::kProblem : DocumentKind::kIdea));
  }
  std::vector<Comparison> comparisons;
  for (std::size_t i = 0; i < queries.size(); ++i) {
    // As of different numbers: one has more to look at than another.
    const auto number = static_cast<std::int64_t>(1 + i * kDocuments / queries.size());
    comparisons.push_back({queries[i], number, Score{1}, i % 2 == 0 ? std::size_t{20} : 100});
  }
  const auto together = index_.Compare(comparisons);
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    EXPECT_EQ(together[i], index_.Compare(comparisons[i])) << i;
  }
}

}  // namespace
}  // namespace waggle::matching::domain
