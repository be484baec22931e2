#include "services/notification/domain/review_news.h"

#include <algorithm>

namespace waggle::notification::domain {
namespace {

// Reminders are counted anew when the review is taken on, so the two kinds take turns: whatever the
// numbers, no reminder of one kind is taken for one of the other.
int ReminderOccurrence(const ReviewState& review) {
  return 2 * review.reminders - (review.status == ReviewStatus::kOpen ? 1 : 0);
}

void AddReminder(const ReviewState& review, std::vector<ReviewNews>& news) {
  if (review.reminders < 1) return;
  news.push_back(
      {MailTemplate::kReviewReminded, Transition::kReminded, ReminderOccurrence(review)});
}

}  // namespace

std::vector<ReviewNews> NewsOf(const ReviewState& review) {
  std::vector<ReviewNews> news;
  switch (review.status) {
    case ReviewStatus::kOpen:
      news.push_back({MailTemplate::kReviewAssigned, Transition::kAssigned, 1});
      AddReminder(review, news);
      break;
    case ReviewStatus::kAccepted:
      AddReminder(review, news);
      break;
    case ReviewStatus::kOverdue:
      news.push_back({MailTemplate::kReviewOverdue, Transition::kOverdue, 1});
      break;
    // Nobody is asked twice about an idea, so an assignment is taken back once.
    case ReviewStatus::kReassigned:
    case ReviewStatus::kReleased:
      news.push_back({MailTemplate::kReviewReleased, Transition::kReleased, 1});
      break;
    case ReviewStatus::kQuiet:
      break;
  }
  return news;
}

bool IsStillNews(const Delivery& delivery, const ReviewState& review) {
  const std::vector<ReviewNews> news = NewsOf(review);
  return std::any_of(news.begin(), news.end(), [&](const ReviewNews& item) {
    return item.mail_template == delivery.mail_template && item.occurrence == delivery.occurrence;
  });
}

}  // namespace waggle::notification::domain
