#include "services/matching/domain/decline_follow_up.h"

#include <gtest/gtest.h>

#include <set>
#include <tuple>

namespace waggle::matching::domain {
namespace {

using enum DeclineFollowUp;
using enum FollowUpActor;

constexpr DeclineFollowUp kStates[] = {kOpen, kAnswered, kAdaptationOffered,
                                       kAcceptedAfterAdaptation, kConfirmedNotSuitable};
constexpr FollowUpActor kActors[] = {kOriginator, kPractice, kAdvocate};

const std::set<std::tuple<DeclineFollowUp, DeclineFollowUp, FollowUpActor>> kAllowed = {
    {kOpen, kAnswered, kOriginator},
    {kOpen, kAnswered, kAdvocate},
    {kOpen, kAdaptationOffered, kOriginator},
    {kOpen, kAdaptationOffered, kAdvocate},
    {kAnswered, kAdaptationOffered, kOriginator},
    {kAnswered, kAdaptationOffered, kAdvocate},
    {kAdaptationOffered, kAcceptedAfterAdaptation, kPractice},
    {kOpen, kConfirmedNotSuitable, kPractice},
    {kAnswered, kConfirmedNotSuitable, kPractice},
    {kAdaptationOffered, kConfirmedNotSuitable, kPractice},
    {kAnswered, kConfirmedNotSuitable, kAdvocate},
    {kAdaptationOffered, kConfirmedNotSuitable, kAdvocate},
};

TEST(CheckFollowUpStep, AllowsExactlyTheSteps) {
  for (const DeclineFollowUp from : kStates) {
    for (const DeclineFollowUp to : kStates) {
      for (const FollowUpActor actor : kActors) {
        EXPECT_EQ(CheckFollowUpStep(from, to, actor).ok(), kAllowed.contains({from, to, actor}))
            << DeclineFollowUpName(from) << " to " << DeclineFollowUpName(to) << " by "
            << FollowUpActorName(actor);
      }
    }
  }
}

TEST(CheckFollowUpStep, OnlyThePracticeEverSaysYesAndTheOriginatorNeverSaysNo) {
  for (const DeclineFollowUp from : kStates) {
    EXPECT_FALSE(CheckFollowUpStep(from, kAcceptedAfterAdaptation, kOriginator).ok());
    EXPECT_FALSE(CheckFollowUpStep(from, kAcceptedAfterAdaptation, kAdvocate).ok());
    EXPECT_FALSE(CheckFollowUpStep(from, kConfirmedNotSuitable, kOriginator).ok());
  }
}

TEST(CheckFollowUpStep, TellsTheWrongStepFromTheWrongPerson) {
  const Status impossible = CheckFollowUpStep(kOpen, kAcceptedAfterAdaptation, kPractice);
  EXPECT_EQ(impossible.code(), Code::kFailedPrecondition);
  EXPECT_EQ(impossible.reason(), "FOLLOW_UP_STEP_IMPOSSIBLE");
  const Status not_yours = CheckFollowUpStep(kOpen, kConfirmedNotSuitable, kAdvocate);
  EXPECT_EQ(not_yours.code(), Code::kPermissionDenied);
  EXPECT_EQ(not_yours.reason(), "FOLLOW_UP_STEP_NOT_YOURS");
}

TEST(DeclineFollowUp, HasTheNamesOfTheStandard) {
  EXPECT_EQ(DeclineFollowUpName(kOpen), "OPEN");
  EXPECT_EQ(DeclineFollowUpName(kAnswered), "ANSWERED");
  EXPECT_EQ(DeclineFollowUpName(kAdaptationOffered), "ADAPTATION_OFFERED");
  EXPECT_EQ(DeclineFollowUpName(kAcceptedAfterAdaptation), "ACCEPTED_AFTER_ADAPTATION");
  EXPECT_EQ(DeclineFollowUpName(kConfirmedNotSuitable), "CONFIRMED_NOT_SUITABLE");
}

}  // namespace
}  // namespace waggle::matching::domain
