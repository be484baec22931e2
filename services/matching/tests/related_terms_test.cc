#include "services/matching/domain/related_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waggle::matching::domain {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

AnalysedDocument Text(const std::string& text) {
  TextAnalyser analyser;
  Document document;
  document.problem = text;
  return AnalyseDocument(analyser, document);
}

Embedding Direction(std::size_t first, std::size_t second = 0, float share = 0) {
  std::array<float, kEmbeddingWidth> vector = {};
  vector[first] = 1;
  vector[second] += share;
  return ToEmbedding(vector);
}

TEST(TellingTerms, AreWordsThatOnlyThisDocumentUsesMostWeightFirst) {
  EXPECT_THAT(TellingTerms(Text("Phones phones ring; 111 calls and 24h lines for patients"),
                           Text("patients call")),
              ElementsAre("phones", "lines", "ring"));
  EXPECT_THAT(TellingTerms(Text("same words"), Text("words, the same")), IsEmpty());
}

TEST(RelatedTerms, NamesTheNearestAndEachWordOnce) {
  const std::vector<std::string> mine = {"phone", "rota"};
  const std::vector<std::string> theirs = {"call", "telephone", "parking"};
  const std::vector<Embedding> my_vectors = {Direction(1), Direction(2)};
  const std::vector<Embedding> their_vectors = {Direction(1, 3, 0.9F), Direction(1, 3, 0.3F),
                                                Direction(4)};
  const auto pairs = RelatedTerms(mine, my_vectors, theirs, their_vectors);
  ASSERT_THAT(pairs, SizeIs(1)) << "phone is near two, and has been said with the nearer";
  EXPECT_EQ(pairs[0].of_query, "phone");
  EXPECT_EQ(pairs[0].of_other, "telephone");
  EXPECT_NEAR(pairs[0].closeness, 0.958, 0.001);
}

TEST(RelatedTerms, ASubjectInCommonIsNotAMeaning) {
  const std::vector<std::string> mine = {"phone"};
  const std::vector<std::string> theirs = {"rota"};
  const std::vector<Embedding> my_vectors = {Direction(1)};
  const std::vector<Embedding> their_vectors = {Direction(2, 1, 0.5F)};
  EXPECT_THAT(RelatedTerms(mine, my_vectors, theirs, their_vectors), IsEmpty());
}

}  // namespace
}  // namespace waggle::matching::domain
