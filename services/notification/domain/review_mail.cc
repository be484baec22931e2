#include "services/notification/domain/review_mail.h"

#include <cstddef>
#include <string>
#include <utility>

#include "services/notification/domain/clean_text.h"
#include "services/notification/domain/idea_blocks.h"
#include "services/notification/domain/mail_frame.h"

namespace waggle::notification::domain {
namespace {

constexpr std::size_t kSharedWords = 8;

std::string Introduction(const ReviewMailFacts& facts) {
  const std::string practice = Quotable(facts.idea.practice_name, kNameCharacters);
  return (practice.empty() ? "A practice" : practice) + " has shared an idea. As " +
         std::string(RoleInWords(facts.role)) +
         ", would you please say what you think of it? Practices that have the problem hear of it "
         "too, and "
         "your view helps them decide.";
}

Bullets Questions(ReviewerRole role) {
  switch (role) {
    case ReviewerRole::kQiReviewer:
      return {"What we would like to know",
              {"Is anything in it unsafe, or missing?",
               "Do the results convince you, and what should be measured?",
               "Where would it work, and where not?"}};
    case ReviewerRole::kInnovationAdvocate:
      return {"What we would like to know",
              {"Is it clear enough for another practice to do?",
               "Which practices near you would it suit, and which not?",
               "What would help them to start?"}};
  }
  return {};
}

void AddAnswer(const Delivery& delivery, const ReviewMailFacts& facts, const MailSettings& settings,
               std::vector<Block>& blocks) {
  const std::string author = Quotable(facts.idea.author_name, kNameCharacters);
  const std::string practice = Quotable(facts.idea.practice_name, kNameCharacters);
  blocks.push_back(Heading{"Your view"});
  blocks.push_back(Questions(facts.role));
  blocks.push_back(
      Action{"Open the idea and give your view", PageUrl(settings, "r", delivery.subject_id)});
  blocks.push_back(Paragraph{"Or reply to this email; a few lines are enough."});
  if (!practice.empty()) {
    blocks.push_back(Paragraph{"To ask the people who do it, contact " + practice +
                               (author.empty() ? "." : " and ask for " + author + ".")});
  }
  blocks.push_back(
      Paragraph{"If you have no time, or are too close to the idea or its authors to judge it, "
                "please reply and say so."});
}

std::string WhyYou(const ReviewMailFacts& facts) {
  const std::string words = SharedWords(facts.shared_words, kSharedWords);
  const std::string role = "Why you got this: you are " + std::string(RoleInWords(facts.role));
  if (words.empty()) return role + ", and from another practice than the idea.";
  return role + ", and what you know and the idea share these words: " + words + ".";
}

}  // namespace

std::string_view RoleInWords(ReviewerRole role) {
  switch (role) {
    case ReviewerRole::kQiReviewer:
      return "a quality improvement reviewer";
    case ReviewerRole::kInnovationAdvocate:
      return "an innovation advocate";
  }
  return "";
}

std::vector<Block> ReviewSmallPrint(const ReviewMailFacts& facts) {
  return {
      Paragraph{WhyYou(facts)},
      Paragraph{
          "Waggle carries ideas from the practice that had them to practices with the problem they "
          "solve, and asks reviewers to vouch for them."},
      Paragraph{"Nobody sees whether you open this email."}};
}

Mail ComposeReviewMail(const Delivery& delivery, const ReviewMailFacts& facts,
                       const MailSettings& settings) {
  MailContent content;
  content.blocks.push_back(Greeting(facts.recipient));
  content.blocks.push_back(Paragraph{Introduction(facts)});
  for (Block& block : WholeIdea(facts.idea)) content.blocks.push_back(std::move(block));
  AddAnswer(delivery, facts, settings, content.blocks);
  content.blocks.push_back(Signature(settings));
  content.small_print = ReviewSmallPrint(facts);
  return FrameMail(delivery, facts.recipient, facts.address, "Please review: ", facts.idea.title,
                   std::move(content), settings);
}

}  // namespace waggle::notification::domain
