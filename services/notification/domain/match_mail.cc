#include "services/notification/domain/match_mail.h"

#include <algorithm>
#include <string>

#include "services/notification/domain/clean_text.h"
#include "services/notification/domain/idea_blocks.h"
#include "services/notification/domain/mail_frame.h"

namespace waggle::notification::domain {
namespace {

// More would bury the idea; the page shows them all.
constexpr std::size_t kProblemsShown = 3;

std::string NameOr(std::string_view name, std::string_view otherwise) {
  std::string quotable = Quotable(name, kNameCharacters);
  return quotable.empty() ? std::string(otherwise) : quotable;
}

std::string OwnPractice(const MatchMailFacts& facts) {
  return NameOr(facts.practice_name, "your practice");
}

std::string Introduction(const MatchMailFacts& facts) {
  const std::size_t count = facts.problems.size();
  const std::string helps =
      count == 0   ? " has an idea that may help "
      : count == 1 ? " has an idea that may help with a problem at "
                   : " has an idea that may help with " + std::to_string(count) + " problems at ";
  return NameOr(facts.idea.practice_name, "Another practice") + helps + OwnPractice(facts) + ".";
}

void AddProblems(const MatchMailFacts& facts, std::vector<Block>& blocks) {
  for (const MatchedProblem& problem : facts.problems) {
    if (blocks.size() >= kProblemsShown + 2) break;
    Card card{"Your problem", Quotable(problem.title, kTitleCharacters), {}};
    const std::string words = SharedWords(problem.shared_words);
    card.lines.push_back(words.empty() ? "The idea speaks of the same in other words."
                                       : "Both mention: " + words);
    blocks.push_back(std::move(card));
  }
}

// A busy reader takes in two of each; matching sends the most telling first.
void AddFit(const std::string& label, const std::vector<std::string>& sentences,
            std::vector<Block>& blocks) {
  constexpr std::size_t kShown = 2;
  Bullets bullets{label, {}};
  for (const std::string& sentence : sentences) {
    if (bullets.items.size() < kShown)
      bullets.items.push_back(Quotable(sentence, kTitleCharacters));
  }
  if (!bullets.items.empty()) blocks.push_back(std::move(bullets));
}

// What can be done now, without the page.
void AddAnswer(const Delivery& delivery, const MatchMailFacts& facts, const MailSettings& settings,
               std::vector<Block>& blocks) {
  const std::string practice = NameOr(facts.idea.practice_name, "that practice");
  const std::string author = Quotable(facts.idea.author_name, kNameCharacters);
  blocks.push_back(Heading{"Would it help you?"});
  blocks.push_back(Action{"See the idea and answer", PageUrl(settings, "m", delivery.subject_id)});
  blocks.push_back(
      Paragraph{"Or reply to this email in 1 line: “Yes, we would like to try it”, or “It would "
                "not work here, because…”. "
                "Both help: a reason tells " +
                practice + " what to solve next."});
  blocks.push_back(Paragraph{"To talk to the people who do it, ask " + practice +
                             (author.empty() ? "." : " for " + author + ".")});
}

std::string WhyYou(const MatchMailFacts& facts) {
  const bool reported = std::any_of(
      facts.problems.begin(), facts.problems.end(),
      [&](const MatchedProblem& problem) { return problem.reporter == facts.recipient.id; });
  const std::string practice = OwnPractice(facts);
  const std::string_view what =
      facts.problems.size() == 1 ? "the problem above" : "the problems above";
  std::string why = "Why you got this: you ";
  if (reported) return why + "reported " + std::string(what) + " for " + practice + ".";
  why += "are a " + std::string(RoleInWords(facts.recipient.role)) + " at " + practice;
  return why + (facts.problems.empty() ? "." : ", which reported " + std::string(what) + ".");
}

}  // namespace

Mail ComposeMatchMail(const Delivery& delivery, const MatchMailFacts& facts,
                      const MailSettings& settings) {
  MailContent content;
  content.blocks.push_back(Greeting(facts.recipient));
  content.blocks.push_back(Paragraph{Introduction(facts)});
  AddProblems(facts, content.blocks);
  AddFit("Why it may suit you", facts.agreements, content.blocks);
  AddFit("Know before you try", facts.cautions, content.blocks);
  for (Block& block : IdeaAtAGlance(facts.idea)) content.blocks.push_back(std::move(block));
  AddAnswer(delivery, facts, settings, content.blocks);
  content.blocks.push_back(Signature(settings));
  content.small_print = {
      Paragraph{WhyYou(facts)},
      Paragraph{
          "Waggle carries ideas from the practice that had them to practices with the problem they "
          "solve. If you are not the right person, please reply and say so."},
      Paragraph{"Nobody sees whether you open this email."}};
  return FrameMail(delivery, facts.recipient, facts.address,
                   "An idea for your practice: ", facts.idea.title, std::move(content), settings);
}

}  // namespace waggle::notification::domain
