#include "services/matching/domain/match_status.h"

namespace waggle::matching::domain {

std::string_view MatchStatusName(MatchStatus status) {
  switch (status) {
    case MatchStatus::kProposed:
      return "PROPOSED";
    case MatchStatus::kDeferred:
      return "DEFERRED";
    case MatchStatus::kInterested:
      return "INTERESTED";
    case MatchStatus::kTrying:
      return "TRYING";
    case MatchStatus::kAlreadyDoing:
      return "ALREADY_DOING";
    case MatchStatus::kDeclined:
      return "DECLINED";
    case MatchStatus::kClosed:
      return "CLOSED";
  }
  return "";
}

std::string_view CloseReasonName(CloseReason reason) {
  switch (reason) {
    case CloseReason::kIdeaWithdrawn:
      return "IDEA_WITHDRAWN";
    case CloseReason::kProblemClosed:
      return "PROBLEM_CLOSED";
    case CloseReason::kSuperseded:
      return "SUPERSEDED";
    case CloseReason::kExpired:
      return "EXPIRED";
  }
  return "";
}

bool CanFollow(MatchStatus from, MatchStatus to) {
  if (from == to) return false;
  switch (to) {
    case MatchStatus::kProposed:
      return from == MatchStatus::kDeferred || from == MatchStatus::kClosed;
    case MatchStatus::kDeferred:
      return from == MatchStatus::kDeclined || from == MatchStatus::kClosed;
    case MatchStatus::kInterested:
      return from != MatchStatus::kTrying && from != MatchStatus::kAlreadyDoing;
    case MatchStatus::kTrying:
    case MatchStatus::kAlreadyDoing:
    case MatchStatus::kDeclined:
    case MatchStatus::kClosed:
      return true;
  }
  return false;
}

bool CanEndAs(MatchStatus from, CloseReason reason) {
  switch (reason) {
    case CloseReason::kIdeaWithdrawn:
    case CloseReason::kSuperseded:
      return true;
    case CloseReason::kProblemClosed:
      return from == MatchStatus::kDeferred || from == MatchStatus::kProposed ||
             from == MatchStatus::kInterested;
    case CloseReason::kExpired:
      return from == MatchStatus::kProposed;
  }
  return false;
}

bool CanResume(CloseReason reason) {
  return reason == CloseReason::kProblemClosed || reason == CloseReason::kExpired;
}

}  // namespace waggle::matching::domain
