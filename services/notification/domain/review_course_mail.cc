#include "services/notification/domain/review_course_mail.h"

#include <string>
#include <string_view>
#include <utility>

#include "services/notification/domain/clean_text.h"
#include "services/notification/domain/date_in_words.h"
#include "services/notification/domain/idea_blocks.h"
#include "services/notification/domain/mail_frame.h"

namespace waggle::notification::domain {
namespace {

void AddQuestion(const ReviewMailFacts& facts, const ReviewState& review, const std::string& url,
                 std::vector<Block>& blocks) {
  blocks.push_back(Paragraph{"On " + DateInWords(review.ask_time) + " we asked whether you, as " +
                             std::string(RoleInWords(facts.role)) +
                             ", would review the idea below, and have no answer yet. Will you?"});
  for (Block& block : IdeaInBrief(facts.idea)) blocks.push_back(std::move(block));
  blocks.push_back(Heading{"Yes or no?"});
  blocks.push_back(Action{"Open the idea and answer", url});
  blocks.push_back(
      Paragraph{"Or reply to this email in 1 line. A no is fine: if you have no time, or are too "
                "close to the idea or its authors to judge it, we ask somebody else. If we hear "
                "nothing, we do so too."});
}

std::string WhenItIsDue(const ReviewMailFacts& facts, const ReviewState& review) {
  if (review.status == ReviewStatus::kOverdue) {
    const std::string passed = review.due_time
                                   ? "Your review was due on " + DateInWords(*review.due_time)
                                   : "The day it was due has passed";
    return passed + ", and we do not have it yet. " +
           NameOr(facts.idea.practice_name, "The practice") + " still waits for it.";
  }
  return review.due_time ? "Your review is due on " + DateInWords(*review.due_time) + "."
                         : "We look forward to your review.";
}

void AddReviewInHand(const ReviewMailFacts& facts, const ReviewState& review,
                     const std::string& url, std::vector<Block>& blocks) {
  blocks.push_back(Paragraph{"Thank you for taking on the review of the idea below. " +
                             WhenItIsDue(facts, review)});
  for (Block& block : IdeaInBrief(facts.idea)) blocks.push_back(std::move(block));
  blocks.push_back(Heading{"Your view"});
  blocks.push_back(Action{"Open the idea and give your view", url});
  blocks.push_back(
      Paragraph{"Or reply to this email; a few lines are enough. If something has come up and you "
                "cannot do it, please say so, and we ask somebody else."});
}

std::string_view SubjectStart(ReviewStatus status) {
  switch (status) {
    case ReviewStatus::kAccepted:
      return "Your review is due soon: ";
    case ReviewStatus::kOverdue:
      return "Your review is late: ";
    default:
      return "Reminder: please review: ";
  }
}

std::string Why(const ReviewMailFacts& facts, ReviewReleaseReason reason) {
  switch (reason) {
    case ReviewReleaseReason::kReassigned:
      return "We are asking somebody else, so that " +
             NameOr(facts.idea.practice_name, "the practice") + " need not wait any longer.";
    case ReviewReleaseReason::kIdeaWithdrawn:
      return "The idea has been withdrawn.";
    case ReviewReleaseReason::kIdeaSuperseded:
      return "Another idea has taken its place.";
    case ReviewReleaseReason::kOther:
      return "The idea does not need a review any more.";
  }
  return "";
}

}  // namespace

Mail ComposeReviewReminderMail(const Delivery& delivery, const ReviewMailFacts& facts,
                               const ReviewState& review, const MailSettings& settings) {
  const std::string url = PageUrl(settings, "r", delivery.subject_id);
  MailContent content;
  content.blocks.push_back(Greeting(facts.recipient));
  if (review.status == ReviewStatus::kOpen) {
    AddQuestion(facts, review, url, content.blocks);
  } else {
    AddReviewInHand(facts, review, url, content.blocks);
  }
  content.blocks.push_back(Signature(settings));
  content.small_print = ReviewSmallPrint(facts);
  return FrameMail(delivery, facts.recipient, facts.address, SubjectStart(review.status),
                   facts.idea.title, std::move(content), settings);
}

Mail ComposeReviewReleasedMail(const Delivery& delivery, const ReviewMailFacts& facts,
                               ReviewReleaseReason reason, Time ask_time,
                               const MailSettings& settings) {
  MailContent content;
  content.blocks.push_back(Greeting(facts.recipient));
  content.blocks.push_back(Paragraph{"On " + DateInWords(ask_time) +
                                     " we asked you to review the idea below. You need not do it "
                                     "any more."});
  content.blocks.push_back(Heading{Quotable(facts.idea.title, kTitleCharacters)});
  content.blocks.push_back(Paragraph{Why(facts, reason)});
  content.blocks.push_back(Action{"See the idea", PageUrl(settings, "r", delivery.subject_id)});
  content.blocks.push_back(
      Paragraph{"If you have begun, thank you; reply to this email with what you noticed, if you "
                "wish. There is nothing else to do."});
  content.blocks.push_back(Signature(settings));
  content.small_print = ReviewSmallPrint(facts);
  return FrameMail(delivery, facts.recipient, facts.address,
                   "No review needed any more: ", facts.idea.title, std::move(content), settings);
}

}  // namespace waggle::notification::domain
