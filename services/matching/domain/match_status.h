#pragma once

#include <array>
#include <string_view>

namespace waggle::matching::domain {

// Where a match stands. Numbers and names are for ever; PROPOSED has the number it has had since
// the first events.
enum class MatchStatus {
  // The practice has been, or is about to be, told.
  kProposed = 1,
  // Good enough, but over somebody's weekly budget: waits, and is never dropped.
  kDeferred = 2,
  // The practice wants to know more.
  kInterested = 3,
  kTrying = 4,
  kAlreadyDoing = 5,
  // With the barriers (barrier.h).
  kDeclined = 6,
  // With the reason.
  kClosed = 7,
};

inline constexpr std::array kMatchStatuses = {
    MatchStatus::kProposed, MatchStatus::kDeferred,     MatchStatus::kInterested,
    MatchStatus::kTrying,   MatchStatus::kAlreadyDoing, MatchStatus::kDeclined,
    MatchStatus::kClosed,
};

// Why a match ended without, or after, the practice's answer.
enum class CloseReason {
  kIdeaWithdrawn = 1,
  // The practice has none of the match's problems any more.
  kProblemClosed = 2,
  // Another idea has taken the idea's place.
  kSuperseded = 3,
  // Nobody answered (response_clock.h).
  kExpired = 4,
};

// UPPER_SNAKE, for APIs, events and metrics' labels. Never changed.
std::string_view MatchStatusName(MatchStatus status);
std::string_view CloseReasonName(CloseReason reason);

// Whether a match may go from one status to the other:
//
//   from           to
//   DEFERRED       PROPOSED, every answer, CLOSED. A practice that finds the idea by itself may
//                  answer before it is asked.
//   PROPOSED       every answer, CLOSED
//   INTERESTED     TRYING, ALREADY_DOING, DECLINED, CLOSED
//   TRYING         ALREADY_DOING, DECLINED, CLOSED
//   ALREADY_DOING  TRYING, DECLINED, CLOSED
//   DECLINED       every other answer; DEFERRED (its barriers are gone), CLOSED
//   CLOSED         what CanResume and CanEndAs allow
//
// People change their minds, so any answer can become any other, except that nobody goes back to
// INTERESTED from using the idea: that would silently take back an adoption that others count. They
// ask without changing their answer, or stop with a barrier.
bool CanFollow(MatchStatus from, MatchStatus to);

// Whether a match in that status can end for that reason. A problem that is closed or silence ends
// only what nobody has decided: an adoption goes on when the problem it solved is gone, and a
// decline must not be forgotten with its barriers.
bool CanEndAs(MatchStatus from, CloseReason reason);

// Whether a match that ended so may be deferred, proposed or answered again when there is a new
// reason for it: the same idea and practice always have the same match.
bool CanResume(CloseReason reason);

}  // namespace waggle::matching::domain
