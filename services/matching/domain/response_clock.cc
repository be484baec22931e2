#include "services/matching/domain/response_clock.h"

#include <algorithm>
#include <array>

#include "libs/base/check.h"

namespace waggle::matching::domain {
namespace {

constexpr std::array kExemptions = {
    ClockExemption::kNoResponse,       ClockExemption::kTechnicalDifficulties,
    ClockExemption::kIncorrectDetails, ClockExemption::kServiceUnavailable,
    ClockExemption::kCapacity,
};

// What is made before the practice opens counts for that day: a reminder is due at a midnight, and
// seconds of delay must not cost a day. General practice is open from 08:00 (core hours).
constexpr std::chrono::hours kOpening(8);

Time EscalationDue(const ResponseClock& clock, const WorkingCalendar& calendar,
                   const ResponseClockSettings& settings) {
  const int left = settings.overdue_after_working_days - settings.remind_after_working_days;
  return std::max(calendar.AddWorkingDays(clock.propose_time, settings.overdue_after_working_days),
                  calendar.AddWorkingDays(*clock.remind_time - kOpening, left));
}

}  // namespace

std::string_view ResponseStepName(ResponseStep step) {
  switch (step) {
    case ResponseStep::kRemindPractice:
      return "REMIND_PRACTICE";
    case ResponseStep::kEscalateToAdvocate:
      return "ESCALATE_TO_ADVOCATE";
    case ResponseStep::kExpire:
      return "EXPIRE";
  }
  return "";
}

std::string_view ClockExemptionName(ClockExemption exemption) {
  switch (exemption) {
    case ClockExemption::kNoResponse:
      return "NO_RESPONSE";
    case ClockExemption::kTechnicalDifficulties:
      return "TECHNICAL_DIFFICULTIES";
    case ClockExemption::kIncorrectDetails:
      return "INCORRECT_DETAILS";
    case ClockExemption::kServiceUnavailable:
      return "SERVICE_UNAVAILABLE";
    case ClockExemption::kCapacity:
      return "CAPACITY";
  }
  return "";
}

std::optional<ClockExemption> ClockExemptionFromName(std::string_view name) {
  for (const ClockExemption exemption : kExemptions) {
    if (ClockExemptionName(exemption) == name) return exemption;
  }
  return std::nullopt;
}

std::optional<ResponseDeadline> NextDeadline(const ResponseClock& clock,
                                             const WorkingCalendar& calendar,
                                             const ResponseClockSettings& settings) {
  WAGGLE_CHECK(settings.overdue_after_working_days > settings.remind_after_working_days);
  if (clock.answer_time) return std::nullopt;
  if (!clock.exemption && !clock.remind_time) {
    return ResponseDeadline{
        ResponseStep::kRemindPractice,
        calendar.AddWorkingDays(clock.propose_time, settings.remind_after_working_days)};
  }
  if (!clock.exemption && !clock.escalate_time) {
    return ResponseDeadline{ResponseStep::kEscalateToAdvocate,
                            EscalationDue(clock, calendar, settings)};
  }
  return ResponseDeadline{ResponseStep::kExpire, clock.propose_time + settings.expire_after};
}

bool IsOverdue(const ResponseClock& clock, Time now, const WorkingCalendar& calendar,
               const ResponseClockSettings& settings) {
  return !clock.answer_time && !clock.exemption &&
         now >= calendar.AddWorkingDays(clock.propose_time, settings.overdue_after_working_days);
}

Result<ResponseClock> Exempt(const ResponseClock& clock, ClockExemption exemption) {
  if (clock.answer_time) {
    return Status(Code::kFailedPrecondition, kMatchAnswered,
                  "the practice has answered the match, so its response clock has stopped; there "
                  "is nothing to exempt it from");
  }
  ResponseClock exempt = clock;
  exempt.exemption = exemption;
  return exempt;
}

}  // namespace waggle::matching::domain
