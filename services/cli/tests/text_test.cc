#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/cli/text/columns.h"
#include "services/cli/text/difference.h"
#include "services/cli/text/utf8.h"

namespace waggle::cli {
namespace {

TEST(Utf8, CountsCharactersAndRefusesMalformedText) {
  EXPECT_EQ(CountCharacters(""), 0U);
  EXPECT_EQ(CountCharacters("aé漢😀"), 4U);
  EXPECT_EQ(CountCharacters("\xC3"), std::nullopt);              // cut off
  EXPECT_EQ(CountCharacters("\xC0\x80"), std::nullopt);          // overlong
  EXPECT_EQ(CountCharacters("\xED\xA0\x80"), std::nullopt);      // surrogate
  EXPECT_EQ(CountCharacters("\xF4\x90\x80\x80"), std::nullopt);  // above U+10FFFF
  EXPECT_EQ(CountCharacters("\x80"), std::nullopt);              // continuation alone
}

TEST(Columns, KnowsWideAndCombiningCharacters) {
  EXPECT_EQ(ColumnsOf("café"), 4);
  EXPECT_EQ(ColumnsOf("cafe\xCC\x81"), 4);
  EXPECT_EQ(ColumnsOf("漢字"), 4);
  EXPECT_EQ(PadTo("é", 3), "é  ");
  EXPECT_EQ(PadTo("long", 2), "long");
}

TEST(Columns, ClipsAtCharacters) {
  EXPECT_EQ(ClipTo("ééééé", 5), "ééééé");
  EXPECT_EQ(ClipTo("éééééé", 5), "éééé…");
  EXPECT_EQ(ClipTo("漢字漢字", 5), "漢字…");
}

TEST(Columns, WrapsAtSpacesAndKeepsLineBreaks) {
  EXPECT_EQ(WrapTo("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(WrapTo("a\n\nb", 10), (std::vector<std::string>{"a", "", "b"}));
  EXPECT_EQ(WrapTo("unbreakable", 4), (std::vector<std::string>{"unbreakable"}));
}

TEST(Columns, MakesTextFromOutsideSafeForATerminal) {
  EXPECT_EQ(Printable("a\x1b[31mb\r\nc\td"), "a\xEF\xBF\xBD[31mb\nc d");
  EXPECT_EQ(PrintableLine("a\nb"), "a b");
  EXPECT_EQ(Printable("\xFFz"), "\xEF\xBF\xBDz");
  EXPECT_EQ(Printable("\xC2\x9B"), "\xEF\xBF\xBD");  // CSI as a C1 control
}

TEST(Difference, ShowsShortTextsWhole) {
  const Difference difference = DifferenceOf("one\ntwo", "one\nthree", 9);
  EXPECT_EQ(difference.before, "one two");
  EXPECT_EQ(difference.after, "one three");
}

TEST(Difference, BeginsALittleBeforeTheFirstPlaceThatDiffers) {
  const std::string same = "The monitors are lent for a week and come back with ";
  const Difference difference = DifferenceOf(same + "seven readings", same + "two readings", 40);
  EXPECT_EQ(difference.before, "…and come back with seven readings");
  EXPECT_EQ(difference.after, "…and come back with two readings");
}

TEST(Difference, CutsBetweenCharacters) {
  // Fifteen, of two bytes each.
  const std::string same = "ééééééééééééééé";
  const Difference difference = DifferenceOf(same + "x", same + "yz", 12);
  EXPECT_EQ(difference.before, "…ééééééééééx");
  EXPECT_EQ(difference.after, "…éééééééééé…");
  EXPECT_EQ(DifferenceOf(same + "è", same + "ê", 12).after, "…ééééééééééê");
}

TEST(Difference, KnowsTheEndOfAText) {
  const std::string same = "The monitors are lent for a week";
  EXPECT_EQ(DifferenceOf(same, same + ", or two", 31).before, "…are lent for a week");
  EXPECT_EQ(DifferenceOf(same, same + ", or two", 31).after, "…are lent for a week, or two");
  EXPECT_EQ(DifferenceOf("", same, 10).before, "");
  EXPECT_EQ(DifferenceOf("", same, 10).after, "The monit…");
}

}  // namespace
}  // namespace waggle::cli
