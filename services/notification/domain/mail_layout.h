#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace waggle::notification::domain {

// A mail's content without a format: both parts of the mail are drawn from it, so they cannot
// differ in what they say. All texts are single lines; quotable ones where somebody else typed
// them.

struct Paragraph {
  std::string text;
};

struct Heading {
  std::string text;
};

// Something to know before reading on, set apart. The text goes on where the lead ends.
struct Notice {
  std::string lead;
  std::string text;
};

// A short heading of its own and what it says.
struct Fact {
  std::string label;
  std::string text;
};

// One line each, behind its label; set apart together.
struct FactLines {
  std::vector<Fact> facts;
};

struct Bullets {
  std::string label;
  std::vector<std::string> items;
};

// Words of somebody's own, set apart: a title (may be empty) and lines.
struct Card {
  std::string label;
  std::string title;
  std::vector<std::string> lines;
};

// The one thing to press; the address is shown too.
struct Action {
  std::string label;
  std::string url;
};

struct SignOff {
  std::string closing;
  std::string name;
};

using Block =
    std::variant<Paragraph, Heading, Notice, Fact, FactLines, Bullets, Card, Action, SignOff>;

struct MailContent {
  // Of the document, for screen readers and browsers: the subject.
  std::string title;
  std::vector<Block> blocks;
  // Below the signature, in small print.
  std::vector<Block> small_print;
};

// A whole document in one column, readable at any width, in light and dark, by screen readers, and
// without images.
std::string RenderHtml(const MailContent& content);

// Lines of at most 72 characters where words allow; "\n" line ends.
std::string RenderText(const MailContent& content);

// `&`, `<`, `>` and both quotes as character references: fit for text and for quoted attributes.
std::string EscapeHtml(std::string_view text);

}  // namespace waggle::notification::domain
