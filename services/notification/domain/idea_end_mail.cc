#include "services/notification/domain/idea_end_mail.h"

#include <string>
#include <string_view>
#include <utility>

#include "services/notification/domain/clean_text.h"
#include "services/notification/domain/mail_frame.h"

namespace waggle::notification::domain {
namespace {

std::string Originator(const IdeaEndMailFacts& facts) {
  return NameOr(facts.idea.practice_name, "the practice that had it");
}

// The subject line is cut after 90 characters, so what happened comes first.
std::string_view SubjectStart(IdeaEnd end) {
  switch (end) {
    case IdeaEnd::kWithdrawn:
      return "Withdrawn: an idea that you use: ";
    case IdeaEnd::kSuperseded:
      return "Replaced: an idea that you use: ";
  }
  return "";
}

std::string Introduction(const IdeaEndMailFacts& facts) {
  const std::string uses = NameOr(facts.practice_name, "Your practice") +
                           " told us that it tries the idea below or does it already. ";
  switch (facts.end) {
    case IdeaEnd::kWithdrawn:
      return uses + "This idea has now been withdrawn. Please decide what you do.";
    case IdeaEnd::kSuperseded:
      return uses + "Another idea has now taken its place.";
  }
  return uses;
}

void AddWithdrawal(const IdeaEndMailFacts& facts, const std::string& url,
                   std::vector<Block>& blocks) {
  if (Quotable(facts.reason, kWordsCharacters).empty()) {
    blocks.push_back(Paragraph{"We were not told why. Please ask " + Originator(facts) + "."});
  }
  AddWords("Why it was withdrawn", facts.reason, blocks);
  blocks.push_back(Heading{"What to do now"});
  blocks.push_back(
      Bullets{"At your practice",
              {"Tell everybody who works with it.",
               "Decide with your clinical lead whether to stop, to change it or to go on.",
               "If it has begun for patients, decide what happens with them."}});
  blocks.push_back(Action{"See what is known about it", url});
  blocks.push_back(
      Paragraph{"With questions, contact " + Originator(facts) +
                ", or reply to this email. We no longer propose this idea to anybody."});
}

void AddReplacement(const IdeaEndMailFacts& facts, const std::string& url,
                    std::vector<Block>& blocks) {
  AddWords("Why it was replaced", facts.reason, blocks);
  const std::string successor =
      facts.successor ? Quotable(facts.successor->title, kTitleCharacters) : "";
  if (!successor.empty()) {
    blocks.push_back(Card{"In its place",
                          successor,
                          {"From " + NameOr(facts.successor->practice_name, "a practice") + "."}});
  }
  blocks.push_back(Heading{"What to do now"});
  blocks.push_back(
      Paragraph{"Please look at the new idea and decide whether to go on as you are or to change. "
                "It may be the same idea told again, or a better one."});
  blocks.push_back(Action{"See what has taken its place", url});
  blocks.push_back(
      Paragraph{"With questions, contact " + Originator(facts) +
                ", or reply to this email. We no longer propose the old idea to anybody."});
}

}  // namespace

Mail ComposeIdeaEndMail(const Delivery& delivery, const IdeaEndMailFacts& facts,
                        const MailSettings& settings) {
  const std::string url = PageUrl(settings, "m", delivery.subject_id);
  MailContent content;
  content.blocks.push_back(Greeting(facts.recipient));
  content.blocks.push_back(Paragraph{Introduction(facts)});
  content.blocks.push_back(Heading{Quotable(facts.idea.title, kTitleCharacters)});
  switch (facts.end) {
    case IdeaEnd::kWithdrawn:
      AddWithdrawal(facts, url, content.blocks);
      break;
    case IdeaEnd::kSuperseded:
      AddReplacement(facts, url, content.blocks);
      break;
  }
  content.blocks.push_back(Signature(settings));
  content.small_print = SmallPrint(
      "Why you got this: you are " + std::string(RoleInWords(facts.recipient.role)) + " at " +
      NameOr(facts.practice_name, "a practice") + ", which tries this idea or does it already.");
  return FrameMail(delivery, facts.recipient, facts.address, SubjectStart(facts.end),
                   facts.idea.title, std::move(content), settings);
}

}  // namespace waggle::notification::domain
