#include "services/notification/domain/match_mail.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "services/notification/domain/clean_text.h"
#include "services/notification/domain/date_in_words.h"
#include "services/notification/domain/idea_blocks.h"
#include "services/notification/domain/mail_frame.h"

namespace waggle::notification::domain {
namespace {

// More would bury the idea; the page shows them all.
constexpr std::size_t kProblemsShown = 3;
// A busy reader takes in two of each kind; matching sends the most telling first.
constexpr std::size_t kPointsShown = 2;

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

template <class Item>
std::span<const Item> First(const std::vector<Item>& items, std::size_t limit) {
  return std::span(items).first(std::min(items.size(), limit));
}

void AddProblems(std::span<const MatchedProblem> problems, std::vector<Block>& blocks) {
  for (const MatchedProblem& problem : problems) {
    Card card{"Your problem", Quotable(problem.title, kTitleCharacters), {}};
    const std::string words = SharedWords(problem.shared_words);
    card.lines.push_back(words.empty() ? "The idea speaks of the same in other words."
                                       : "Both mention: " + words);
    blocks.push_back(std::move(card));
  }
}

void AddFit(const std::string& label, std::span<const FitPoint> points,
            std::vector<Block>& blocks) {
  Bullets bullets{label, {}};
  for (const FitPoint& point : points)
    bullets.items.push_back(Quotable(point.sentence, kTitleCharacters));
  if (!bullets.items.empty()) blocks.push_back(std::move(bullets));
}

bool SpeaksOfClinicalSystem(std::span<const FitPoint> points) {
  return std::any_of(points.begin(), points.end(), [](const FitPoint& point) {
    return point.subject == FitSubject::kClinicalSystem;
  });
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
  const bool reported = std::any_of(
      facts.problems.begin(), facts.problems.end(),
      [&](const MatchedProblem& problem) { return problem.reporter == facts.recipient.id; });
  const std::string practice = OwnPractice(facts);
  const std::string_view what =
      facts.problems.size() == 1 ? "the problem above" : "the problems above";
  std::string why = "Why you got this: you ";
  if (reported) return why + "reported " + std::string(what) + " for " + practice + ".";
  why += "are " + std::string(RoleInWords(facts.recipient.role)) + " at " + practice;
  return why + (facts.problems.empty() ? "." : ", which reported " + std::string(what) + ".");
}

}  // namespace

Mail ComposeMatchMail(const Delivery& delivery, const MatchMailFacts& facts,
                      const MailSettings& settings) {
  const auto agreements = First(facts.agreements, kPointsShown);
  const auto cautions = First(facts.cautions, kPointsShown);
  const bool said = SpeaksOfClinicalSystem(agreements) || SpeaksOfClinicalSystem(cautions);
  MailContent content;
  content.blocks.push_back(Greeting(facts.recipient));
  content.blocks.push_back(Paragraph{Introduction(facts)});
  AddProblems(First(facts.problems, kProblemsShown), content.blocks);
  AddFit("Why it may suit you", agreements, content.blocks);
  AddFit("Know before you try", cautions, content.blocks);
  for (Block& block :
       IdeaAtAGlance(facts.idea, said ? ClinicalSystemFit::kSaid : ClinicalSystemFit::kNotSaid)) {
    content.blocks.push_back(std::move(block));
  }
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
  AddProblems(First(facts.problems, kProblemsShown), content.blocks);
  AddFit("Know before you try", First(facts.cautions, 1), content.blocks);
  for (Block& block : IdeaInBrief(facts.idea)) content.blocks.push_back(std::move(block));
  AddAnswer(delivery, facts, settings, content.blocks);
  content.blocks.push_back(Signature(settings));
  content.small_print = SmallPrint(WhyYou(facts) +
                                   " We remind you once. After that, we may ask the innovation "
                                   "advocate of your PCN to talk to you.");
  return FrameMail(delivery, facts.recipient, facts.address,
                   "Reminder: an idea for your practice: ", facts.idea.title, std::move(content),
                   settings);
}

}  // namespace waggle::notification::domain
