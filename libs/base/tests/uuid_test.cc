#include "libs/base/uuid.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "libs/base/sha256.h"

namespace waggle {
namespace {

class FixedClock final : public Clock {
 public:
  Time Now() const override { return now; }
  Time now{std::chrono::milliseconds(1'700'000'000'000)};
};

TEST(UuidV7, IsCanonicalAndCarriesTheTime) {
  FixedClock clock;
  UuidV7Generator generator(clock);
  const std::string id = generator.NewId();
  EXPECT_TRUE(IsUuid(id));
  EXPECT_EQ(id[14], '7');
  EXPECT_EQ(id.substr(0, 13), "018bcfe5-6800");
}

TEST(UuidV7, SortsByCreationEvenWhenTheClockStandsOrGoesBack) {
  FixedClock clock;
  UuidV7Generator generator(clock);
  std::string last;
  for (int i = 0; i < 10'000; ++i) {
    if (i == 5'000) clock.now -= std::chrono::hours(1);
    const std::string id = generator.NewId();
    ASSERT_LT(last, id);
    last = id;
  }
}

TEST(DerivedId, IsStableAndKeepsKindsAndPartsApart) {
  const std::string id = DerivedId("match", {"idea", "Z90001"});
  EXPECT_TRUE(IsUuid(id));
  EXPECT_EQ(id[14], '8');
  EXPECT_EQ(id, DerivedId("match", {"idea", "Z90001"}));
  const std::set<std::string> ids = {id, DerivedId("assignment", {"idea", "Z90001"}),
                                     DerivedId("match", {"ideaZ", "90001"}),
                                     DerivedId("match", {"idea", "Z90001", ""})};
  EXPECT_EQ(ids.size(), 4U);
}

TEST(IsUuid, RefusesOtherText) {
  EXPECT_TRUE(IsUuid("018BCFE5-6800-7000-8000-000000000000"));
  EXPECT_FALSE(IsUuid(""));
  EXPECT_FALSE(IsUuid("018bcfe5-6800-7000-8000-00000000000"));
  EXPECT_FALSE(IsUuid("018bcfe5x6800-7000-8000-000000000000"));
  EXPECT_FALSE(IsUuid("018bcfe5-6800-7000-8000-00000000000g"));
}

TEST(Sha256, MatchesThePublishedVector) {
  EXPECT_EQ(ToHex(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace waggle
