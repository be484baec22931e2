#include "services/notification/domain/overdue_mail.h"

#include <string>
#include <utility>

#include "services/notification/domain/date_in_words.h"
#include "services/notification/domain/idea_blocks.h"
#include "services/notification/domain/mail_frame.h"

namespace waggle::notification::domain {
namespace {

std::string Introduction(const OverdueMailFacts& facts) {
  std::string text = NameOr(facts.practice_name, "A practice in your PCN") +
                     " has not answered an idea that we sent on " + DateInWords(facts.propose_time);
  if (facts.remind_time) text += ", nor our reminder of " + DateInWords(*facts.remind_time);
  return text + ". Would you please talk to them?";
}

void AddWhatToDo(const Delivery& delivery, const MailSettings& settings,
                 std::vector<Block>& blocks) {
  blocks.push_back(Heading{"What you can do"});
  blocks.push_back(Bullets{
      "Ask them",
      {"Did the idea reach the right person?", "Which of their problems would it help with?",
       "If it would not work there, what stands in the way? A no with a "
       "reason helps too."}});
  blocks.push_back(
      Action{"See the idea and say what you heard", PageUrl(settings, "m", delivery.subject_id)});
  blocks.push_back(Paragraph{"Or reply to this email; 1 line is enough."});
  // The reasons of the NHS Innovation Service (data standards, 6.8), in words.
  blocks.push_back(Bullets{
      "If we should not remind them, tell us why",
      {"They cannot be reached, whatever you try.", "They have technical difficulties.",
       "We have the wrong contact details.", "The practice or its service is closed at the moment.",
       "They have no capacity at the moment."}});
}

}  // namespace

Mail ComposeOverdueMail(const Delivery& delivery, const OverdueMailFacts& facts,
                        const MailSettings& settings) {
  MailContent content;
  content.blocks.push_back(Greeting(facts.recipient));
  content.blocks.push_back(Paragraph{Introduction(facts)});
  for (Block& block : IdeaInBrief(facts.idea)) content.blocks.push_back(std::move(block));
  AddWhatToDo(delivery, settings, content.blocks);
  content.blocks.push_back(Signature(settings));
  content.small_print = SmallPrint(
      "Why you got this: you are the innovation advocate nearest to " +
      NameOr(facts.practice_name, "that practice") +
      ". The problems that a practice reports are its own affair, so they are not in this email.");
  return FrameMail(delivery, facts.recipient, facts.address,
                   "Please talk to a practice about: ", facts.idea.title, std::move(content),
                   settings);
}

}  // namespace waggle::notification::domain
