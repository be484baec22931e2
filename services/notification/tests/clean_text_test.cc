#include "services/notification/domain/clean_text.h"

#include <gtest/gtest.h>

#include <string>

#include "services/notification/domain/links.h"
#include "services/notification/domain/utf8.h"

namespace waggle::notification::domain {
namespace {

TEST(CleanLine, MakesOneLineOfAnything) {
  EXPECT_EQ(CleanLine("  Lost\r\nletters,\tagain \n"), "Lost letters, again");
  EXPECT_EQ(CleanLine(std::string("a\0b\x7F"
                                  "c\x1B[31m",
                                  10)),
            "a b c [31m");
  EXPECT_EQ(CleanLine("a\u2028b\u2029c\u0085d\u00A0e"), "a b c d e");
  EXPECT_EQ(CleanLine(""), "");
  EXPECT_EQ(CleanLine("\r\n"), "");
}

TEST(CleanLine, TakesAwayWhatHidesOrTurnsRound) {
  EXPECT_EQ(CleanLine("pay\u202Egnp\u202C \u200Bnow\uFEFF so\u00ADft"), "paygnp now soft");
}

TEST(CleanLine, ReplacesWhatIsNoUtf8) {
  EXPECT_EQ(CleanLine("a\xFF"
                      "b\xC3"),
            "a\uFFFDb\uFFFD");
  // Overlong slash, surrogate, beyond the last code point.
  EXPECT_EQ(CleanLine("\xC0\xAF"), "\uFFFD\uFFFD");
  EXPECT_EQ(CleanLine("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(CleanLine("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(CleanLine("Zoë – £22 🐝"), "Zoë – £22 🐝");
}

TEST(WithoutLinks, RemovesAddressesAndKeepsTheRest) {
  EXPECT_EQ(WithoutLinks("See https://evil.com/x?y=1, please"), "See [link removed], please");
  EXPECT_EQ(WithoutLinks("(www.evil.com)"), "([link removed])");
  EXPECT_EQ(WithoutLinks("HTTP://EVIL.COM and hxxp://e.com"), "[link removed] and [link removed]");
  EXPECT_EQ(WithoutLinks("evil.com/path or evil.com:8080"), "[link removed] or [link removed]");
  EXPECT_EQ(WithoutLinks("write to jo@evil.co.uk."), "write to [link removed].");
  EXPECT_EQ(WithoutLinks("mailto:jo javascript:alert(1)"), "[link removed] [link removed])");
  EXPECT_EQ(WithoutLinks("ht\u200Btps://ev\u00ADil.com"), "[link removed]");
}

TEST(WithoutLinks, LeavesNoHostNameThatBecomesALink) {
  EXPECT_EQ(WithoutLinks("login at evil.com today"), "login at evil. com today");
  EXPECT_EQ(WithoutLinks("“evil.co.uk”"), "“evil. co. uk”");
  EXPECT_EQ(WithoutLinks("почта.рф"), "почта. рф");
  EXPECT_EQ(WithoutLinks("evil\u3002com"), "evil\u3002 com");
}

TEST(WithoutLinks, LeavesOrdinaryWritingAlone) {
  const std::string text =
      "Open 9.30am to 5.15 (e.g. Tuesdays, i.e. not Dr. Lee's): and/or 135/85, £2.50; ratio 1:2... "
      "A&E @ home.";
  EXPECT_EQ(WithoutLinks(text), text);
  EXPECT_EQ(WithoutLinks("It was done.Then we met"), "It was done. Then we met");
}

TEST(WithoutLinks, EndsOnLongHostileInput) {
  std::string dots;
  for (int i = 0; i < 50'000; ++i) dots += "a.";
  EXPECT_EQ(WithoutLinks(dots), dots);
}

TEST(Shorten, CutsAfterAWord) {
  EXPECT_EQ(Shorten("one two three", 13), "one two three");
  EXPECT_EQ(Shorten("one two three", 12), "one two…");
  EXPECT_EQ(Shorten("one, two, three four", 10), "one, two…");
  EXPECT_EQ(Shorten("Donaudampfschifffahrt", 10), "Donaudamp…");
  EXPECT_EQ(Shorten("ééééé", 3), "éé…");
}

TEST(Shorten, NeverGivesMoreThanAsked) {
  const std::string text =
      "Grüße aus der Praxis: 🐝🐝🐝 und, – noch; mehr… Text ohneendeohneendeohneende";
  for (std::size_t limit = 1; limit < 90; ++limit) {
    const std::string shortened = Shorten(text, limit);
    EXPECT_LE(CountCodePoints(shortened), limit);
    EXPECT_EQ(CleanLine(shortened), shortened);
  }
}

}  // namespace
}  // namespace waggle::notification::domain
