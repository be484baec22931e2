#include "services/notification/domain/answer_mail.h"

#include <string>
#include <string_view>
#include <utility>

#include "services/notification/domain/clean_text.h"
#include "services/notification/domain/mail_frame.h"

namespace waggle::notification::domain {
namespace {

std::string Answerer(const AnswerMailFacts& facts) {
  return NameOr(facts.practice_name, "A practice");
}

std::string_view SubjectStart(MatchAnswerKind kind) {
  switch (kind) {
    case MatchAnswerKind::kTellMeMore:
      return "A practice asks about your idea: ";
    case MatchAnswerKind::kWeWillTry:
      return "A practice will try your idea: ";
    case MatchAnswerKind::kNotForUs:
      return "A question to solve about your idea: ";
  }
  return "";
}

void AddQuestion(const AnswerMailFacts& facts, const std::string& url, std::vector<Block>& blocks) {
  AddWords("What they ask", facts.words, blocks);
  blocks.push_back(Heading{"What you can tell them"});
  blocks.push_back(
      Paragraph{"A few lines are enough: how you began, who does the work, what it took, and what "
                "you would do otherwise now."});
  blocks.push_back(Action{"See the question and answer", url});
  blocks.push_back(Paragraph{"Or reply to this email, or ring them."});
}

void AddGoodNews(const AnswerMailFacts& facts, const std::string& url, std::vector<Block>& blocks) {
  AddWords("What they wrote", facts.words, blocks);
  blocks.push_back(Paragraph{"The idea stays credited to you and " +
                             NameOr(facts.idea.practice_name, "your practice") +
                             ", wherever it is used."});
  blocks.push_back(Heading{"What helps them now"});
  blocks.push_back(
      Paragraph{"Tell them early what must stay for it to work, what they can change, and whom to "
                "ask when they are stuck."});
  blocks.push_back(Action{"See how it goes", url});
  blocks.push_back(Paragraph{"To tell them something, reply to this email, or ring them."});
}

void AddQuestionToSolve(const AnswerMailFacts& facts, const std::string& url,
                        std::vector<Block>& blocks) {
  if (!facts.barriers.empty())
    blocks.push_back(Bullets{"What stands in the way", BarrierSentences(facts.barriers)});
  AddWords("In their words", facts.words, blocks);
  blocks.push_back(Heading{"What would have to change?"});
  blocks.push_back(Paragraph{
      "Tell them how you would deal with it, or offer the idea in another form that gets "
      "round it. They get your answer, and the idea may suit the next practice better too."});
  blocks.push_back(Action{"Answer the practice", url});
  blocks.push_back(
      Paragraph{"Or reply to this email. “I do not know” is an answer too: others may have one."});
}

std::string Introduction(const AnswerMailFacts& facts) {
  switch (facts.kind) {
    case MatchAnswerKind::kTellMeMore:
      return Answerer(facts) + " would like to know more about your idea.";
    case MatchAnswerKind::kWeWillTry:
      return "Good news: " + NameOr(facts.practice_name, "a practice") + " will try your idea.";
    case MatchAnswerKind::kNotForUs:
      return Answerer(facts) +
             " has looked at your idea and says that it would not work there as it is.";
  }
  return "";
}

}  // namespace

Mail ComposeAnswerMail(const Delivery& delivery, const AnswerMailFacts& facts,
                       const MailSettings& settings) {
  const std::string url = PageUrl(settings, "m", delivery.subject_id);
  MailContent content;
  content.blocks.push_back(Greeting(facts.recipient));
  content.blocks.push_back(Paragraph{Introduction(facts)});
  content.blocks.push_back(Heading{Quotable(facts.idea.title, kTitleCharacters)});
  switch (facts.kind) {
    case MatchAnswerKind::kTellMeMore:
      AddQuestion(facts, url, content.blocks);
      break;
    case MatchAnswerKind::kWeWillTry:
      AddGoodNews(facts, url, content.blocks);
      break;
    case MatchAnswerKind::kNotForUs:
      AddQuestionToSolve(facts, url, content.blocks);
      break;
  }
  content.blocks.push_back(Signature(settings));
  content.small_print = SmallPrint("Why you got this: you are credited with this idea.");
  return FrameMail(delivery, facts.recipient, facts.address, SubjectStart(facts.kind),
                   facts.idea.title, std::move(content), settings);
}

}  // namespace waggle::notification::domain
