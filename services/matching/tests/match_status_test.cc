#include "services/matching/domain/match_status.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace waggle::matching::domain {
namespace {

using enum MatchStatus;
using enum CloseReason;

TEST(MatchStatus, HasStableNumbersAndNames) {
  const std::pair<int, std::string_view> names[] = {
      {1, "PROPOSED"},      {2, "DEFERRED"}, {3, "INTERESTED"}, {4, "TRYING"},
      {5, "ALREADY_DOING"}, {6, "DECLINED"}, {7, "CLOSED"},
  };
  ASSERT_EQ(std::size(names), kMatchStatuses.size());
  for (std::size_t i = 0; i < kMatchStatuses.size(); ++i) {
    EXPECT_EQ(static_cast<int>(kMatchStatuses[i]), names[i].first);
    EXPECT_EQ(MatchStatusName(kMatchStatuses[i]), names[i].second);
  }
}

TEST(CloseReason, HasStableNames) {
  EXPECT_EQ(CloseReasonName(kIdeaWithdrawn), "IDEA_WITHDRAWN");
  EXPECT_EQ(CloseReasonName(kProblemClosed), "PROBLEM_CLOSED");
  EXPECT_EQ(CloseReasonName(kSuperseded), "SUPERSEDED");
  EXPECT_EQ(CloseReasonName(kExpired), "EXPIRED");
}

TEST(CanFollow, AllowsExactlyTheSteps) {
  const std::map<MatchStatus, std::set<MatchStatus>> steps = {
      {kDeferred, {kProposed, kInterested, kTrying, kAlreadyDoing, kDeclined, kClosed}},
      {kProposed, {kInterested, kTrying, kAlreadyDoing, kDeclined, kClosed}},
      {kInterested, {kTrying, kAlreadyDoing, kDeclined, kClosed}},
      {kTrying, {kAlreadyDoing, kDeclined, kClosed}},
      {kAlreadyDoing, {kTrying, kDeclined, kClosed}},
      {kDeclined, {kDeferred, kInterested, kTrying, kAlreadyDoing, kClosed}},
      {kClosed, {kDeferred, kProposed, kInterested, kTrying, kAlreadyDoing, kDeclined}},
  };
  for (const MatchStatus from : kMatchStatuses) {
    for (const MatchStatus to : kMatchStatuses) {
      EXPECT_EQ(CanFollow(from, to), steps.at(from).contains(to))
          << MatchStatusName(from) << " to " << MatchStatusName(to);
    }
  }
}

TEST(CanEndAs, AProblemOrSilenceEndsOnlyWhatNobodyHasDecided) {
  const std::map<CloseReason, std::set<MatchStatus>> ends = {
      {kIdeaWithdrawn,
       {kDeferred, kProposed, kInterested, kTrying, kAlreadyDoing, kDeclined, kClosed}},
      {kSuperseded,
       {kDeferred, kProposed, kInterested, kTrying, kAlreadyDoing, kDeclined, kClosed}},
      {kProblemClosed, {kDeferred, kProposed, kInterested}},
      {kExpired, {kProposed}},
  };
  for (const auto& [reason, from] : ends) {
    for (const MatchStatus status : kMatchStatuses) {
      EXPECT_EQ(CanEndAs(status, reason), from.contains(status))
          << MatchStatusName(status) << " as " << CloseReasonName(reason);
    }
  }
}

TEST(CanResume, UnlessTheIdeaIsGone) {
  EXPECT_TRUE(CanResume(kProblemClosed));
  EXPECT_TRUE(CanResume(kExpired));
  EXPECT_FALSE(CanResume(kIdeaWithdrawn));
  EXPECT_FALSE(CanResume(kSuperseded));
}

}  // namespace
}  // namespace waggle::matching::domain
