#include "services/notification/domain/match_mail.h"

#include <algorithm>
#include <string>
#include <utility>

#include "services/notification/domain/clean_text.h"
#include "services/notification/domain/date_in_words.h"
#include "services/notification/domain/idea_blocks.h"
#include "services/notification/domain/mail_frame.h"

namespace waggle::notification::domain {
namespace {

std::string OwnPractice(const MatchMailFacts& facts) {
  return NameOr(facts.practice_name, "your practice");
}

// What the idea is to the practice; wants are spoken of where there is nothing that troubles it.
std::string HowItHelps(const MatchMailFacts& facts) {
  const auto problems = std::count_if(
      facts.problems.begin(), facts.problems.end(),
      [](const MatchedProblem& problem) { return problem.kind == ProblemKind::kProblem; });
  const std::string practice = OwnPractice(facts);
  if (facts.problems.empty()) return "an idea that may help " + practice;
  if (problems == 0) return "an idea of the kind that " + practice + " asked to hear of";
  return "an idea that may help with " +
         (problems == 1 ? "a problem" : std::to_string(problems) + " problems") + " at " + practice;
}

std::string Introduction(const MatchMailFacts& facts) {
  return NameOr(facts.idea.practice_name, "Another practice") + " has " + HowItHelps(facts) + ".";
}

// How the clinical system fits is said by the reasons, or not yet.
ClinicalSystemFit AddReasons(const MatchMailFacts& facts, std::vector<Block>& blocks) {
  MatchReasons reasons = ReasonsOf(facts.problems, facts.agreements, facts.cautions);
  if (!reasons.lines.facts.empty()) blocks.push_back(std::move(reasons.lines));
  return reasons.clinical_system;
}

// What can be done now, without the page.
void AddAnswer(const Delivery& delivery, const MatchMailFacts& facts, const MailSettings& settings,
               std::vector<Block>& blocks) {
  const std::string practice = NameOr(facts.idea.practice_name, "that practice");
  blocks.push_back(Heading{"Would it help you?"});
  blocks.push_back(Action{"See the idea and answer", PageUrl(settings, "m", delivery.subject_id)});
  blocks.push_back(
      Paragraph{"Or reply to this email in 1 line: “Yes, we would like to try it”, or “It would "
                "not work here, because…”. "
                "Both help: a reason tells " +
                practice + " what to solve next."});
}

void AddWhomToAsk(const MatchMailFacts& facts, std::vector<Block>& blocks) {
  const std::string author = Quotable(facts.idea.author_name, kNameCharacters);
  blocks.push_back(Paragraph{"To talk to the people who do it, ask " +
                             NameOr(facts.idea.practice_name, "that practice") +
                             (author.empty() ? "." : " for " + author + ".")});
}

std::string WhyYou(const MatchMailFacts& facts) {
  const std::string practice = OwnPractice(facts);
  const std::string why = "Why you got this: you ";
  const auto own = std::find_if(
      facts.problems.begin(), facts.problems.end(),
      [&](const MatchedProblem& problem) { return problem.reporter == facts.recipient.id; });
  if (own != facts.problems.end()) {
    return why + (own->kind == ProblemKind::kWant
                      ? "asked for " + practice + " to hear of ideas like this."
                      : "reported a problem at " + practice + " that this idea may help with.");
  }
  const std::string role =
      why + "are " + std::string(RoleInWords(facts.recipient.role)) + " at " + practice;
  if (facts.problems.empty()) return role + ".";
  return role + (facts.problems.front().kind == ProblemKind::kWant
                     ? ", which asked to hear of ideas like this."
                     : ", which reported a problem that this idea may help with.");
}

}  // namespace

Mail ComposeMatchMail(const Delivery& delivery, const MatchMailFacts& facts,
                      const MailSettings& settings) {
  MailContent content;
  content.blocks.push_back(Greeting(facts.recipient));
  content.blocks.push_back(Paragraph{Introduction(facts)});
  const ClinicalSystemFit said = AddReasons(facts, content.blocks);
  for (Block& block : IdeaAtAGlance(facts.idea, said)) content.blocks.push_back(std::move(block));
  AddAnswer(delivery, facts, settings, content.blocks);
  AddWhomToAsk(facts, content.blocks);
  content.blocks.push_back(Signature(settings));
  content.small_print = SmallPrint(WhyYou(facts));
  return FrameMail(delivery, facts.recipient, facts.address,
                   "An idea for your practice: ", facts.idea.title, std::move(content), settings);
}

Mail ComposeReminderMail(const Delivery& delivery, const MatchMailFacts& facts, Time propose_time,
                         const MailSettings& settings) {
  MailContent content;
  content.blocks.push_back(Greeting(facts.recipient));
  content.blocks.push_back(
      Paragraph{"We sent this idea to " + OwnPractice(facts) + " on " + DateInWords(propose_time) +
                " and have no answer yet. One click is enough, and a no with a reason helps too."});
  content.blocks.push_back(Paragraph{Introduction(facts)});
  AddReasons(facts, content.blocks);
  for (Block& block : IdeaInBrief(facts.idea)) content.blocks.push_back(std::move(block));
  AddAnswer(delivery, facts, settings, content.blocks);
  content.blocks.push_back(Signature(settings));
  content.small_print = SmallPrint(WhyYou(facts) +
                                   " We remind you once. After that, we may ask the nearest "
                                   "innovation advocate to talk to you.");
  return FrameMail(delivery, facts.recipient, facts.address,
                   "Reminder: an idea for your practice: ", facts.idea.title, std::move(content),
                   settings);
}

}  // namespace waggle::notification::domain
