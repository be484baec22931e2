#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "services/notification/domain/mail_layout.h"
#include "services/notification/domain/utf8.h"

namespace waggle::notification::domain {
namespace {

constexpr std::size_t kLineWidth = 72;

// `text` in lines, the first after `first`, the others after `other`; always at least one word per
// line.
std::string Wrap(std::string_view text, std::string_view first, std::string_view other) {
  std::string wrapped(first);
  std::size_t width = CountCodePoints(first);
  bool line_is_empty = true;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size() == text.size() ? word.size() : word.size() + 1);
    const std::size_t word_width = CountCodePoints(word);
    if (!line_is_empty && width + 1 + word_width > kLineWidth) {
      wrapped += "\n" + std::string(other);
      width = CountCodePoints(other);
      line_is_empty = true;
    }
    if (!line_is_empty) {
      wrapped += ' ';
      ++width;
    }
    wrapped += word;
    width += word_width;
    line_is_empty = false;
  }
  return wrapped + "\n";
}

class TextBlocks {
 public:
  void operator()(const Paragraph& paragraph) { Add(Wrap(paragraph.text, "", "")); }

  void operator()(const Heading& heading) {
    const std::string lines = Wrap(heading.text, "", "");
    Add("\n" + lines + std::string(std::min(CountCodePoints(heading.text), kLineWidth), '-') +
        "\n");
  }

  void operator()(const Notice& notice) { Add(Wrap(notice.lead + " " + notice.text, "! ", "! ")); }

  void operator()(const Fact& fact) { Add(Wrap(fact.label, "", "") + Wrap(fact.text, "  ", "  ")); }

  void operator()(const FactLines& lines) {
    std::string text;
    for (const Fact& fact : lines.facts) text += Wrap(fact.label + ": " + fact.text, "| ", "|   ");
    Add(text);
  }

  void operator()(const Bullets& bullets) {
    std::string lines = Wrap(bullets.label, "", "");
    for (const std::string& item : bullets.items) lines += Wrap(item, "  * ", "    ");
    Add(lines);
  }

  void operator()(const Card& card) {
    std::string lines = Wrap(card.label, "| ", "| ");
    if (!card.title.empty()) lines += Wrap(card.title, "| ", "| ");
    for (const std::string& line : card.lines) lines += Wrap(line, "| ", "| ");
    Add(lines);
  }

  // The address on a line of its own, never broken.
  void operator()(const Action& action) { Add(Wrap(action.label, "", "") + action.url + "\n"); }

  void operator()(const SignOff& sign_off) {
    Add(Wrap(sign_off.closing, "", "") + Wrap(sign_off.name, "", ""));
  }

  const std::string& text() const { return text_; }

 private:
  void Add(std::string_view lines) {
    if (!text_.empty()) text_ += '\n';
    text_ += lines;
  }

  std::string text_;
};

}  // namespace

std::string RenderText(const MailContent& content) {
  TextBlocks body;
  for (const Block& block : content.blocks) std::visit(body, block);
  TextBlocks small_print;
  for (const Block& block : content.small_print) std::visit(small_print, block);
  // "-- " is what mail programs know as the beginning of what is not the message itself.
  return body.text() + "\n-- \n" + small_print.text();
}

}  // namespace waggle::notification::domain
