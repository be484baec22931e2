#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "services/matching/domain/working_days.h"

namespace waggle::matching::domain {

// What happens when a practice does not answer, in this order.
enum class ResponseStep {
  kRemindPractice = 1,
  // The match is overdue: the nearest advocate is asked to talk to the practice.
  kEscalateToAdvocate = 2,
  // The match ends as kExpired (match_status.h). Silence is not a decline.
  kExpire = 3,
};

// Why nobody is reminded or escalated any more, as the NHS Innovation Service codes it (data
// standards, 6.8).
enum class ClockExemption {
  // Everything was tried and nobody answers.
  kNoResponse = 1,
  kTechnicalDifficulties = 2,
  kIncorrectDetails = 3,
  kServiceUnavailable = 4,
  kCapacity = 5,
};

// UPPER_SNAKE, for APIs, events and metrics' labels. Never changed.
std::string_view ResponseStepName(ResponseStep step);
std::string_view ClockExemptionName(ClockExemption exemption);

// The exemption of exactly that name; nothing if there is none.
std::optional<ClockExemption> ClockExemptionFromName(std::string_view name);

// The working days are those of the NHS Innovation Service, whose units are reminded at 4 and
// overdue at 6.
struct ResponseClockSettings {
  int remind_after_working_days = 4;
  int overdue_after_working_days = 6;
  // The life of the links in the mail (design, section 6): nobody can answer by mail any more.
  std::chrono::days expire_after{60};
};

// How far the clock of one proposal has run. A match that is proposed again gets a new one.
struct ResponseClock {
  Time propose_time;
  // The first answer of any kind: whoever asks for more has not been silent.
  std::optional<Time> answer_time = {};
  std::optional<Time> remind_time = {};
  std::optional<Time> escalate_time = {};
  std::optional<ClockExemption> exemption = {};

  friend bool operator==(const ResponseClock&, const ResponseClock&) = default;
};

struct ResponseDeadline {
  ResponseStep step = ResponseStep::kRemindPractice;
  // The step is to be made then or as soon after as possible.
  Time due;

  friend bool operator==(const ResponseDeadline&, const ResponseDeadline&) = default;
};

// The next step and when; nothing once the practice has answered. Depends on nothing but its
// arguments, so it can be computed again after any interruption, and a calendar that learned of a
// further bank holiday moves what has not happened yet.
//
// A step that comes late moves the next: between reminder and escalation the practice always has as
// many working days as the settings put there (2), even after an outage. An exemption stops
// reminder and escalation; the match still expires.
std::optional<ResponseDeadline> NextDeadline(const ResponseClock& clock,
                                             const WorkingCalendar& calendar,
                                             const ResponseClockSettings& settings = {});

// Unanswered for longer than the practice has, and not exempt: a breach, for lists and figures.
// Counted from the proposal, whether or not the reminder came late.
bool IsOverdue(const ResponseClock& clock, Time now, const WorkingCalendar& calendar,
               const ResponseClockSettings& settings = {});

// The clock with the exemption; another reason replaces the one before. FAILED_PRECONDITION
// MATCH_ANSWERED when there is nothing left to be exempt from.
Result<ResponseClock> Exempt(const ResponseClock& clock, ClockExemption exemption);

inline constexpr std::string_view kMatchAnswered = "MATCH_ANSWERED";

}  // namespace waggle::matching::domain
