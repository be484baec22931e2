#include "services/matching/domain/decline_follow_up.h"

#include <algorithm>
#include <array>
#include <string>

namespace waggle::matching::domain {
namespace {

using enum DeclineFollowUp;
using enum FollowUpActor;

struct Step {
  DeclineFollowUp from;
  DeclineFollowUp to;
  FollowUpActor actor;
};

constexpr std::array kSteps = {
    Step{kOpen, kAnswered, kOriginator},
    Step{kOpen, kAnswered, kAdvocate},
    Step{kOpen, kAdaptationOffered, kOriginator},
    Step{kOpen, kAdaptationOffered, kAdvocate},
    Step{kOpen, kConfirmedNotSuitable, kPractice},
    Step{kAnswered, kAdaptationOffered, kOriginator},
    Step{kAnswered, kAdaptationOffered, kAdvocate},
    Step{kAnswered, kConfirmedNotSuitable, kPractice},
    Step{kAnswered, kConfirmedNotSuitable, kAdvocate},
    Step{kAdaptationOffered, kAcceptedAfterAdaptation, kPractice},
    Step{kAdaptationOffered, kConfirmedNotSuitable, kPractice},
    Step{kAdaptationOffered, kConfirmedNotSuitable, kAdvocate},
};

}  // namespace

std::string_view DeclineFollowUpName(DeclineFollowUp follow_up) {
  switch (follow_up) {
    case kOpen:
      return "OPEN";
    case kAnswered:
      return "ANSWERED";
    case kAdaptationOffered:
      return "ADAPTATION_OFFERED";
    case kAcceptedAfterAdaptation:
      return "ACCEPTED_AFTER_ADAPTATION";
    case kConfirmedNotSuitable:
      return "CONFIRMED_NOT_SUITABLE";
  }
  return "";
}

std::string_view FollowUpActorName(FollowUpActor actor) {
  switch (actor) {
    case kOriginator:
      return "ORIGINATOR";
    case kPractice:
      return "PRACTICE";
    case kAdvocate:
      return "ADVOCATE";
  }
  return "";
}

Status CheckFollowUpStep(DeclineFollowUp from, DeclineFollowUp to, FollowUpActor actor) {
  const auto leads = [&](const Step& step) { return step.from == from && step.to == to; };
  if (std::none_of(kSteps.begin(), kSteps.end(), leads)) {
    return Status(Code::kFailedPrecondition, kFollowUpStepImpossible,
                  "the follow-up of the decline is " + std::string(DeclineFollowUpName(from)) +
                      " and cannot become " + std::string(DeclineFollowUpName(to)) +
                      "; read the match again and choose a step that can follow");
  }
  const auto permits = [&](const Step& step) { return leads(step) && step.actor == actor; };
  if (std::none_of(kSteps.begin(), kSteps.end(), permits)) {
    return Status(Code::kPermissionDenied, kFollowUpStepNotYours,
                  "the follow-up of a decline does not become " +
                      std::string(DeclineFollowUpName(to)) + " at the word of the " +
                      std::string(FollowUpActorName(actor)) +
                      "; somebody on another side has to say it");
  }
  return OkStatus();
}

}  // namespace waggle::matching::domain
