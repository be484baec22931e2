#pragma once

#include <optional>
#include <vector>

#include "libs/base/clock.h"
#include "services/notification/domain/delivery.h"

namespace waggle::notification::domain {

// Where a review assignment stands, as far as the reviewer is told of it.
enum class ReviewStatus {
  // Asked, without an answer.
  kOpen,
  // Taken on, and not late yet.
  kAccepted,
  // Taken on, and late; once.
  kOverdue,
  // Taken back, to be given to somebody else.
  kReassigned,
  // Nobody need do it any more.
  kReleased,
  // Done or declined, without a reviewer, or something that this build does not know.
  kQuiet,
};

// A review assignment's state, as far as mail follows from it.
struct ReviewState {
  ReviewStatus status = ReviewStatus::kQuiet;
  // Those with this status.
  int reminders = 0;
  // When the reviewer was asked.
  Time ask_time;
  // Once it was taken on.
  std::optional<Time> due_time = {};
};

// Something to be told to the reviewer, once.
struct ReviewNews {
  MailTemplate mail_template = MailTemplate::kReviewAssigned;
  Transition transition = Transition::kAssigned;
  int occurrence = 1;

  friend bool operator==(const ReviewNews&, const ReviewNews&) = default;
};

// Everything that is to be told as long as the assignment is in this state, and nothing else of it;
// the same rule as of matches (match_news.h). Of several reminders only the latest is news.
std::vector<ReviewNews> NewsOf(const ReviewState& review);

// Whether what was planned is still to be told.
bool IsStillNews(const Delivery& delivery, const ReviewState& review);

}  // namespace waggle::notification::domain
