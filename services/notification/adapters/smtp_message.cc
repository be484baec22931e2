#include "services/notification/adapters/smtp_message.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "libs/base/sha256.h"
#include "services/notification/domain/clean_text.h"
#include "services/notification/domain/utf8.h"

namespace waggle::notification::adapters {
namespace {

using domain::HeaderText;

// RFC 5322 asks for at most 78 characters in a line, RFC 2047 for at most 76 where there are
// encoded words.
constexpr std::size_t kLineWidth = 76;
constexpr std::size_t kEncodedWordWidth = 75;

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Whether a reader would take it for an encoded word, or a word is too long for any line.
bool CannotStandAsItIs(std::string_view text) {
  if (!IsAscii(text) || text.find("=?") != std::string_view::npos) return true;
  std::size_t word = 0;
  for (const char c : text) {
    word = c == ' ' ? 0 : word + 1;
    if (word > kLineWidth) return true;
  }
  return false;
}

// One character in the Q encoding; what is left as it is may stand in names as well as in subjects.
std::string QEncoded(std::string_view character) {
  if (character == " ") return "_";
  if (character.size() == 1) {
    const char c = character.front();
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("!*+-/").find(c) != std::string_view::npos;
    if (plain) return std::string(character);
  }
  std::string encoded;
  for (const char c : character) {
    std::string hex = ToHex(std::string_view(&c, 1));
    std::transform(hex.begin(), hex.end(), hex.begin(), [](char digit) {
      return digit >= 'a' ? static_cast<char>(digit - 'a' + 'A') : digit;
    });
    encoded += "=" + hex;
  }
  return encoded;
}

// Words that end between characters, each on a line of its own but the first, which has `used`
// characters before it.
std::string EncodedWords(std::string_view text, std::size_t used) {
  constexpr std::string_view kOpen = "=?utf-8?Q?";
  constexpr std::string_view kClose = "?=";
  std::string encoded(kOpen);
  std::size_t width = used + kOpen.size();
  while (!text.empty()) {
    const std::size_t bytes = domain::FirstCodePoint(text).bytes;
    const std::string next = QEncoded(text.substr(0, bytes));
    if (width + next.size() + kClose.size() > kEncodedWordWidth) {
      encoded += std::string(kClose) + "\r\n " + std::string(kOpen);
      width = 1 + kOpen.size();
    }
    encoded += next;
    width += next.size();
    text.remove_prefix(bytes);
  }
  return encoded + std::string(kClose);
}

// Line ends before words that would pass the width.
std::string Folded(std::string_view text, std::size_t used) {
  std::string folded;
  std::size_t width = used;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (!folded.empty() && width + 1 + word.size() > kLineWidth) {
      folded += "\r\n";
      width = 0;
    }
    if (!folded.empty()) {
      folded += ' ';
      ++width;
    }
    folded += word;
    width += word.size();
  }
  return folded;
}

std::string Field(std::string_view name, const HeaderText& value) {
  const std::string start = std::string(name) + ": ";
  const std::string& text = value.value();
  return start +
         (CannotStandAsItIs(text) ? EncodedWords(text, start.size()) : Folded(text, start.size()));
}

// A display name as RFC 5322 wants it: as it is where it is harmless, otherwise quoted or encoded.
std::string Phrase(std::string_view name, std::size_t used) {
  if (CannotStandAsItIs(name)) return EncodedWords(name, used);
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(" !#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
  });
  if (plain) return Folded(name, used);
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return Folded(quoted + "\"", used);
}

std::string MailboxField(std::string_view name, const domain::Mailbox& mailbox) {
  const std::string start = std::string(name) + ": ";
  const std::string address = "<" + mailbox.address.value() + ">";
  if (mailbox.name.value().empty()) return start + address;
  // Always on a line of its own, so that no name makes the line too long.
  return start + Phrase(mailbox.name.value(), start.size()) + "\r\n " + address;
}

// Ours are made of an id and a host name; of anything else, what would end the field is left out.
std::string MessageId(std::string_view id) {
  std::string clean;
  for (const char c : id) {
    if (c > ' ' && c < 0x7F && c != '<' && c != '>') clean += c;
  }
  return "<" + clean + ">";
}

std::string DateText(Time time) {
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                kDays.at(std::chrono::weekday(day).c_encoding()), static_cast<unsigned>(date.day()),
                kMonths.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

}  // namespace

std::vector<std::string> HeaderFields(const domain::Mail& mail) {
  std::vector<std::string> fields = {
      MailboxField("From", mail.from),
      MailboxField("To", mail.to),
      Field("Subject", mail.subject),
      "Date: " + DateText(mail.date),
      "Message-ID: " + MessageId(mail.message_id),
  };
  for (const domain::MailHeader& header : mail.headers)
    fields.push_back(Field(header.name, header.value));
  return fields;
}

std::string WithCrlf(std::string_view text) {
  std::string converted;
  converted.reserve(text.size() + text.size() / 32);
  for (const char c : text) {
    if (c == '\n') converted += '\r';
    converted += c;
  }
  return converted;
}

}  // namespace waggle::notification::adapters
