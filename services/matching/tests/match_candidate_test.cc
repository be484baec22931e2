#include "services/matching/domain/match_candidate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

namespace waggle::matching::domain {
namespace {

using std::chrono::days;
using std::chrono::year;
using testing::ElementsAre;

const Time kNow = std::chrono::sys_days(year(2026) / 11 / 16);

MatchCandidate Candidate(const std::string& idea, const std::string& practice,
                         std::int32_t probability) {
  return {DocumentId(idea), OdsCode(practice), Probability{probability}};
}

MatchCandidate Waiting(MatchCandidate candidate, days since) {
  candidate.waiting_since = kNow - since;
  return candidate;
}

MatchCandidate Commercial(MatchCandidate candidate) {
  candidate.origin = Origin::kCommercial;
  return candidate;
}

std::vector<std::string> Ranked(std::vector<MatchCandidate> candidates) {
  Rank(candidates, kNow);
  std::vector<std::string> names;
  for (const MatchCandidate& candidate : candidates) {
    names.push_back(candidate.idea_id.value() + candidate.practice.value());
  }
  return names;
}

TEST(RankValue, GainsTenThousandthsPerWholeWeekOfWaiting) {
  const MatchCandidate candidate = Candidate("i", "A", 400);
  EXPECT_EQ(RankValue(candidate, kNow), 400);
  EXPECT_EQ(RankValue(Waiting(candidate, days(6)), kNow), 400);
  EXPECT_EQ(RankValue(Waiting(candidate, days(7)), kNow), 410);
  EXPECT_EQ(RankValue(Waiting(candidate, days(700)), kNow), 1400);
  EXPECT_EQ(RankValue(Waiting(candidate, days(-7)), kNow), 400) << "a clock that was set back";
}

TEST(Rank, BestFirst) {
  EXPECT_THAT(
      Ranked({Candidate("i", "A", 400), Candidate("j", "A", 600), Candidate("k", "A", 500)}),
      ElementsAre("jA", "kA", "iA"));
}

TEST(Rank, WaitingLongEnoughOvertakes) {
  EXPECT_THAT(Ranked({Candidate("i", "A", 419), Waiting(Candidate("j", "A", 400), days(14))}),
              ElementsAre("jA", "iA"));
  EXPECT_THAT(Ranked({Candidate("i", "A", 421), Waiting(Candidate("j", "A", 400), days(14))}),
              ElementsAre("iA", "jA"));
}

TEST(Rank, OfEqualsTheOneThatIsNotCommercialThenTheOneThatWaitsLonger) {
  EXPECT_THAT(Ranked({Commercial(Waiting(Candidate("a", "A", 400), days(3))),
                      Candidate("b", "A", 400), Waiting(Candidate("c", "A", 400), days(1))}),
              ElementsAre("cA", "bA", "aA"));
}

TEST(Rank, OtherwiseByPracticeAndIdea) {
  EXPECT_THAT(
      Ranked({Candidate("j", "B", 400), Candidate("j", "A", 400), Candidate("i", "B", 400)}),
      ElementsAre("jA", "iB", "jB"));
}

std::vector<MatchCandidate> ArbitraryCandidates() {
  std::vector<MatchCandidate> candidates;
  const int count = *rc::gen::inRange(1, 20);
  for (int i = 0; i < count; ++i) {
    MatchCandidate candidate = Candidate("i" + std::to_string(i), "P" + std::to_string(i % 5),
                                         *rc::gen::inRange(395, 406));
    candidate.origin = *rc::gen::element(Origin::kInHouse, Origin::kCommercial, Origin::kAcademic);
    if (*rc::gen::arbitrary<bool>()) {
      candidate.waiting_since = kNow - days(*rc::gen::inRange(0, 20));
    }
    candidates.push_back(candidate);
  }
  return candidates;
}

std::ptrdiff_t PositionOf(std::vector<MatchCandidate> candidates, const DocumentId& idea) {
  Rank(candidates, kNow);
  return std::find_if(candidates.begin(), candidates.end(),
                      [&](const auto& candidate) { return candidate.idea_id == idea; }) -
         candidates.begin();
}

RC_GTEST_PROP(RankProperty, BecomingCommercialNeverImprovesAPosition, ()) {
  std::vector<MatchCandidate> candidates = ArbitraryCandidates();
  MatchCandidate& changed = candidates[*rc::gen::inRange<std::size_t>(0, candidates.size())];
  const DocumentId idea = changed.idea_id;
  const std::ptrdiff_t before = PositionOf(candidates, idea);
  changed.origin = Origin::kCommercial;
  RC_ASSERT(PositionOf(candidates, idea) >= before);
}

RC_GTEST_PROP(RankProperty, TheOrderOfArrivalMakesNoDifference, ()) {
  const std::vector<MatchCandidate> candidates = ArbitraryCandidates();
  std::vector<MatchCandidate> reversed(candidates.rbegin(), candidates.rend());
  RC_ASSERT(Ranked(candidates) == Ranked(reversed));
}

}  // namespace
}  // namespace waggle::matching::domain
