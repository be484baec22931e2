#include "services/notification/domain/follow_up_mail.h"

#include <string>
#include <string_view>
#include <utility>

#include "services/notification/domain/date_in_words.h"
#include "services/notification/domain/idea_blocks.h"
#include "services/notification/domain/mail_frame.h"

namespace waggle::notification::domain {
namespace {

// How the two kinds of follow-up are told.
struct Wording {
  std::string_view subject_start;
  std::string_view introduction;
  std::string_view words_label;
  std::string_view yes;
};

Wording WordingOf(DeclineFollowUp follow_up) {
  switch (follow_up) {
    case DeclineFollowUp::kAnswered:
      return {"An answer to what you said: ", "Now there is an answer from ", "Their answer",
              "“Yes, we will try it.”"};
    case DeclineFollowUp::kAdaptationOffered:
      return {"An idea changed for your practice: ",
              "To get round what you named, it is now offered in another form by ",
              "What would be different", "“Yes, we will try it in this form.”"};
  }
  return {};
}

std::string Introduction(const FollowUpMailFacts& facts) {
  return "On " + DateInWords(facts.decline_time) + " " +
         NameOr(facts.practice_name, "your practice") +
         " said that this idea would not work there. " +
         std::string(WordingOf(facts.follow_up).introduction) +
         NameOr(facts.idea.practice_name, "the practice that had it") + ".";
}

void AddAnswer(const Delivery& delivery, const FollowUpMailFacts& facts,
               const MailSettings& settings, std::vector<Block>& blocks) {
  blocks.push_back(Heading{"What do you say now?"});
  blocks.push_back(Bullets{"You can say",
                           {std::string(WordingOf(facts.follow_up).yes),
                            "“It is still not for us.” Then we do not ask again until something "
                            "has changed.",
                            "“This reason no longer holds”, if something has changed at your "
                            "practice."}});
  blocks.push_back(Action{"See the idea and answer", PageUrl(settings, "m", delivery.subject_id)});
  blocks.push_back(Paragraph{"Or reply to this email in 1 line."});
}

}  // namespace

Mail ComposeFollowUpMail(const Delivery& delivery, const FollowUpMailFacts& facts,
                         const MailSettings& settings) {
  const Wording wording = WordingOf(facts.follow_up);
  MailContent content;
  content.blocks.push_back(Greeting(facts.recipient));
  content.blocks.push_back(Paragraph{Introduction(facts)});
  for (Block& block : IdeaTitle(facts.idea)) content.blocks.push_back(std::move(block));
  if (!facts.barriers.empty())
    content.blocks.push_back(Bullets{"What you said", BarrierSentences(facts.barriers)});
  AddWords(wording.words_label, facts.words, content.blocks);
  AddAnswer(delivery, facts, settings, content.blocks);
  content.blocks.push_back(Signature(settings));
  content.small_print = SmallPrint(
      "Why you got this: you are " + std::string(RoleInWords(facts.recipient.role)) + " at " +
      NameOr(facts.practice_name, "a practice") + ", which was sent this idea.");
  return FrameMail(delivery, facts.recipient, facts.address, wording.subject_start,
                   facts.idea.title, std::move(content), settings);
}

}  // namespace waggle::notification::domain
