#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "libs/base/clock.h"
#include "services/matching/domain/exposure.h"
#include "services/matching/domain/exposure_balance.h"
#include "services/matching/domain/match_candidate.h"
#include "services/matching/domain/weekly_budget.h"

namespace waggle::matching::domain {

enum class Verdict {
  // The practice is told now.
  kPropose,
  // Good enough, but not this week: decided again when the time has come, never dropped.
  kDefer,
};

// Why. UPPER_SNAKE, for events, APIs and metrics' labels. Never changed.
// Propose: the idea has not reached its first practices yet (BudgetSettings::first_practices).
inline constexpr std::string_view kFirstPractices = "FIRST_PRACTICES";
// Propose: the practice has just reported the problem.
inline constexpr std::string_view kAskedFor = "ASKED_FOR";
// Propose: there is a place this week.
inline constexpr std::string_view kWithinBudget = "WITHIN_BUDGET";
// Propose: as good as the one that made way, at a kind of practice that has heard less.
inline constexpr std::string_view kLessExposed = "LESS_EXPOSED";
// Defer: the practice has heard of enough ideas this week.
inline constexpr std::string_view kPracticeWeekFull = "PRACTICE_WEEK_FULL";
// Defer: the practice's last place is kept for an idea that few have seen.
inline constexpr std::string_view kPlaceKept = "PLACE_KEPT_FOR_NEW_IDEA";
// Defer: the idea has reached enough practices this week, better ones.
inline constexpr std::string_view kIdeaWeekFull = "IDEA_WEEK_FULL";
// Defer: made way for LESS_EXPOSED.
inline constexpr std::string_view kMadeWay = "MADE_WAY_FOR_LESS_EXPOSED";

struct Decision {
  MatchCandidate candidate;
  Verdict verdict = Verdict::kDefer;
  // One of the constants above.
  std::string_view reason;
  // Set when deferred: the start of the next week.
  std::optional<Time> until = {};
};

struct DecisionSettings {
  BudgetSettings budget = {};
  // In thousandths; 0 exchanges only between equals in rank, a negative one nobody. Not set: what
  // ExposureMargin says.
  std::optional<std::int32_t> exposure_margin = {};
};

// What has been proposed so far. Practices and ideas that are not named have nothing this week.
struct DecisionLedger {
  // Of the current week (WeekOf).
  std::map<OdsCode, PracticeWeek> practices = {};
  std::map<DocumentId, IdeaReach> ideas = {};
  // Of the candidates' practices; not named: not known.
  std::map<OdsCode, ExposureGroups> groups = {};
  // Of all practices of the installation, over kExposureWeeks.
  Exposure exposure = {};
};

// What becomes of the candidates of one document that has arrived, or of the deferred ones that are
// due (any number of ideas and practices, each pair once): in rank order, each takes a place where
// there is one. All have passed the threshold of their purpose; here nothing is dropped.
//
// Where an idea fills its week, practices beyond its first ones may make way for others of nearly
// the same rank whose kind has heard less (BalanceExposure).
//
// A function of its arguments alone: the order of `candidates` makes no difference. It is right
// only for the ledger as given, so whoever stores the outcome must do so in one step that fails
// when the week's counts are no longer those, and then decide again.
std::vector<Decision> Decide(std::vector<MatchCandidate> candidates, const DecisionLedger& ledger,
                             const DecisionSettings& settings, Time now);

}  // namespace waggle::matching::domain
