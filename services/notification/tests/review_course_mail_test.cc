// The mails about what becomes of a review after somebody was asked for it.

#include "services/notification/domain/review_course_mail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "services/notification/tests/mail_reader.h"
#include "services/notification/tests/sample_facts.h"

namespace waggle::notification::domain {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string SaidBy(const Mail& mail) {
  std::string said;
  for (const std::string& word : WordsOf(mail.text)) said += word + " ";
  return said;
}

TEST(ReviewCourseMail, BothPartsSayTheSameWithOneAction) {
  std::set<std::string> lists;
  for (const Mail& mail : {ReviewReminderMail(SampleReview(), SampleOpenReview()),
                           ReviewReminderMail(SampleReview(), SampleAcceptedReview()),
                           ReviewOverdueMail(SampleReview(), SampleOverdueReview()),
                           ReviewReleasedMail(SampleReview(), ReviewReleaseReason::kOther)}) {
    const ReadHtml read = ReadMailHtml(mail.html);
    EXPECT_THAT(read.violations, IsEmpty());
    EXPECT_EQ(WordsOf(read.text), WordsOf(mail.text));
    ASSERT_EQ(read.links.size(), 2U) << mail.text;
    EXPECT_EQ(read.links[0], "https://waggle.example.org/r/8b1c9e1e-4f0a-8d3b-9c5d-2f6a7b8c9d0e");
    EXPECT_EQ(read.links[1], read.links[0]);
    EXPECT_THAT(SaidBy(mail),
                HasSubstr("Why you got this: you are a quality improvement reviewer"));
    EXPECT_LT(mail.text.size(), 2'000U);
    lists.insert(mail.headers.at(1).value.value());
  }
  EXPECT_EQ(lists.size(), 3U);
}

TEST(ReviewReminderMail, AsksForAnAnswerWhileThereIsNone) {
  const Mail mail = ReviewReminderMail(SampleReview(), SampleOpenReview());
  const std::string said = SaidBy(mail);
  EXPECT_THAT(mail.subject.value(), StartsWith("Reminder: please review: Borrow-a-cuff"));
  EXPECT_THAT(said, HasSubstr("Dear Oriana Plumstead-Vale, On 22 November 2025 we asked whether "
                              "you, as a quality improvement reviewer, would review the idea"));
  EXPECT_THAT(said, HasSubstr("A no is fine"));
  EXPECT_THAT(said, Not(HasSubstr(" due ")));
  const Mail question = ComposeReviewMail(SampleReviewDelivery(), SampleReview(), SampleSettings());
  EXPECT_LT(mail.text.size(), question.text.size()) << "shorter than the question";
}

TEST(ReviewReminderMail, SaysWhenItIsDueOnceItWasTakenOn) {
  const Mail mail = ReviewReminderMail(SampleReview(), SampleAcceptedReview());
  const std::string said = SaidBy(mail);
  EXPECT_THAT(mail.subject.value(), StartsWith("Your review is due soon: Borrow-a-cuff"));
  EXPECT_THAT(said, HasSubstr("Thank you for taking on the review of the idea below. Your review "
                              "is due on 6 December 2025."));
  EXPECT_THAT(said, Not(HasSubstr("no answer yet")));
  ReviewState undated = SampleAcceptedReview();
  undated.due_time.reset();
  EXPECT_THAT(SaidBy(ReviewReminderMail(SampleReview(), undated)),
              HasSubstr("We look forward to your review."));
}

TEST(ReviewOverdueMail, SaysWhatWasDueAndWhatToDo) {
  const Mail mail = ReviewOverdueMail(SampleReview(), SampleOverdueReview());
  const std::string said = SaidBy(mail);
  EXPECT_THAT(mail.subject.value(), StartsWith("Your review is late: Borrow-a-cuff"));
  EXPECT_THAT(said, HasSubstr("Thank you for taking on the review of the idea below. Your review "
                              "was due on 6 December 2025, and we do not have it yet."));
  EXPECT_THAT(said, HasSubstr("Tideswell Bridge Surgery still waits for it."));
  EXPECT_THAT(said, HasSubstr("cannot do it, please say so, and we ask somebody else."));
  const Mail reminder = ReviewReminderMail(SampleReview(), SampleAcceptedReview());
  EXPECT_THAT(said, Not(HasSubstr("due soon")));
  EXPECT_NE(mail.subject.value(), reminder.subject.value());
}

TEST(ReviewOverdueMail, StandsWithTheLeastThatIsKnown) {
  ReviewState undated = SampleOverdueReview();
  undated.due_time.reset();
  ReviewMailFacts facts = SampleReview();
  facts.idea.practice_name = "";
  const std::string said = SaidBy(ReviewOverdueMail(facts, undated));
  EXPECT_THAT(said, HasSubstr("below. The day it was due has passed, and we do not have it yet."));
  EXPECT_THAT(said, HasSubstr("The practice still waits for it."));
}

TEST(ReviewReleasedMail, SaysWhyInOneSentence) {
  const auto said = [](ReviewReleaseReason reason) {
    return SaidBy(ReviewReleasedMail(SampleReview(), reason));
  };
  const std::string reassigned = said(ReviewReleaseReason::kReassigned);
  EXPECT_THAT(reassigned, HasSubstr("On 22 November 2025 we asked you to review the idea below. "
                                    "You need not do it any more."));
  EXPECT_THAT(reassigned, HasSubstr("We are asking somebody else, so that Tideswell Bridge Surgery "
                                    "need not wait any longer."));
  EXPECT_THAT(said(ReviewReleaseReason::kIdeaWithdrawn), HasSubstr("The idea has been withdrawn."));
  EXPECT_THAT(said(ReviewReleaseReason::kIdeaSuperseded),
              HasSubstr("Another idea has taken its place."));
  EXPECT_THAT(said(ReviewReleaseReason::kOther), HasSubstr("does not need a review any more."));
  EXPECT_THAT(ReviewReleasedMail(SampleReview(), ReviewReleaseReason::kOther).subject.value(),
              StartsWith("No review needed any more: Borrow-a-cuff"));
}

}  // namespace
}  // namespace waggle::notification::domain
