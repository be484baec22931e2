#include "services/matching/domain/reviewer_expertise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waggle::matching::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The idea about vaccine fridges.
ExpertiseMatches CloseToFridges(const std::vector<Expertise>& experts) {
  Document idea;
  idea.id = DocumentId("idea");
  idea.number = 1;
  idea.ods_code = OdsCode("A1");
  idea.title = "Fridge alarms";
  idea.problem = "Vaccines were thrown away after a fridge failed at night.";
  TextAnalyser analyser;
  return ExpertiseIndex(experts, analyser).CloseTo(AnalyseDocument(analyser, idea));
}

Embedding Direction(std::size_t axis) {
  std::array<float, kEmbeddingWidth> vector = {};
  vector[axis] = 1;
  return ToEmbedding(vector);
}

TEST(ExpertiseIndex, NamesTheWordsThatBothUse) {
  const auto matches =
      CloseToFridges({{PersonId("phones"), "Telephone queues and appointments"},
                      {PersonId("cold"), "Cold chain: vaccines and their fridges"}});
  ASSERT_EQ(matches.size(), 1U) << "who shares nothing is not named";
  EXPECT_THAT(matches.at(PersonId("cold")).shared_terms, ElementsAre("fridges", "vaccines"));
  EXPECT_GT(matches.at(PersonId("cold")).score, Score{0});
}

TEST(ExpertiseIndex, WhoSharesMoreIsCloser) {
  const auto matches = CloseToFridges({{PersonId("some"), "Parking, alarms and car parks"},
                                       {PersonId("much"), "Alarms of the vaccine fridge"}});
  EXPECT_GT(matches.at(PersonId("much")).score, matches.at(PersonId("some")).score);
}

TEST(ExpertiseIndex, WhoSaidNothingIsNotNamed) {
  EXPECT_THAT(CloseToFridges({{PersonId("silent"), ""}}), IsEmpty());
  EXPECT_THAT(CloseToFridges({}), IsEmpty());
}

TEST(ExpertiseIndex, HearsTheMeaningToo) {
  Document idea;
  idea.id = DocumentId("idea");
  idea.number = 1;
  idea.ods_code = OdsCode("A1");
  idea.embeddings = {Direction(0)};
  TextAnalyser analyser;
  const ExpertiseIndex index(
      {{PersonId("near"), "", {Direction(0)}}, {PersonId("far"), "", {Direction(1)}}}, analyser);
  const auto matches = index.CloseTo(AnalyseDocument(analyser, idea));
  ASSERT_TRUE(matches.contains(PersonId("near")));
  const auto far = matches.find(PersonId("far"));
  EXPECT_TRUE(far == matches.end() || far->second.score < matches.at(PersonId("near")).score);
}

TEST(ExpertiseIndex, AnIdeaOfAnotherEncoderIsComparedByWordsAlone) {
  Document idea;
  idea.id = DocumentId("idea");
  idea.number = 1;
  idea.ods_code = OdsCode("A1");
  idea.problem = "fridges";
  idea.embeddings = {Direction(0)};
  idea.encoder_model = EncoderModel("one");
  TextAnalyser analyser;
  const ExpertiseIndex index(
      {{PersonId("near"), "", {Direction(0)}, EncoderModel("another")},
       {PersonId("cold"), "fridges", {Direction(1)}, EncoderModel("another")}},
      analyser);
  const auto matches = index.CloseTo(AnalyseDocument(analyser, idea));
  EXPECT_THAT(matches, testing::SizeIs(1));
  EXPECT_TRUE(matches.contains(PersonId("cold")));
}

TEST(ExpertiseIndex, ComparesEverybodyHoweverMany) {
  std::vector<Expertise> experts;
  for (std::size_t i = 0; i < kMaxCompared + 20; ++i) {
    experts.push_back({PersonId("person-" + std::to_string(i)), "vaccine fridges"});
  }
  EXPECT_EQ(CloseToFridges(experts).size(), experts.size());
}

}  // namespace
}  // namespace waggle::matching::domain
