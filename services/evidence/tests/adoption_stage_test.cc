#include "services/evidence/domain/adoption_stage.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace waggle::evidence {
namespace {

using Stage = AdoptionStage;

// The whole rule once more, by stage where a practice is: where it can go.
const std::map<Stage, std::set<Stage>> kAllowed{
    {Stage::kTesting, {Stage::kAdopted, Stage::kModified, Stage::kPaused, Stage::kAbandoned}},
    {Stage::kAdopted, {Stage::kSustained, Stage::kModified, Stage::kPaused, Stage::kAbandoned}},
    {Stage::kSustained, {Stage::kModified, Stage::kPaused, Stage::kAbandoned}},
    {Stage::kModified, {Stage::kAdopted, Stage::kSustained, Stage::kPaused, Stage::kAbandoned}},
    {Stage::kPaused, {Stage::kTesting, Stage::kAdopted, Stage::kModified, Stage::kAbandoned}},
    {Stage::kAbandoned, {Stage::kTesting}},
    {Stage::kUnspecified, {}},
};

TEST(AdoptionStageTest, APracticeGoesWhereTheTableSaysAndNowhereElse) {
  for (const auto& [from, allowed] : kAllowed) {
    for (const auto& [to, onward] : kAllowed) {
      EXPECT_EQ(CanFollow(from, to), allowed.contains(to)) << NameOf(from) << " to " << NameOf(to);
    }
  }
}

TEST(AdoptionStageTest, ThereIsAWayToAndFromEveryStage) {
  for (const Stage stage : kAdoptionStages) {
    int onward = 0;
    int back = 0;
    for (const Stage other : kAdoptionStages) {
      onward += CanFollow(stage, other) ? 1 : 0;
      back += CanFollow(other, stage) ? 1 : 0;
    }
    EXPECT_GT(onward, 0) << NameOf(stage);
    EXPECT_GT(back, 0) << NameOf(stage);
  }
}

TEST(AdoptionStageTest, EveryStageIsListedAndHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (const Stage stage : kAdoptionStages) names.insert(NameOf(stage));
  EXPECT_EQ(names, (std::set<std::string_view>{"TESTING", "ADOPTED", "SUSTAINED", "MODIFIED",
                                               "PAUSED", "ABANDONED"}));
}

}  // namespace
}  // namespace waggle::evidence
