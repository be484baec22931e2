// The mails about what becomes of a match after its proposal.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "services/notification/domain/barrier.h"
#include "services/notification/domain/date_in_words.h"
#include "services/notification/tests/mail_reader.h"
#include "services/notification/tests/sample_facts.h"

namespace waggle::notification::domain {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string Said(const Mail& mail) {
  std::string said;
  for (const std::string& word : WordsOf(mail.text)) said += word + " ";
  return said;
}

Mail AnswerMailOf(MatchAnswerKind kind, const std::string& words) {
  AnswerMailFacts facts = SampleAnswer();
  facts.kind = kind;
  facts.words = words;
  return AnswerMail(facts);
}

std::vector<Mail> AllMails() {
  FollowUpMailFacts answered = SampleFollowUp();
  answered.follow_up = DeclineFollowUp::kAnswered;
  return {ReminderMail(SampleMatch()),
          OverdueMail(SampleOverdue()),
          AnswerMailOf(MatchAnswerKind::kTellMeMore, "Who paid?"),
          AnswerMailOf(MatchAnswerKind::kWeWillTry, ""),
          AnswerMail(SampleAnswer()),
          FollowUpMail(answered),
          FollowUpMail(SampleFollowUp()),
          IdeaEndMail(SampleWithdrawal()),
          IdeaEndMail(SampleReplacement())};
}

TEST(MatchCourseMail, BothPartsSayTheSameWithOneAction) {
  for (const Mail& mail : AllMails()) {
    const ReadHtml read = ReadMailHtml(mail.html);
    EXPECT_THAT(read.violations, IsEmpty());
    EXPECT_EQ(WordsOf(read.text), WordsOf(mail.text));
    ASSERT_EQ(read.links.size(), 2U) << mail.text;
    EXPECT_EQ(read.links[0], "https://waggle.example.org/m/8b1c9e1e-4f0a-8d3b-9c5d-2f6a7b8c9d0e");
    EXPECT_EQ(read.links[1], read.links[0]);
    EXPECT_THAT(Said(mail), HasSubstr("Why you got this: you "));
    EXPECT_LT(mail.text.size(), 2'500U);
  }
}

TEST(MatchCourseMail, TheirKindsCanBeSorted) {
  std::set<std::string> lists;
  for (const Mail& mail : AllMails()) lists.insert(mail.headers.at(1).value.value());
  EXPECT_EQ(lists.size(), 5U);
  EXPECT_THAT(lists, Contains("<match-follow-up.waggle.example.org>"));
}

TEST(ReminderMail, SaysWhenAndAsksForOneClick) {
  MatchMailFacts facts = SampleMatch();
  facts.cautions = {{.sentence = "It needs a pharmacist."}};
  const Mail mail = ReminderMail(facts);
  const std::string said = Said(mail);
  EXPECT_THAT(mail.subject.value(),
              StartsWith("Reminder: an idea for your practice: Borrow-a-cuff: finding"));
  EXPECT_THAT(said, HasSubstr("We sent this idea to Harrowmere Lanternhouse Surgery on 22 November "
                              "2025 and have no answer yet. One click is enough, and a no with a "
                              "reason helps too."));
  EXPECT_THAT(said, HasSubstr("Home blood pressure readings pile up on paper"));
  EXPECT_THAT(said, HasSubstr("It needs a pharmacist."));
  EXPECT_THAT(said, HasSubstr("Not yet reviewed"));
  EXPECT_THAT(said, Not(HasSubstr("214 new diagnoses"))) << "shorter than the proposal";
  const Mail proposal = ComposeMatchMail(SampleDelivery(), facts, SampleSettings());
  EXPECT_LT(mail.text.size(), proposal.text.size());
}

TEST(OverdueMail, SaysWhoWhatAndWhatToDo) {
  const Mail mail = OverdueMail(SampleOverdue());
  const std::string said = Said(mail);
  EXPECT_THAT(mail.subject.value(), StartsWith("Please talk to a practice about: Borrow-a-cuff"));
  EXPECT_THAT(said, HasSubstr("Dear Tamsin Oakhollow,"));
  EXPECT_THAT(said, HasSubstr("Harrowmere Lanternhouse Surgery has not answered an idea that we "
                              "sent on 22 November 2025, nor our reminder of 28 November 2025. "
                              "Would you please talk to them?"));
  EXPECT_THAT(said, HasSubstr("If we should not remind them, tell us why"));
  EXPECT_THAT(said, HasSubstr("We have the wrong contact details."));
  OverdueMailFacts facts = SampleOverdue();
  facts.remind_time.reset();
  EXPECT_THAT(Said(OverdueMail(facts)), HasSubstr("on 22 November 2025. Would you"));
}

TEST(AnswerMail, PassesAQuestionOn) {
  const Mail mail = AnswerMailOf(MatchAnswerKind::kTellMeMore, "Who paid for the monitors?");
  const std::string said = Said(mail);
  EXPECT_THAT(mail.subject.value(), StartsWith("A practice asks about your idea: Borrow-a-cuff"));
  EXPECT_THAT(said, HasSubstr("Harrowmere Lanternhouse Surgery would like to know more about your "
                              "idea."));
  EXPECT_THAT(said, HasSubstr("What they ask “Who paid for the monitors?”"));
  EXPECT_THAT(said, Not(HasSubstr("stands in the way")));
  EXPECT_THAT(Said(AnswerMailOf(MatchAnswerKind::kTellMeMore, " ")),
              Not(HasSubstr("What they ask")));
}

TEST(AnswerMail, BringsGoodNewsWithTheCredit) {
  const std::string said = Said(AnswerMailOf(MatchAnswerKind::kWeWillTry, "From January."));
  EXPECT_THAT(said, HasSubstr("Good news: Harrowmere Lanternhouse Surgery will try your idea."));
  EXPECT_THAT(said, HasSubstr("What they wrote “From January.”"));
  EXPECT_THAT(said, HasSubstr("stays credited to you and Tideswell Bridge Surgery"));
}

TEST(AnswerMail, PutsANoAsAQuestionToSolve) {
  const Mail mail = AnswerMail(SampleAnswer());
  const std::string said = Said(mail);
  EXPECT_THAT(mail.subject.value(), StartsWith("A question to solve about your idea: Borrow"));
  EXPECT_THAT(said, HasSubstr("says that it would not work there as it is."));
  EXPECT_THAT(said, HasSubstr("What stands in the way It does not work with the practice’s IT or "
                              "clinical system. Staff do not have the time."));
  EXPECT_THAT(said, HasSubstr("In their words “We are on SystmOne,"));
  EXPECT_THAT(said, HasSubstr("What would have to change?"));
}

TEST(AnswerMail, QuotesWordsWholeAndWithoutLinks) {
  std::string words = "See http://evil.com/ first. ";
  while (words.size() < 1'900) words += "word ";
  const std::string said = Said(AnswerMailOf(MatchAnswerKind::kNotForUs, words + "end"));
  EXPECT_THAT(said, HasSubstr("word end”"));
  EXPECT_THAT(said, Not(HasSubstr("evil")));
}

TEST(FollowUpMail, TellsTheAnswer) {
  FollowUpMailFacts facts = SampleFollowUp();
  facts.follow_up = DeclineFollowUp::kAnswered;
  const Mail mail = FollowUpMail(facts);
  const std::string said = Said(mail);
  EXPECT_THAT(mail.subject.value(), StartsWith("An answer to what you said: Borrow-a-cuff"));
  EXPECT_THAT(said, HasSubstr("On 22 November 2025 Harrowmere Lanternhouse Surgery said that this "
                              "idea would not work there. Now there is an answer from Tideswell "
                              "Bridge Surgery."));
  EXPECT_THAT(said, HasSubstr("What you said It does not work with the practice’s IT"));
  EXPECT_THAT(said, HasSubstr("Their answer “Our neighbours run it on SystmOne"));
  EXPECT_THAT(said, HasSubstr("“Yes, we will try it.”"));
  EXPECT_THAT(said, HasSubstr("“It is still not for us.”"));
  EXPECT_THAT(said, HasSubstr("you are a practice manager at Harrowmere"));
}

TEST(FollowUpMail, OffersAnotherForm) {
  const Mail mail = FollowUpMail(SampleFollowUp());
  const std::string said = Said(mail);
  EXPECT_THAT(mail.subject.value(), StartsWith("An idea changed for your practice: Borrow"));
  EXPECT_THAT(said, HasSubstr("it is now offered in another form by Tideswell Bridge Surgery."));
  EXPECT_THAT(said, HasSubstr("What would be different “Our neighbours"));
  EXPECT_THAT(said, HasSubstr("“Yes, we will try it in this form.”"));
}

TEST(FollowUpMail, StandsWithTheLeastThatIsKnown) {
  FollowUpMailFacts facts = SampleFollowUp();
  facts.recipient.role = PersonRole::kInnovationAdvocate;
  facts.practice_name = facts.words = "";
  facts.idea = {};
  facts.idea.title = "T";
  facts.barriers = {};
  const std::string said = Said(FollowUpMail(facts));
  EXPECT_THAT(said, HasSubstr("On 22 November 2025 your practice said that"));
  EXPECT_THAT(said, HasSubstr("by the practice that had it."));
  EXPECT_THAT(said, HasSubstr("you are an innovation advocate at a practice"));
  EXPECT_THAT(said, Not(HasSubstr("What would be different")));
  EXPECT_THAT(said, Not(HasSubstr("What you said")));
}

TEST(IdeaEndMail, SaysThatItWasWithdrawnAndWhy) {
  const Mail mail = IdeaEndMail(SampleWithdrawal());
  const std::string said = Said(mail);
  EXPECT_THAT(mail.subject.value(), StartsWith("Withdrawn: an idea that you use: Borrow-a-cuff"));
  EXPECT_THAT(said, HasSubstr("Harrowmere Lanternhouse Surgery told us that it tries the idea "
                              "below or does it already. This idea has now been withdrawn."));
  EXPECT_THAT(said, HasSubstr("Why it was withdrawn “Two of the monitors that we lend"));
  EXPECT_THAT(said, HasSubstr("Tell everybody who works with it."));
  EXPECT_THAT(said, HasSubstr("With questions, contact Tideswell Bridge Surgery"));
  EXPECT_THAT(said, Not(HasSubstr("We were not told why")));
  EXPECT_THAT(said, Not(HasSubstr("taken its place")));
}

TEST(IdeaEndMail, NamesWhatHasTakenItsPlace) {
  const Mail mail = IdeaEndMail(SampleReplacement());
  const std::string said = Said(mail);
  EXPECT_THAT(mail.subject.value(), StartsWith("Replaced: an idea that you use: Borrow-a-cuff"));
  EXPECT_THAT(said, HasSubstr("Another idea has now taken its place."));
  EXPECT_THAT(said, HasSubstr("In its place Borrow-a-cuff with a pharmacy: the same, without a "
                              "drawer From Quillbrook Health Centre."));
  EXPECT_THAT(said, Not(HasSubstr("withdrawn")));
}

TEST(IdeaEndMail, QuotesTheReasonWholeAndWithoutLinks) {
  IdeaEndMailFacts facts = SampleWithdrawal();
  facts.reason = "See http://evil.com/ first. ";
  while (facts.reason.size() < 990) facts.reason += "word ";
  facts.reason += "end";
  const std::string said = Said(IdeaEndMail(facts));
  EXPECT_THAT(said, HasSubstr("word end”"));
  EXPECT_THAT(said, Not(HasSubstr("evil")));
}

TEST(IdeaEndMail, StandsWithTheLeastThatIsKnown) {
  IdeaEndMailFacts facts = SampleWithdrawal();
  facts.practice_name = facts.idea.practice_name = "";
  facts.reason = " \u200B\n";
  const std::string withdrawn = Said(IdeaEndMail(facts));
  EXPECT_THAT(withdrawn, HasSubstr("Your practice told us that"));
  EXPECT_THAT(withdrawn, HasSubstr("We were not told why. Please ask the practice that had it."));
  EXPECT_THAT(withdrawn, Not(HasSubstr("Why it was withdrawn")));
  facts = SampleReplacement();
  facts.successor->practice_name = "";
  EXPECT_THAT(Said(IdeaEndMail(facts)), HasSubstr("From a practice."));
  facts.successor.reset();
  const std::string replaced = Said(IdeaEndMail(facts));
  EXPECT_THAT(replaced, HasSubstr("Another idea has now taken its place."));
  EXPECT_THAT(replaced, Not(HasSubstr("In its place")));
}

TEST(BarrierSentence, EachIsOneOfItsOwn) {
  std::set<std::string_view> sentences;
  for (const Barrier barrier : kBarriers) {
    const std::string_view sentence = BarrierSentence(barrier);
    EXPECT_TRUE(sentence.ends_with('.')) << sentence;
    EXPECT_LE(sentence.size(), 80U) << sentence;
    sentences.insert(sentence);
  }
  EXPECT_EQ(sentences.size(), kBarriers.size());
}

TEST(DateInWords, IsTheDayInEngland) {
  using std::chrono::hours;
  using std::chrono::sys_days;
  using namespace std::chrono;
  const auto at = [](year_month_day day, hours hour) { return Time(sys_days(day) + hour); };
  EXPECT_EQ(DateInWords(at(2026y / January / 31, hours(23))), "31 January 2026");
  EXPECT_EQ(DateInWords(at(2026y / August / 6, hours(22))), "6 August 2026");
  EXPECT_EQ(DateInWords(at(2026y / August / 6, hours(23))), "7 August 2026");
  EXPECT_EQ(DateInWords(at(2026y / March / 28, hours(23))), "28 March 2026");
  EXPECT_EQ(DateInWords(at(2026y / March / 29, hours(23))), "30 March 2026");
  EXPECT_EQ(DateInWords(at(2026y / October / 24, hours(23))), "25 October 2026");
  EXPECT_EQ(DateInWords(at(2026y / October / 25, hours(23))), "25 October 2026");
}

}  // namespace
}  // namespace waggle::notification::domain
