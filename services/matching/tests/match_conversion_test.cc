#include "services/matching/adapters/match_conversion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waggle::matching {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

google::protobuf::RepeatedField<int> Repeated(int number, int times) {
  google::protobuf::RepeatedField<int> numbers;
  numbers.Resize(times, number);
  return numbers;
}

TEST(BarriersFromProto, AreThoseNamed) {
  const auto barriers = BarriersFromProto(Repeated(v1::BARRIER_SKILLS, 1));
  ASSERT_TRUE(barriers.ok()) << barriers.status().ToString();
  EXPECT_THAT(*barriers, ElementsAre(domain::Barrier::kSkills));
  EXPECT_FALSE(BarriersFromProto({}).ok());
}

// The refusal does not grow with what was sent, whether or not the numbers mean anything.
TEST(BarriersFromProto, MoreThanThereAreAreRefusedInAWord) {
  EXPECT_TRUE(BarriersFromProto(Repeated(v1::BARRIER_SKILLS, 20)).ok());
  for (const int number : {static_cast<int>(v1::BARRIER_SKILLS), 1000}) {
    const Status refused = BarriersFromProto(Repeated(number, 60'000)).status();
    EXPECT_EQ(refused.code(), Code::kInvalidArgument);
    EXPECT_THAT(refused.ToString(), AllOf(HasSubstr("60000"), SizeIs(::testing::Lt(200U))));
    const Status answer =
        FromProto(v1::MATCH_ANSWER_KIND_NOT_FOR_US, Repeated(number, 60'000), "").status();
    EXPECT_THAT(answer.ToString(), AllOf(HasSubstr("60000"), SizeIs(::testing::Lt(200U))));
  }
}

}  // namespace
}  // namespace waggle::matching
