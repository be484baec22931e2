#pragma once

#include <optional>
#include <string>
#include <utility>

#include "libs/eventing/aggregate.h"
#include "services/matching/domain/tracked_match.h"
#include "services/matching/domain/working_days.h"
#include "waggle/matching/v1/match.pb.h"

namespace waggle::matching {

// A match as it is to be, and the sequence at which it was read; 0: it is new.
struct MatchEntry {
  domain::TrackedMatch match;
  std::int64_t sequence = 0;
};

inline constexpr std::string_view kMatchUnknown = "MATCH_UNKNOWN";

// NOT_FOUND MATCH_UNKNOWN.
Result<eventing::Versioned<v1::Match>> FindMatch(eventing::RecordStore& store,
                                                 const std::string& id);

// Matches with all that has become of them. Whatever is written also says when matching is to look
// at the match again by itself. Stateless but for its calendar; thread-safe.
class MatchBook {
 public:
  explicit MatchBook(eventing::RecordStore& store,
                     domain::WorkingCalendar calendar = domain::WorkingCalendar(),
                     domain::ResponseClockSettings clock = {})
      : store_(store), clock_(clock), calendar_(std::move(calendar)) {}

  Result<std::optional<MatchEntry>> Load(const domain::MatchId& id) const;
  static Result<MatchEntry> Parse(const eventing::StoredRecord& record);
  // Those listed under `index`, at most `limit`.
  Result<std::vector<MatchEntry>> LoadListed(const std::string& index, std::size_t limit) const;

  // `event` has its case set, its state follows from the entry. A practice that uses the idea, or
  // will try it, is a reason to look at the idea's reviewers (review_checks.h).
  Status Append(const MatchEntry& entry, v1::MatchEvent event,
                const eventing::EventContext& context, eventing::Commit& commit) const;

  std::optional<domain::DueStep> NextStepOf(const domain::TrackedMatch& match) const {
    return domain::NextStepOf(match, calendar_, clock_);
  }

 private:
  eventing::RecordStore& store_;
  const domain::ResponseClockSettings clock_;
  const domain::WorkingCalendar calendar_;
};

}  // namespace waggle::matching
