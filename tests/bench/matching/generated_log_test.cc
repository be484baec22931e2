#include "tests/bench/matching/generated_log.h"

#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "tests/bench/matching/kept_vectors.h"
#include "tests/bench/matching/log_with_vectors.h"
#include "tests/bench/matching/word_vectors.h"

namespace waggle::bench {
namespace {

using matching::domain::Embedding;
using matching::v1::CorpusDocument;

TextModel Model() {
  auto model = TextModel::Learn(WAGGLE_DEMO_DATA);
  EXPECT_TRUE(model.ok()) << model.status().ToString();
  return *std::move(model);
}

CorpusDocument Parse(const std::string& bytes) {
  CorpusDocument document;
  EXPECT_TRUE(document.ParseFromString(bytes));
  return document;
}

TEST(GeneratedLogTest, NumbersCountEveryDocumentAndIdsDiffer) {
  const TextModel model = Model();
  WordVectors encoder;
  KeptVectors vectors(encoder, "");
  const auto log = MakeLog(GeneratedLog(model, 1), vectors, 500, [](std::size_t, std::size_t) {});
  ASSERT_TRUE(log.ok()) << log.status().ToString();
  ASSERT_EQ(log->size(), LengthOfLog(500));
  std::set<std::string> ids;
  std::size_t ideas = 0;
  for (std::size_t i = 0; i < log->size(); ++i) {
    const CorpusDocument document = Parse((*log)[i]);
    EXPECT_EQ(document.number(), static_cast<std::int64_t>(i + 1));
    EXPECT_EQ(document.embeddings_size(), 1);
    ids.insert(document.document_id());
    ideas += document.kind() == matching::v1::DOCUMENT_KIND_IDEA ? 1 : 0;
  }
  EXPECT_EQ(ids.size(), log->size());
  EXPECT_EQ(ideas, 500 / kProblemsPerIdea);
}

TEST(GeneratedLogTest, TheSeedDecidesEverything) {
  const TextModel model = Model();
  const CorpusDocument first = GeneratedLog(model, 1).Problem(7);
  EXPECT_EQ(first.SerializeAsString(), GeneratedLog(Model(), 1).Problem(7).SerializeAsString());
  EXPECT_NE(first.problem(), GeneratedLog(model, 2).Problem(7).problem());
  EXPECT_NE(first.problem(), GeneratedLog(model, 1).Problem(8).problem());
}

TEST(GeneratedLogTest, AMovedVectorIsNearAndOfUnitLength) {
  const TextModel model = Model();
  WordVectors encoder;
  const std::vector<std::string> texts = {"a text of some words"};
  const Embedding vector = encoder.Encode(texts)->front();
  const Embedding moved = GeneratedLog(model, 1).Moved(vector, 7);
  const double unit = double{matching::domain::kEmbeddingUnit} * matching::domain::kEmbeddingUnit;
  EXPECT_NEAR(Dot(moved, moved) / unit, 1, 0.001);
  EXPECT_NEAR(Dot(moved, vector) / unit, 0.91, 0.02);
}

TEST(TextModelTest, WritesAsManyWordsAsAsked) {
  const TextModel model = Model();
  Random random(1, "test", 0);
  for (std::size_t words = 1; words < 60; ++words) {
    std::istringstream text(model.Write(words % model.themes(), words, random));
    EXPECT_EQ(std::distance(std::istream_iterator<std::string>(text), {}),
              static_cast<std::ptrdiff_t>(words));
  }
}

// Counts how often it is asked.
class CountingEncoder final : public matching::TextEncoder {
 public:
  Result<std::vector<Embedding>> Encode(std::span<const std::string> texts) override {
    ++calls;
    return words_.Encode(texts);
  }
  matching::domain::EncoderModel model() const override { return words_.model(); }

  int calls = 0;

 private:
  WordVectors words_;
};

TEST(KeptVectorsTest, AreReadOnceAndNotForOtherTexts) {
  const std::filesystem::path directory =
      std::filesystem::path(testing::TempDir()) / "waggle-kept-vectors";
  std::filesystem::remove_all(directory);
  CountingEncoder encoder;
  const auto first = KeptVectors(encoder, directory).Of({"one text", "another"});
  const auto second = KeptVectors(encoder, directory).Of({"one text", "another"});
  EXPECT_EQ(encoder.calls, 1);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(*first, *second);
  const auto other = KeptVectors(encoder, directory).Of({"one text", "another one"});
  EXPECT_EQ(encoder.calls, 2);
  EXPECT_NE(*first, *other);
  std::filesystem::remove_all(directory);
}

}  // namespace
}  // namespace waggle::bench
