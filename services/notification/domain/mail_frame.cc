#include "services/notification/domain/mail_frame.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "libs/base/check.h"
#include "libs/base/sha256.h"
#include "services/notification/domain/clean_text.h"
#include "services/notification/domain/utf8.h"

namespace waggle::notification::domain {
namespace {

// Phones show about 40 characters of a subject, mail programs about 80.
constexpr std::size_t kSubjectCharacters = 90;
constexpr std::size_t kSharedWordCharacters = 24;

std::string PathSegment(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                       std::string_view("-._~").find(c) != std::string_view::npos;
    encoded += plain ? std::string(1, c) : "%" + ToHex(std::string_view(&c, 1));
  }
  return encoded;
}

std::string SenderName(const MailSettings& settings) {
  const std::string& name = settings.from.name.value();
  return name.empty() ? "Waggle" : name;
}

// `match-proposed.waggle.example.org`: one list id per kind of mail, for those who sort by it (RFC
// 2919).
std::string ListId(MailTemplate mail_template, const MailSettings& settings) {
  std::string kind(TemplateName(mail_template));
  std::replace(kind.begin(), kind.end(), '_', '-');
  return "<" + kind + ".waggle." + settings.from.address.domain() + ">";
}

}  // namespace

std::string_view RoleInWords(PersonRole role) {
  switch (role) {
    case PersonRole::kPracticeManager:
      return "a practice manager";
    case PersonRole::kGpPartner:
      return "a GP partner";
    case PersonRole::kNurse:
      return "a nurse";
    case PersonRole::kPharmacist:
      return "a pharmacist";
    case PersonRole::kInnovationAdvocate:
      return "an innovation advocate";
    case PersonRole::kQiReviewer:
      return "a quality improvement reviewer";
  }
  WAGGLE_CHECK(false);
}

std::string NameOr(std::string_view name, std::string_view otherwise) {
  std::string quotable = Quotable(name, kNameCharacters);
  return quotable.empty() ? std::string(otherwise) : quotable;
}

std::string SharedWords(const std::vector<std::string>& words, std::size_t most) {
  std::vector<std::string> shown;
  for (const std::string& word : words) {
    std::string quotable = Quotable(word, kSharedWordCharacters);
    const bool known = std::find(shown.begin(), shown.end(), quotable) != shown.end();
    if (CountCodePoints(quotable) > 1 && !known && shown.size() < most)
      shown.push_back(std::move(quotable));
  }
  std::string list;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (i > 0) list += i + 1 == shown.size() ? " and " : ", ";
    list += shown[i];
  }
  return list;
}

std::string PageUrl(const MailSettings& settings, std::string_view kind, const SubjectId& id) {
  std::string base = settings.page_base_url;
  while (base.ends_with('/')) base.pop_back();
  return base + "/" + std::string(kind) + "/" + PathSegment(id.value());
}

Paragraph Greeting(const Person& recipient) {
  const std::string name = Quotable(recipient.display_name, kNameCharacters);
  return {"Dear " + (name.empty() ? "colleague" : name) + ","};
}

SignOff Signature(const MailSettings& settings) {
  return {"Yours sincerely,", SenderName(settings)};
}

void AddWords(std::string_view label, std::string_view words, std::vector<Block>& blocks) {
  std::string quote = Quotable(words, kWordsCharacters);
  if (quote.empty()) return;
  blocks.push_back(Card{std::string(label), "", {"“" + std::move(quote) + "”"}});
}

std::vector<Block> SmallPrint(std::string why_you) {
  return {
      Paragraph{std::move(why_you)},
      Paragraph{"Waggle carries ideas from the practice that had them to practices with the "
                "problem they solve. If you are not the right person, please reply and say so."},
      Paragraph{"Nobody sees whether you open this email."}};
}

Mail FrameMail(const Delivery& delivery, const Person& recipient, const EmailAddress& address,
               std::string_view subject_start, std::string_view title, MailContent content,
               const MailSettings& settings) {
  content.title =
      std::string(subject_start) +
      Quotable(title, kSubjectCharacters - std::min(subject_start.size(), kSubjectCharacters / 2));
  Mail mail{.from = settings.from,
            .to = {HeaderText(Shorten(recipient.display_name, kNameCharacters)), address},
            .subject = HeaderText(content.title),
            .date = delivery.plan_time,
            .message_id = delivery.message_id,
            .headers = {{"Auto-Submitted", HeaderText("auto-generated")},
                        {"List-Id", HeaderText(ListId(delivery.mail_template, settings))}},
            .text = RenderText(content),
            .html = RenderHtml(content)};
  if (!delivery.traceparent.empty()) {
    mail.headers.push_back({"traceparent", HeaderText(delivery.traceparent)});
  }
  return mail;
}

}  // namespace waggle::notification::domain
