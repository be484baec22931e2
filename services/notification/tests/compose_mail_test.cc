#include "services/notification/adapters/compose_mail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/notification/tests/mail_reader.h"
#include "services/notification/tests/notification_bench.h"

namespace waggle::notification {
namespace {

using namespace matching::v1;
using eventing::ToTimestamp;
using std::chrono::days;
using ::testing::HasSubstr;
using ::testing::Not;

class ComposeMailTest : public ::testing::Test {
 protected:
  ComposeMailTest() { bench_.KnowEverybody(); }

  // The delivery that the match's present state plans last.
  domain::Delivery PlanLast() {
    bench_.Handle(match_.Event());
    return bench_.Deliveries().back();
  }
  Result<domain::Mail> Compose(const domain::Delivery& delivery) {
    return adapters::ComposeMail(
        bench_.store(), delivery,
        {domain::Mailbox::Parse("waggle@example.org").value(), "https://waggle.example.org"});
  }
  // The text in words, so that line ends do not matter.
  std::string Said(const domain::Delivery& delivery) {
    std::string said;
    for (const std::string& word : domain::WordsOf(Compose(delivery).value().text))
      said += word + " ";
    return said;
  }
  // One reason for both: who has not read the problem's text is not shown it.
  static void ExpectNothingUnpublished(const std::string& said) {
    EXPECT_THAT(said, Not(HasSubstr(kProblemTitle)));
    EXPECT_THAT(said, Not(HasSubstr("readings")));
  }
  void ExpectOvertaken(const domain::Delivery& delivery) {
    const auto mail = Compose(delivery);
    ASSERT_FALSE(mail.ok());
    EXPECT_EQ(mail.status().reason(), "OVERTAKEN");
  }

  NotificationBench bench_;
  SampleMatchLog match_;
};

TEST_F(ComposeMailTest, AProposalQuotesTheProblemAndSpeaksOfTheSystemOnce) {
  auto& caution = *match_.state().add_cautions();
  caution.set_code("OTHER_CLINICAL_SYSTEM");
  caution.set_sentence("It rests on EMIS searches; you use SystmOne.");
  intake::v1::IdeaEvent idea = IdeaEventOf();
  idea.mutable_metadata()->set_sequence(2);
  idea.mutable_state()->set_clinical_system(intake::v1::CLINICAL_SYSTEM_EMIS);
  bench_.Handle(idea);
  const std::string said = Said(PlanLast());
  EXPECT_THAT(said, HasSubstr(kProblemTitle));
  EXPECT_THAT(said, HasSubstr("It rests on EMIS searches; you use SystmOne."));
  EXPECT_THAT(said, Not(HasSubstr("searches or reports in EMIS")));
}

TEST_F(ComposeMailTest, AProposalTellsWhatHappenedElsewhereOnce) {
  const auto add = [](auto* points, const std::string& code, const std::string& sentence) {
    points->Add();
    points->Mutable(points->size() - 1)->set_code(code);
    points->Mutable(points->size() - 1)->set_sentence(sentence);
  };
  add(match_.state().mutable_agreements(), "SAME_PCN", "A practice in your PCN made it.");
  add(match_.state().mutable_agreements(), "WORKED_AT_SIMILAR",
      "Working at 1 practice like yours.");
  for (const std::string code : {"STOPPED_IN_PCN_FOR", "DECLINED_AT_SIMILAR_FOR"})
    add(match_.state().mutable_cautions(), code, "Code " + code + ".");
  EXPECT_THAT(
      Said(PlanLast()),
      HasSubstr("Elsewhere: Working at 1 practice like yours. Code STOPPED_IN_PCN_FOR. Code "
                "DECLINED_AT_SIMILAR_FOR. "));
}

TEST_F(ComposeMailTest, AProposalSaysWhetherWordsOrMeaningsMeet) {
  EXPECT_THAT(Said(PlanLast()),
              HasSubstr("Your problem: “Readings pile up on paper” (both mention readings)."));
  match_.state().mutable_problems(0)->clear_matched_terms();
  EXPECT_THAT(Said(PlanLast()), HasSubstr("“Readings pile up on paper”."));
  match_.state().mutable_problems(0)->mutable_parts()->set_has_meaning(true);
  EXPECT_THAT(Said(PlanLast()), HasSubstr("“Readings pile up on paper” (close in meaning)."));
}

TEST_F(ComposeMailTest, AProposalKnowsAWantFromAProblem) {
  intake::v1::ProblemEvent problem = ProblemEventOf();
  problem.mutable_metadata()->set_sequence(2);
  problem.mutable_state()->set_kind(intake::v1::PROBLEM_KIND_WANT);
  bench_.Handle(problem);
  EXPECT_THAT(Said(PlanLast()),
              HasSubstr("What you asked to hear of: “Readings pile up on paper”"));
}

TEST_F(ComposeMailTest, AReminderSaysWhenTheIdeaWasSent) {
  *match_.state().mutable_response_clock()->mutable_remind_time() =
      ToTimestamp(ProposeTime() + days(6));
  EXPECT_THAT(Said(PlanLast()),
              HasSubstr("We sent this idea to Harrowmere Surgery on 22 November 2025"));
}

TEST_F(ComposeMailTest, TheAdvocateReadsOfTheSilenceAndNotOfTheProblem) {
  ResponseClock& clock = *match_.state().mutable_response_clock();
  *clock.mutable_remind_time() = ToTimestamp(ProposeTime() + days(6));
  *clock.mutable_escalate_time() = ToTimestamp(ProposeTime() + days(8));
  clock.set_advocate_person_id(kAdvocate);
  const std::string said = Said(PlanLast());
  EXPECT_THAT(said, HasSubstr("Dear The advocate,"));
  EXPECT_THAT(said, HasSubstr("Harrowmere Surgery has not answered an idea"));
  EXPECT_THAT(said, HasSubstr("our reminder of 28 November 2025"));
  EXPECT_THAT(said, HasSubstr("Borrow-a-cuff"));
  ExpectNothingUnpublished(said);
}

TEST_F(ComposeMailTest, TheAuthorReadsTheAnswerAndNotTheProblem) {
  match_.Answer(MATCH_STATUS_DECLINED, MATCH_ANSWER_KIND_NOT_FOR_US, days(1));
  const std::string said = Said(PlanLast());
  EXPECT_THAT(said, HasSubstr("Dear The author, Harrowmere Surgery has looked at your idea"));
  EXPECT_THAT(said, HasSubstr("Staff do not have the time. There is another reason."));
  EXPECT_THAT(said, HasSubstr("“In the words of answer 1”"));
  ExpectNothingUnpublished(said);
}

TEST_F(ComposeMailTest, ThePracticeReadsWhatWasWrittenBack) {
  match_.Answer(MATCH_STATUS_DECLINED, MATCH_ANSWER_KIND_NOT_FOR_US, days(1));
  match_.FollowUp(DECLINE_FOLLOW_UP_ANSWERED, "We did it with a script.");
  const std::string said = Said(PlanLast());
  EXPECT_THAT(said, HasSubstr("On 23 November 2025 Harrowmere Surgery said"));
  EXPECT_THAT(said, HasSubstr("an answer from Tideswell Surgery."));
  EXPECT_THAT(said, HasSubstr("“We did it with a script.”"));
}

TEST_F(ComposeMailTest, WhoUsesAnIdeaReadsWhyItWasWithdrawn) {
  bench_.Handle(WithdrawnIdeaEventOf("The cuffs read too low."));
  match_.Answer(MATCH_STATUS_TRYING, MATCH_ANSWER_KIND_WE_WILL_TRY, days(1));
  match_.EndIdea(MATCH_CLOSE_REASON_IDEA_WITHDRAWN, days(30));
  const std::string said = Said(PlanLast());
  EXPECT_THAT(said, HasSubstr("Dear The manager, Harrowmere Surgery told us that it tries"));
  EXPECT_THAT(said, HasSubstr("“The cuffs read too low.”"));
  EXPECT_THAT(said, HasSubstr("contact Tideswell Surgery"));
}

TEST_F(ComposeMailTest, ASuccessorIsNamedOnceItIsKnownAndAsLongAsItStands) {
  bench_.Handle(SupersededIdeaEventOf("idea-2"));
  match_.Answer(MATCH_STATUS_TRYING, MATCH_ANSWER_KIND_WE_WILL_TRY, days(1));
  match_.EndIdea(MATCH_CLOSE_REASON_SUPERSEDED, days(30));
  const domain::Delivery ended = PlanLast();
  EXPECT_THAT(Said(ended), HasSubstr("Another idea has now taken its place."));
  EXPECT_THAT(Said(ended), Not(HasSubstr("In its place")));
  intake::v1::IdeaEvent successor = SuccessorIdeaEventOf("idea-2", "Cuffs from the pharmacy");
  bench_.Handle(successor);
  EXPECT_THAT(Said(ended),
              HasSubstr("In its place Cuffs from the pharmacy From Tideswell Surgery."));
  successor.mutable_metadata()->set_sequence(2);
  successor.mutable_state()->set_status(intake::v1::IDEA_STATUS_WITHDRAWN);
  bench_.Handle(successor);
  EXPECT_THAT(Said(ended), Not(HasSubstr("Cuffs from the pharmacy")));
}

// A mail server that is away for a day must not make us ask what was answered meanwhile.
TEST_F(ComposeMailTest, WhatIsNoLongerSoIsNotSent) {
  const domain::Delivery proposal = PlanLast();
  match_.Answer(MATCH_STATUS_INTERESTED, MATCH_ANSWER_KIND_TELL_ME_MORE, days(1));
  const domain::Delivery asks = PlanLast();
  ExpectOvertaken(proposal);
  EXPECT_TRUE(Compose(asks).ok());
  match_.Answer(MATCH_STATUS_DECLINED, MATCH_ANSWER_KIND_NOT_FOR_US, days(2));
  const domain::Delivery declined = PlanLast();
  ExpectOvertaken(asks);
  match_.FollowUp(DECLINE_FOLLOW_UP_ANSWERED, "One.");
  const domain::Delivery answered = PlanLast();
  match_.FollowUp(DECLINE_FOLLOW_UP_ADAPTATION_OFFERED, "Two.");
  const domain::Delivery offered = PlanLast();
  ExpectOvertaken(answered);
  EXPECT_THAT(Said(offered), HasSubstr("“Two.”"));
  EXPECT_TRUE(Compose(declined).ok());
  match_.state().set_status(MATCH_STATUS_CLOSED);
  PlanLast();
  ExpectOvertaken(declined);
}

TEST_F(ComposeMailTest, WhoHasNoAddressIsUnknown) {
  domain::Delivery delivery = PlanLast();
  delivery.recipient = domain::PersonId("nobody");
  EXPECT_EQ(Compose(delivery).status().reason(), "RECIPIENT_UNKNOWN");
}

}  // namespace
}  // namespace waggle::notification
