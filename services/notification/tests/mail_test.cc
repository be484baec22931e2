#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "services/notification/domain/match_mail.h"
#include "services/notification/domain/review_mail.h"
#include "services/notification/tests/mail_reader.h"
#include "services/notification/tests/sample_facts.h"

namespace waggle::notification::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Mail MatchMail() { return ComposeMatchMail(SampleDelivery(), SampleMatch(), SampleSettings()); }
Mail ReviewMail() {
  return ComposeReviewMail(SampleReviewDelivery(), SampleReview(), SampleSettings());
}

// The text in words, so that its line breaks do not matter.
std::string Said(const Mail& mail) {
  std::string said;
  for (const std::string& word : WordsOf(mail.text)) said += word + " ";
  return said;
}

std::string SaidOf(const MatchMailFacts& facts) {
  return Said(ComposeMatchMail(SampleDelivery(), facts, SampleSettings()));
}

TEST(MatchMail, SaysWhatWhyAndWhatToDo) {
  const std::string said = Said(MatchMail());
  EXPECT_THAT(said, HasSubstr("Dear Delphine Ashcombe-Ode,"));
  EXPECT_THAT(
      said,
      HasSubstr("Tideswell Bridge Surgery has an idea that may help with a problem at Harrowmere "
                "Lanternhouse Surgery."));
  EXPECT_THAT(said, HasSubstr("Your problem: “Home blood pressure readings pile up on paper” (both "
                              "mention readings and blood pressure)."));
  EXPECT_THAT(
      said, HasSubstr("Borrow-a-cuff: finding high blood pressure with loan monitors and a text"));
  EXPECT_THAT(said, HasSubstr("Not yet reviewed"));
  EXPECT_THAT(said, HasSubstr("214 new diagnoses in a year."));
  EXPECT_THAT(said, HasSubstr("searches or reports in EMIS"));
  EXPECT_THAT(said,
              HasSubstr("https://waggle.example.org/m/8b1c9e1e-4f0a-8d3b-9c5d-2f6a7b8c9d0e "));
  EXPECT_THAT(said, HasSubstr("Or reply to this email"));
  EXPECT_THAT(said, HasSubstr("ask Tideswell Bridge Surgery for Dr Imran Silverbeck."));
  EXPECT_THAT(said, HasSubstr("you are a practice manager at Harrowmere Lanternhouse Surgery"));
}

TEST(MatchMail, SubjectNamesTheIdeaAndNotTheProblem) {
  const Mail mail = MatchMail();
  EXPECT_EQ(
      mail.subject.value(),
      "An idea for your practice: Borrow-a-cuff: finding high blood pressure with loan monitors…");
  EXPECT_THAT(mail.subject.value(), Not(HasSubstr("pile up")));
}

TEST(MatchMail, TellsTheReporterSo) {
  MatchMailFacts facts = SampleMatch();
  facts.problems.push_back(facts.problems[0]);
  facts.problems[1].reporter = facts.recipient.id;
  EXPECT_THAT(SaidOf(facts), HasSubstr("you reported a problem at Harrowmere Lanternhouse Surgery "
                                       "that this idea may help with."));
  facts.problems[1].kind = ProblemKind::kWant;
  EXPECT_THAT(SaidOf(facts), HasSubstr("you asked for Harrowmere Lanternhouse Surgery to hear of "
                                       "ideas like this."));
}

TEST(MatchMail, GivesItsReasonsInThreeLines) {
  MatchMailFacts facts = SampleMatch();
  facts.agreements = {{.sentence = "Working at 3 practices like yours, one of them in your PCN.",
                       .subject = FitSubject::kElsewhere}};
  facts.cautions = {
      {.sentence = "It rests on <EMIS> searches; you use SystmOne, so they must be built again.",
       .subject = FitSubject::kClinicalSystem},
      {.sentence = "It needs a pharmacist."}};
  const Mail mail = ComposeMatchMail(SampleDelivery(), facts, SampleSettings());
  EXPECT_THAT(
      mail.text,
      HasSubstr("| Your problem: “Home blood pressure readings pile up on paper” (both\n"
                "|   mention readings and blood pressure).\n"
                "| Know first: It rests on <EMIS> searches; you use SystmOne, so they\n"
                "|   must be built again. And 1 more caution.\n"
                "| Elsewhere: Working at 3 practices like yours, one of them in your PCN.\n"));
  EXPECT_THAT(mail.html, HasSubstr("<strong>Know first:</strong> It rests on &lt;EMIS&gt; "));
}

TEST(MatchMail, HasNoBoxWithoutReasons) {
  MatchMailFacts facts = SampleMatch();
  facts.problems.clear();
  const Mail mail = ComposeMatchMail(SampleDelivery(), facts, SampleSettings());
  EXPECT_THAT(mail.text, Not(HasSubstr("\n| ")));
  EXPECT_THAT(mail.html, Not(HasSubstr("class=\"card\"")));
}

TEST(MatchMail, CountsProblemsAndNamesTheBest) {
  MatchMailFacts facts = SampleMatch();
  facts.problems = {{.title = "Alpha", .reporter = {}, .shared_words = {}},
                    {.title = "Beta", .reporter = {}, .shared_words = {}},
                    {.title = "Gamma", .reporter = {}, .shared_words = {}}};
  const std::string said = SaidOf(facts);
  EXPECT_THAT(said, HasSubstr("may help with 3 problems at"));
  EXPECT_THAT(said, HasSubstr("Your problem: “Alpha”, and 2 more of your problems."));
  EXPECT_THAT(said, Not(HasSubstr("Beta")));
  EXPECT_THAT(said, HasSubstr("which reported a problem that this idea may help with."));
}

TEST(MatchMail, SpeaksOfNoProblemToWhoAskedToHear) {
  MatchMailFacts facts = SampleMatch();
  facts.problems[0].kind = ProblemKind::kWant;
  const std::string said = SaidOf(facts);
  EXPECT_THAT(said, HasSubstr("Tideswell Bridge Surgery has an idea of the kind that Harrowmere "
                              "Lanternhouse Surgery asked to hear of."));
  EXPECT_THAT(said, HasSubstr("What you asked to hear of: “Home blood pressure"));
  EXPECT_THAT(said, HasSubstr("Surgery, which asked to hear of ideas like this."));
  facts.problems.push_back({.title = "Beta", .reporter = {}, .shared_words = {}});
  EXPECT_THAT(SaidOf(facts), HasSubstr("has an idea that may help with a problem at Harrowmere"))
      << "a want is not counted";
}

TEST(MatchMail, SpeaksOfTheClinicalSystemOnce) {
  const std::string line = "searches or reports in EMIS";
  const FitPoint caution{.sentence = "It rests on EMIS searches; you use SystmOne.",
                         .subject = FitSubject::kClinicalSystem};
  MatchMailFacts facts = SampleMatch();
  facts.cautions = {caution};
  EXPECT_THAT(SaidOf(facts), Not(HasSubstr(line)));
  facts.cautions = {};
  facts.agreements = {caution};
  EXPECT_THAT(SaidOf(facts), Not(HasSubstr(line)));
  facts.agreements = {{.sentence = "One."}, caution};
  EXPECT_THAT(SaidOf(facts), HasSubstr(line)) << "the second agreement is not shown";
}

TEST(MatchMail, ClaimsNoProblemWhenNoneIsKnown) {
  MatchMailFacts facts = SampleMatch();
  facts.problems.clear();
  const std::string said = SaidOf(facts);
  EXPECT_THAT(said, HasSubstr("has an idea that may help Harrowmere Lanternhouse Surgery."));
  EXPECT_THAT(said, HasSubstr("you are a practice manager at Harrowmere Lanternhouse Surgery."));
  EXPECT_THAT(said, Not(HasSubstr("Your problem")));
  EXPECT_THAT(said, Not(HasSubstr("which reported")));
}

TEST(MatchMail, StandsWithTheLeastThatIsKnown) {
  MatchMailFacts facts = SampleMatch();
  facts.recipient.display_name = " ";
  facts.practice_name = "";
  facts.idea = {};
  facts.idea.title = "T";
  facts.problems = {{.title = "P", .reporter = {}, .shared_words = {}}};
  const std::string said = SaidOf(facts);
  EXPECT_THAT(said, HasSubstr("Dear colleague, Another practice has an idea that may help with a "
                              "problem at your practice."));
  EXPECT_THAT(said, Not(HasSubstr("How it works")));
  EXPECT_THAT(said, Not(HasSubstr("Good to know")));
}

TEST(MatchMail, IsMuchShorterThanALongIdea) {
  MatchMailFacts facts = SampleMatch();
  std::string text;
  for (int i = 0; i < 1'500; ++i) text += "thing" + std::to_string(i) + " ";
  facts.idea.problem_it_solves = facts.idea.how_it_works = facts.idea.resources =
      facts.idea.results_so_far = text;
  facts.idea.core_elements = facts.idea.adaptable_elements = std::vector<std::string>(20, text);
  const Mail mail = ComposeMatchMail(SampleDelivery(), facts, SampleSettings());
  EXPECT_LT(mail.text.size(), 3'000U);
  EXPECT_THAT(mail.text, HasSubstr("…"));
}

TEST(ReviewMail, SaysWhatWhyAndWhatToDo) {
  const Mail mail = ReviewMail();
  const std::string said = Said(mail);
  EXPECT_EQ(
      mail.subject.value(),
      "Please review: Borrow-a-cuff: finding high blood pressure with loan monitors and a text");
  EXPECT_THAT(said, HasSubstr("Dear Oriana Plumstead-Vale,"));
  EXPECT_THAT(said, HasSubstr("As a quality improvement reviewer, would you please"));
  EXPECT_THAT(said, HasSubstr("Loan monitors with a simple booking-out book"));
  EXPECT_THAT(said, HasSubstr("Who rings the high readings"));
  EXPECT_THAT(said, HasSubstr("Is anything in it unsafe, or missing?"));
  EXPECT_THAT(said,
              HasSubstr("https://waggle.example.org/r/8b1c9e1e-4f0a-8d3b-9c5d-2f6a7b8c9d0e "));
  EXPECT_THAT(said, HasSubstr("share these words: hypertension, monitors and pharmacist."));
}

TEST(ReviewMail, AsksAdvocatesTheirOwnQuestions) {
  ReviewMailFacts facts = SampleReview();
  facts.role = ReviewerRole::kInnovationAdvocate;
  facts.shared_words.clear();
  const std::string said = Said(ComposeReviewMail(SampleReviewDelivery(), facts, SampleSettings()));
  EXPECT_THAT(said, HasSubstr("As an innovation advocate, would you please"));
  EXPECT_THAT(said, HasSubstr("What would help them to start?"));
  EXPECT_THAT(said, Not(HasSubstr("share these words")));
}

TEST(Mail, CarriesTheHeadersThatMachinesSortBy) {
  const Mail mail = MatchMail();
  EXPECT_EQ(mail.message_id, SampleDelivery().message_id);
  EXPECT_EQ(mail.date, SampleTime());
  EXPECT_EQ(mail.to.name.value(), "Delphine Ashcombe-Ode");
  EXPECT_THAT(mail.headers,
              ElementsAre(MailHeader{"Auto-Submitted", HeaderText("auto-generated")},
                          MailHeader{"List-Id", HeaderText("<match-proposed.waggle.example.org>")},
                          MailHeader{"traceparent", HeaderText(SampleDelivery().traceparent)}));
  EXPECT_THAT(ReviewMail().headers,
              Contains(MailHeader{"List-Id", HeaderText("<review-assigned.waggle.example.org>")}));
}

TEST(Mail, IsTheSameOnEveryAttempt) {
  EXPECT_EQ(MatchMail().text, MatchMail().text);
  EXPECT_EQ(MatchMail().html, MatchMail().html);
}

TEST(Mail, BothPartsSayTheSame) {
  for (const Mail& mail : {MatchMail(), ReviewMail()}) {
    const ReadHtml read = ReadMailHtml(mail.html);
    EXPECT_THAT(read.violations, testing::IsEmpty());
    EXPECT_EQ(WordsOf(read.text), WordsOf(mail.text));
  }
}

TEST(Mail, HasOneActionAndLoadsNothing) {
  for (const Mail& mail : {MatchMail(), ReviewMail()}) {
    const ReadHtml read = ReadMailHtml(mail.html);
    ASSERT_EQ(read.links.size(), 2U);
    EXPECT_EQ(read.links[0], read.links[1]);
    for (const std::string trap :
         {"src=", "<img", "url(", "@import", "<script", "<form", "<table"}) {
      EXPECT_THAT(mail.html, Not(HasSubstr(trap)));
    }
  }
}

TEST(Mail, CanBeReadByEverybody) {
  const std::string html = MatchMail().html;
  EXPECT_THAT(html, HasSubstr("<html lang=\"en-GB\" dir=\"ltr\">"));
  EXPECT_THAT(html, HasSubstr("<title>An idea for your practice: Borrow-a-cuff"));
  EXPECT_THAT(html, HasSubstr("prefers-color-scheme:dark"));
  const std::string text = MatchMail().text;
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    if (text.compare(at, 8, "https://") != 0) longest = std::max(longest, end - at);
    at = end + 1;
  }
  EXPECT_LE(longest, 80U);
}

}  // namespace
}  // namespace waggle::notification::domain
