#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "services/matching/domain/match_candidate.h"
#include "services/matching/domain/match_progress.h"
#include "services/matching/domain/proposal.h"
#include "services/matching/domain/proposal_decision.h"
#include "services/matching/domain/response_clock.h"

namespace waggle::matching::domain {

// A match with all that has become of it. Never changed in place: each function below returns what
// follows.
struct TrackedMatch {
  Match match;
  // When it was last compared, or decided again.
  Probability probability = {};
  MatchProgress progress = {};
  // Why it was proposed or deferred when that was last decided (proposal_decision.h).
  std::string decision_reason = {};
  // How often it has been proposed; 0: it has waited since it was found.
  int proposals = 0;
  // Of the latest proposal.
  std::optional<ResponseClock> clock = {};
  // Who was asked to talk to the practice about the latest proposal.
  std::string advocate_person_id = {};
  // How often the practice has answered.
  int answers = 0;
  Time answer_time = {};
  // What was written back to the latest decline.
  std::string follow_up_text = {};
  // What has happened since the latest decline.
  std::vector<BarrierChange> barrier_changes = {};

  friend bool operator==(const TrackedMatch&, const TrackedMatch&) = default;
};

// A match that has just been found, before it is decided when the practice hears of it.
struct FoundMatch {
  Match match;
  Probability probability;
};

// Whether the match waits for a decision, or would if there were a reason: found for the first
// time, deferred, or closed in a way that can resume.
bool AwaitsDecision(const TrackedMatch& match);

// What follows from a decision on a match that has just been found and is new.
TrackedMatch Begin(const FoundMatch& found, const Decision& decision, Time now);
// The same for a match that awaits one.
TrackedMatch Continue(const TrackedMatch& match, const Decision& decision, Time now);

// The match with what was found now; nothing if that changes nothing. One that was closed because
// it had lost its problems still names them, and has only the new ones from now on.
std::optional<TrackedMatch> Extend(const TrackedMatch& match, const FoundMatch& found);

// The match after `compared` of its problems were compared anew, the idea or they having changed:
// they are replaced by what was found, which may be nothing. A match that nobody has decided on and
// that loses its last problem is closed; one that somebody has keeps its problems, for what was
// decided was decided of them. Nothing if nothing changes.
std::optional<TrackedMatch> Recompare(const TrackedMatch& match,
                                      std::span<const DocumentId> compared,
                                      const std::optional<FoundMatch>& found, Time now);

// The match with the fit as it is now, and the chance that goes with it: what was adopted, declined
// or given up since it was compared counts when it is decided.
TrackedMatch Reassess(const TrackedMatch& match, FitSummary fit);

// The match of an idea that has ended; nothing where the match has before.
std::optional<TrackedMatch> End(const TrackedMatch& match, CloseReason reason, Time now);

// The practice answers; its clock stops. Errors as TakeAnswer (match_progress.h). Equal to `match`
// when it has said just that before.
Result<TrackedMatch> Answer(const TrackedMatch& match, const MatchAnswer& answer, Time now);

// A step of the question that a decline put, with what is said with it. Errors as TakeFollowUp. An
// adaptation that is offered is a change of every barrier it can end.
Result<TrackedMatch> FollowUp(const TrackedMatch& match, DeclineFollowUp to, FollowUpActor actor,
                              const std::string& text, Time now);

// Something that may have ended barriers: with those noted that stood until now, each once, and
// reopened when none is left. Equal to `match` where it is not declined, or the change ends none of
// its barriers: however often the same is said, the match does not grow.
TrackedMatch NoteBarrierChange(const TrackedMatch& match, const BarrierChange& change, Time now);

// What matching does with a match by itself.
enum class NextStep {
  // Decide whether there is a place for it now.
  kDecide,
  kRemind,
  kEscalate,
  kExpire,
  // Look whether the decline's barriers have passed by themselves.
  kReconsider,
};

struct DueStep {
  NextStep step = NextStep::kDecide;
  Time due;

  friend bool operator==(const DueStep&, const DueStep&) = default;
};

// What is to be done next without anybody's doing, and when; nothing where only people can go on.
std::optional<DueStep> NextStepOf(const TrackedMatch& match, const WorkingCalendar& calendar,
                                  const ResponseClockSettings& settings = {});

// The match after a step of its response clock that is due. `advocate` (for kEscalate) may be
// empty: there is none.
TrackedMatch Remind(const TrackedMatch& match, Time now);
TrackedMatch Escalate(const TrackedMatch& match, const std::string& advocate, Time now);

}  // namespace waggle::matching::domain
