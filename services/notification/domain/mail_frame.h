#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/notification/domain/delivery.h"
#include "services/notification/domain/mail.h"
#include "services/notification/domain/mail_layout.h"
#include "services/notification/domain/mail_settings.h"
#include "services/notification/domain/person.h"

namespace waggle::notification::domain {

// Limits of what is quoted in greetings, headings and sentences.
inline constexpr std::size_t kNameCharacters = 80;
inline constexpr std::size_t kTitleCharacters = 200;
// What people write to each other through Waggle is quoted whole: matching takes no more than this
// (match.proto).
inline constexpr std::size_t kWordsCharacters = 2000;

// The name as mail may show it; `otherwise` where there is none.
std::string NameOr(std::string_view name, std::string_view otherwise);

// `a practice manager`, `an innovation advocate`, …: as used in a sentence.
std::string_view RoleInWords(PersonRole role);

// `one`, `two` and `three` as a list in a sentence. Words are quoted from people's texts, so they
// are made quotable; the first `most` of them, without those that come twice and those of one
// character, such as the X of X-ray, which tell nothing by themselves.
std::string SharedWords(const std::vector<std::string>& words, std::size_t most);

// `<base>/<kind>/<id>`.
std::string PageUrl(const MailSettings& settings, std::string_view kind, const SubjectId& id);

// The first and the last block of every mail.
Paragraph Greeting(const Person& recipient);
SignOff Signature(const MailSettings& settings);

// Words that somebody wrote to the reader, set apart under `label`; nothing where there are none.
void AddWords(std::string_view label, std::string_view words, std::vector<Block>& blocks);

// Below the signature: why the reader got this, what Waggle is, and that nobody watches.
std::vector<Block> SmallPrint(std::string why_you);

// The finished mail: both parts, and the headers that say which mail it is, that a machine wrote
// it, and which trace it belongs to. `subject_start` and the shortened title together are the
// subject line.
Mail FrameMail(const Delivery& delivery, const Person& recipient, const EmailAddress& address,
               std::string_view subject_start, std::string_view title, MailContent content,
               const MailSettings& settings);

}  // namespace waggle::notification::domain
