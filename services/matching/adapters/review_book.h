#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libs/eventing/aggregate.h"
#include "services/matching/domain/assignment_lifecycle.h"
#include "services/matching/domain/working_days.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::matching {

// A review assignment as it is to be, and the sequence at which it was read; 0: it is new.
struct ReviewEntry {
  v1::ReviewAssignment state;
  std::int64_t sequence = 0;
};

// Review assignments with all that has become of them. Whatever is written also says when matching
// is to look at the assignment again by itself. Stateless but for its calendar; thread-safe.
class ReviewBook {
 public:
  explicit ReviewBook(eventing::RecordStore& store,
                      domain::WorkingCalendar calendar = domain::WorkingCalendar(),
                      domain::LifecycleSettings settings = {})
      : store_(store), settings_(settings), calendar_(std::move(calendar)) {}

  Result<std::optional<ReviewEntry>> Load(const std::string& assignment_id) const;
  static Result<ReviewEntry> Parse(const eventing::StoredRecord& record);
  // All of an idea: whoever has a seat, had one, and seats that nobody could take.
  Result<std::vector<ReviewEntry>> LoadOfIdea(const std::string& idea_id) const;

  // `event` has its case set, its state is the entry's.
  Status Append(ReviewEntry entry, v1::ReviewAssignmentEvent event,
                const eventing::EventContext& context, eventing::Commit& commit) const;

  // As in the domain, by this book's terms.
  Result<domain::AssignmentProgress> Accept(const domain::AssignmentProgress& assignment,
                                            Time now) const {
    return domain::Accept(assignment, now, calendar_, settings_);
  }
  std::optional<domain::PassedAssignmentDeadline> PassDeadline(
      const domain::AssignmentProgress& assignment, Time now) const {
    return domain::PassDeadline(assignment, now, calendar_, settings_);
  }
  // When the assignment must be looked at next; nothing if never.
  std::optional<Time> NextStepOf(const v1::ReviewAssignment& assignment, Time now) const;

 private:
  eventing::RecordStore& store_;
  const domain::LifecycleSettings settings_;
  const domain::WorkingCalendar calendar_;
};

}  // namespace waggle::matching
