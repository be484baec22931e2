// Writes the mails of the sample facts to a directory, to be looked at:
// `notification_write_sample_mails DIRECTORY`.

#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "services/notification/tests/sample_facts.h"

namespace {

using waggle::notification::domain::Mail;

bool Write(const std::string& path, const Mail& mail) {
  std::ofstream html(path + ".html");
  html << mail.html;
  std::ofstream text(path + ".txt");
  text << "Subject: " << mail.subject.value() << "\n\n" << mail.text;
  return html.good() && text.good();
}

std::vector<std::pair<std::string, Mail>> SampleMails() {
  using namespace waggle::notification::domain;
  MatchMailFacts match = SampleMatch();
  match.agreements = {{.sentence = "Working at 3 practices like yours, one of them in your PCN.",
                       .subject = FitSubject::kElsewhere}};
  match.cautions = {
      {.sentence = "It rests on EMIS searches; you use SystmOne, so they must be built again.",
       .subject = FitSubject::kClinicalSystem},
      {.sentence = "It needs a pharmacist."}};
  MatchMailFacts wanted = SampleMatch();
  wanted.problems[0].title = "Finding high blood pressure without an appointment";
  wanted.problems[0].kind = ProblemKind::kWant;
  wanted.problems[0].shared_words = {"blood pressure"};
  wanted.agreements = {{.sentence = "A practice in your PCN made it."}};
  AnswerMailFacts asks = SampleAnswer();
  asks.kind = MatchAnswerKind::kTellMeMore;
  asks.words = "How long did it take until the text link worked, and who paid for the monitors?";
  AnswerMailFacts tries = SampleAnswer();
  tries.kind = MatchAnswerKind::kWeWillTry;
  tries.words = "We begin in January with ten monitors.";
  FollowUpMailFacts answered = SampleFollowUp();
  answered.follow_up = DeclineFollowUp::kAnswered;
  return {
      {"match", ComposeMatchMail(SampleDelivery(), match, SampleSettings())},
      {"match-wanted", ComposeMatchMail(SampleDelivery(), wanted, SampleSettings())},
      {"review", ComposeReviewMail(SampleReviewDelivery(), SampleReview(), SampleSettings())},
      {"reminder", ReminderMail(match)},
      {"overdue", OverdueMail(SampleOverdue())},
      {"answer-more", AnswerMail(asks)},
      {"answer-try", AnswerMail(tries)},
      {"answer-no", AnswerMail(SampleAnswer())},
      {"follow-up-answer", FollowUpMail(answered)},
      {"follow-up-adaptation", FollowUpMail(SampleFollowUp())},
      {"idea-withdrawn", IdeaEndMail(SampleWithdrawal())},
      {"idea-replaced", IdeaEndMail(SampleReplacement())},
      {"review-reminder-open", ReviewReminderMail(SampleReview(), SampleOpenReview())},
      {"review-reminder-due", ReviewReminderMail(SampleReview(), SampleAcceptedReview())},
      {"review-overdue", ReviewOverdueMail(SampleReview(), SampleOverdueReview())},
      {"review-released", ReviewReleasedMail(SampleReview(), ReviewReleaseReason::kReassigned)}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: notification_write_sample_mails DIRECTORY\n";
    return 2;
  }
  const std::string directory = argv[1];
  for (const auto& [name, mail] : SampleMails()) {
    if (Write(directory + "/" + name, mail)) continue;
    std::cerr << directory << ": cannot be written to\n";
    return 1;
  }
  return 0;
}
