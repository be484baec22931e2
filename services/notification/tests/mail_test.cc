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

// Both parts in words, so that a line break in one of them does not matter.
std::string Said(const Mail& mail) {
  std::string said;
  for (const std::string& word : WordsOf(mail.text)) said += word + " ";
  return said;
}

TEST(MatchMail, SaysWhatWhyAndWhatToDo) {
  const std::string said = Said(MatchMail());
  EXPECT_THAT(said, HasSubstr("Dear Delphine Ashcombe-Ode,"));
  EXPECT_THAT(
      said,
      HasSubstr("Tideswell Bridge Surgery has an idea that may help with a problem at Harrowmere "
                "Lanternhouse Surgery."));
  EXPECT_THAT(said, HasSubstr("Your problem Home blood pressure readings pile up on paper"));
  EXPECT_THAT(said, HasSubstr("Both mention: readings, blood pressure, monitors and seven weeks"));
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
  facts.problems[0].reporter = facts.recipient.id;
  EXPECT_THAT(Said(ComposeMatchMail(SampleDelivery(), facts, SampleSettings())),
              HasSubstr("you reported the problem above for Harrowmere Lanternhouse Surgery."));
}

TEST(MatchMail, CountsProblemsAndShowsTheFirstThree) {
  MatchMailFacts facts = SampleMatch();
  facts.problems = {{.title = "Alpha", .reporter = {}, .shared_words = {}},
                    {.title = "Beta", .reporter = {}, .shared_words = {}},
                    {.title = "Gamma", .reporter = {}, .shared_words = {}},
                    {.title = "Delta", .reporter = {}, .shared_words = {}}};
  const std::string said = Said(ComposeMatchMail(SampleDelivery(), facts, SampleSettings()));
  EXPECT_THAT(said, HasSubstr("may help with 4 problems at"));
  EXPECT_THAT(said, HasSubstr("Your problem Alpha The idea speaks of the same in other words. "
                              "Your problem Beta The"));
  EXPECT_THAT(said, HasSubstr("Your problem Gamma"));
  EXPECT_THAT(said, Not(HasSubstr("Delta")));
  EXPECT_THAT(said, Not(HasSubstr("Both mention")));
  EXPECT_THAT(said, HasSubstr("which reported the problems above."));
}

TEST(MatchMail, SaysWhatSpeaksForTheIdeaAndWhatToKnowFirst) {
  MatchMailFacts facts = SampleMatch();
  EXPECT_THAT(Said(ComposeMatchMail(SampleDelivery(), facts, SampleSettings())),
              Not(HasSubstr("Know before you try")));
  facts.agreements = {{.sentence = "A practice in your PCN made it."},
                      {.sentence = "You are alike."},
                      {.sentence = "A third reason."}};
  facts.cautions = {{.sentence = "It rests on <EMIS> searches."}};
  const std::string said = Said(ComposeMatchMail(SampleDelivery(), facts, SampleSettings()));
  EXPECT_THAT(said, HasSubstr("Why it may suit you"));
  EXPECT_THAT(said, HasSubstr("A practice in your PCN made it."));
  EXPECT_THAT(said, HasSubstr("You are alike."));
  EXPECT_THAT(said, Not(HasSubstr("A third reason."))) << "two are read, five are not";
  EXPECT_THAT(said, HasSubstr("Know before you try"));
  EXPECT_THAT(said, HasSubstr("It rests on <EMIS> searches."));
}

TEST(MatchMail, SpeaksOfTheClinicalSystemOnce) {
  const std::string line = "searches or reports in EMIS";
  const FitPoint caution{.sentence = "It rests on EMIS searches; you use SystmOne.",
                         .subject = FitSubject::kClinicalSystem};
  MatchMailFacts facts = SampleMatch();
  facts.cautions = {caution};
  EXPECT_THAT(Said(ComposeMatchMail(SampleDelivery(), facts, SampleSettings())),
              Not(HasSubstr(line)));
  facts.cautions = {};
  facts.agreements = {caution};
  EXPECT_THAT(Said(ComposeMatchMail(SampleDelivery(), facts, SampleSettings())),
              Not(HasSubstr(line)));
  facts.agreements = {{.sentence = "One."}, {.sentence = "Two."}, caution};
  EXPECT_THAT(Said(ComposeMatchMail(SampleDelivery(), facts, SampleSettings())), HasSubstr(line))
      << "the third point is not shown";
}

TEST(MatchMail, ClaimsNoProblemWhenNoneIsKnown) {
  MatchMailFacts facts = SampleMatch();
  facts.problems.clear();
  const std::string said = Said(ComposeMatchMail(SampleDelivery(), facts, SampleSettings()));
  EXPECT_THAT(said, HasSubstr("has an idea that may help Harrowmere Lanternhouse Surgery."));
  EXPECT_THAT(said, HasSubstr("you are a practice manager at Harrowmere Lanternhouse Surgery."));
  EXPECT_THAT(said, Not(HasSubstr("problem above")));
}

TEST(MatchMail, StandsWithTheLeastThatIsKnown) {
  MatchMailFacts facts = SampleMatch();
  facts.recipient.display_name = " ";
  facts.practice_name = "";
  facts.idea = {};
  facts.idea.title = "T";
  facts.problems = {{.title = "P", .reporter = {}, .shared_words = {}}};
  const std::string said = Said(ComposeMatchMail(SampleDelivery(), facts, SampleSettings()));
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
