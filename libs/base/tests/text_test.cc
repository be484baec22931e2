#include "libs/base/text.h"

#include <gtest/gtest.h>

#include <string>

namespace waggle {
namespace {

TEST(CountCharacters, CountsNoByteTwice) {
  EXPECT_EQ(CountCharacters(""), 0U);
  EXPECT_EQ(CountCharacters("a\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80"), 4U);
}

TEST(HasControlCharacter, LineBreaksAndTabsAreNone) {
  EXPECT_FALSE(HasControlCharacter("a\r\n\tb \xC3\xA9"));
  for (const std::string& text :
       {std::string("a\0b", 3), std::string("\x1b"), std::string("\x7f")}) {
    EXPECT_TRUE(HasControlCharacter(text));
  }
}

TEST(IsBlank, IsWhatHasNothingToRead) {
  EXPECT_TRUE(IsBlank(""));
  EXPECT_TRUE(IsBlank(" \t\r\n "));
  EXPECT_FALSE(IsBlank(" a "));
}

}  // namespace
}  // namespace waggle
