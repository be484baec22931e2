#include "services/matching/adapters/review_book.h"

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/review_conversion.h"
#include "services/matching/adapters/review_lists.h"

namespace waggle::matching {
namespace {

// More than there can be reviewers.
constexpr std::size_t kEverybody = 100'000;

}  // namespace

Result<std::optional<ReviewEntry>> ReviewBook::Load(const std::string& assignment_id) const {
  WAGGLE_ASSIGN_OR_RETURN(auto known, ReviewAssignmentAggregate().Load(store_, assignment_id));
  if (!known) return std::optional<ReviewEntry>();
  return std::optional(ReviewEntry{std::move(known->state), known->sequence});
}

Result<ReviewEntry> ReviewBook::Parse(const eventing::StoredRecord& record) {
  WAGGLE_ASSIGN_OR_RETURN(v1::ReviewAssignment state,
                          eventing::Aggregate<v1::ReviewAssignmentEvent>::Parse(record));
  return ReviewEntry{std::move(state), record.sequence};
}

Result<std::vector<ReviewEntry>> ReviewBook::LoadOfIdea(const std::string& idea_id) const {
  WAGGLE_ASSIGN_OR_RETURN(auto reviews, ReviewAssignmentAggregate().LoadListed(
                                            store_, ReviewsOfIdea(idea_id), kEverybody));
  std::vector<ReviewEntry> entries;
  for (auto& review : reviews) entries.push_back({std::move(review.state), review.sequence});
  return entries;
}

Status ReviewBook::Append(ReviewEntry entry, v1::ReviewAssignmentEvent event,
                          const eventing::EventContext& context, eventing::Commit& commit) const {
  entry.state.clear_next_step_time();
  if (const auto next = NextStepOf(entry.state, context.now)) {
    *entry.state.mutable_next_step_time() = eventing::ToTimestamp(*next);
  }
  const std::string id = entry.state.assignment_id();
  *event.mutable_state() = std::move(entry.state);
  return ReviewAssignmentAggregate().Append(store_, id, entry.sequence, context, std::move(event),
                                            commit);
}

std::optional<Time> ReviewBook::NextStepOf(const v1::ReviewAssignment& assignment, Time now) const {
  switch (assignment.status()) {
    case v1::REVIEW_ASSIGNMENT_STATUS_UNFILLED:
      return now + settings_.unfilled_retry;
    case v1::REVIEW_ASSIGNMENT_STATUS_FILLED:
      return std::nullopt;
    default:
      break;
  }
  const auto deadline = domain::NextDeadline(ProgressOf(assignment), calendar_, settings_);
  return deadline ? std::optional(deadline->at) : std::nullopt;
}

}  // namespace waggle::matching
