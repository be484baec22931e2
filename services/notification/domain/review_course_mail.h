#pragma once

#include "services/notification/domain/mail.h"
#include "services/notification/domain/mail_settings.h"
#include "services/notification/domain/review_mail.h"
#include "services/notification/domain/review_news.h"

namespace waggle::notification::domain {

// Why a review need not be done any more.
enum class ReviewReleaseReason {
  // Somebody else is asked instead.
  kReassigned,
  kIdeaWithdrawn,
  kIdeaSuperseded,
  // The idea needs no review, and nothing more is known.
  kOther,
};

// "Please say yes or no" while the review is open, "it is due" once it was taken on, "it is late"
// once it is overdue. `review` is in one of these three states.
Mail ComposeReviewReminderMail(const Delivery& delivery, const ReviewMailFacts& facts,
                               const ReviewState& review, const MailSettings& settings);

// "You need not review it any more", and why. `ask_time` is when the reviewer was asked.
Mail ComposeReviewReleasedMail(const Delivery& delivery, const ReviewMailFacts& facts,
                               ReviewReleaseReason reason, Time ask_time,
                               const MailSettings& settings);

}  // namespace waggle::notification::domain
