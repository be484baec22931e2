#include <string>
#include <string_view>
#include <variant>

#include "services/notification/domain/mail_layout.h"

namespace waggle::notification::domain {
namespace {

// Inline styles are what every mail program reads; the sheet only changes colours for readers in
// the dark and the margin on narrow screens, for those programs that know how.
constexpr std::string_view kStyleSheet =
    ":root{color-scheme:light dark;supported-color-schemes:light dark}"
    "@media (prefers-color-scheme:dark){"
    ".ground{background:#12181d!important}"
    ".sheet{background:#1b2329!important;color:#e8edee!important}"
    ".quiet{color:#b5bec4!important}"
    ".rule{border-color:#35414a!important}"
    ".card{background:#222d35!important;border-color:#73b7ff!important}"
    ".notice{background:#3a331d!important;border-color:#ffb81c!important}"
    ".link{color:#8cc4ff!important}"
    "}"
    "@media (max-width:480px){.sheet{padding:20px 16px!important}}";

constexpr std::string_view kFont =
    "font-family:'Frutiger W01',Arial,'Helvetica Neue',Helvetica,sans-serif";
constexpr std::string_view kWrap = "overflow-wrap:break-word;word-wrap:break-word";

std::string Element(std::string_view name, std::string_view attributes, std::string_view text) {
  std::string html = "<" + std::string(name) + " " + std::string(attributes) + ">";
  html += EscapeHtml(text);
  html += "</" + std::string(name) + ">\n";
  return html;
}

// Draws one block after the other.
class HtmlBlocks {
 public:
  // The style of running text.
  explicit HtmlBlocks(std::string paragraph_attributes)
      : paragraph_attributes_(std::move(paragraph_attributes)) {}

  void operator()(const Paragraph& paragraph) {
    html_ += Element("p", paragraph_attributes_, paragraph.text);
  }

  void operator()(const Heading& heading) {
    html_ +=
        Element("h2", "style=\"margin:28px 0 12px;font-size:22px;line-height:1.3\"", heading.text);
  }

  void operator()(const Notice& notice) {
    html_ +=
        "<p class=\"notice\" style=\"margin:0 0 20px;padding:10px 14px;background:#fff4d3;"
        "border-left:6px solid #ffb81c\">\n";
    html_ +=
        "<strong>" + EscapeHtml(notice.lead) + "</strong> " + EscapeHtml(notice.text) + "</p>\n";
  }

  void operator()(const Fact& fact) {
    Label(fact.label);
    html_ += Element("p", paragraph_attributes_, fact.text);
  }

  void operator()(const FactLines& lines) {
    OpenCard();
    std::string_view margin = "0";
    for (const Fact& fact : lines.facts) {
      html_ += "<p style=\"margin:" + std::string(margin) + "\"><strong>" + EscapeHtml(fact.label) +
               ":</strong> " + EscapeHtml(fact.text) + "</p>\n";
      margin = "8px 0 0";
    }
    html_ += "</div>\n";
  }

  void operator()(const Bullets& bullets) {
    Label(bullets.label);
    html_ += "<ul style=\"margin:0 0 16px;padding-left:22px\">\n";
    for (const std::string& item : bullets.items)
      html_ += Element("li", "style=\"margin:0 0 4px\"", item);
    html_ += "</ul>\n";
  }

  void operator()(const Card& card) {
    OpenCard();
    html_ +=
        Element("p", "class=\"quiet\" style=\"margin:0;font-size:16px;color:#4c6272\"", card.label);
    if (!card.title.empty())
      html_ += Element("p", "style=\"margin:0;font-weight:bold\"", card.title);
    for (const std::string& line : card.lines)
      html_ += Element("p", "style=\"margin:4px 0 0\"", line);
    html_ += "</div>\n";
  }

  void operator()(const Action& action) {
    const std::string href = "href=\"" + EscapeHtml(action.url) + "\"";
    html_ += "<p style=\"margin:20px 0 8px\">";
    html_ += "<a " + href +
             " style=\"display:inline-block;padding:12px 22px;background:#007f3b;color:#ffffff;"
             "font-weight:bold;text-decoration:none;border-radius:4px\">";
    html_ += EscapeHtml(action.label) + "</a></p>\n";
    html_ += "<p class=\"quiet\" style=\"margin:0 0 20px;font-size:14px;color:#4c6272;" +
             std::string(kWrap) + "\">";
    html_ += "<a " + href + " class=\"link\" style=\"color:#005eb8\">" + EscapeHtml(action.url) +
             "</a></p>\n";
  }

  void operator()(const SignOff& sign_off) {
    html_ += "<p style=\"margin:24px 0 0\">" + EscapeHtml(sign_off.closing) + "<br>" +
             EscapeHtml(sign_off.name) + "</p>\n";
  }

  const std::string& html() const { return html_; }

 private:
  void OpenCard() {
    html_ +=
        "<div class=\"card\" style=\"margin:0 0 16px;padding:12px 14px;background:#f0f4f5;"
        "border-left:6px solid #005eb8\">\n";
  }

  void Label(std::string_view text) {
    html_ += Element("h3", "style=\"margin:0 0 2px;font-size:18px;line-height:1.4\"", text);
  }

  std::string paragraph_attributes_;
  std::string html_;
};

std::string Draw(const std::vector<Block>& blocks, std::string paragraph_attributes) {
  HtmlBlocks drawn(std::move(paragraph_attributes));
  for (const Block& block : blocks) std::visit(drawn, block);
  return drawn.html();
}

}  // namespace

std::string EscapeHtml(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string RenderHtml(const MailContent& content) {
  std::string html =
      "<!doctype html>\n<html lang=\"en-GB\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"supported-color-schemes\" content=\"light dark\">\n";
  html += "<title>" + EscapeHtml(content.title) + "</title>\n";
  html += "<style>" + std::string(kStyleSheet) + "</style>\n</head>\n";
  html += "<body class=\"ground\" style=\"margin:0;padding:0;background:#f0f4f5\">\n";
  html += "<div class=\"sheet\" role=\"article\" lang=\"en-GB\" aria-label=\"" +
          EscapeHtml(content.title) +
          "\" style=\"max-width:580px;margin:0 auto;padding:28px "
          "32px;background:#ffffff;color:#212b32;" +
          std::string(kFont) + ";font-size:18px;line-height:1.5;" + std::string(kWrap) + "\">\n";
  html += Draw(content.blocks, "style=\"margin:0 0 16px\"");
  html +=
      "<div class=\"rule\" style=\"margin:28px 0 0;padding:14px 0 0;border-top:1px solid "
      "#d8dde0\">\n";
  html += Draw(content.small_print,
               "class=\"quiet\" style=\"margin:0 0 10px;font-size:16px;color:#4c6272\"");
  html += "</div>\n</div>\n</body>\n</html>\n";
  return html;
}

}  // namespace waggle::notification::domain
