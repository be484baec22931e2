#include "services/matching/domain/utf8.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace waggle::matching::domain {
namespace {

std::u32string Decode(std::string_view text) {
  std::u32string code_points;
  for (std::size_t position = 0; position < text.size();) {
    code_points += NextCodePoint(text, position);
  }
  return code_points;
}

TEST(NextCodePoint, ReadsEveryLength) { EXPECT_EQ(Decode("aé…😀"), U"aé…😀"); }

TEST(NextCodePoint, RefusesWhatIsNoScalarValue) {
  const std::u32string three(3, kInvalidCodePoint);
  const std::u32string four(4, kInvalidCodePoint);
  EXPECT_EQ(Decode("\xC0\xAF"), three.substr(1)) << "overlong";
  EXPECT_EQ(Decode("\xE0\x80\xAF"), three) << "overlong";
  EXPECT_EQ(Decode("\xF0\x80\x80\xAF"), four) << "overlong";
  EXPECT_EQ(Decode("\xED\xA0\x80"), three) << "surrogate";
  EXPECT_EQ(Decode("\xF4\x90\x80\x80"), four) << "above U+10FFFF";
  EXPECT_EQ(Decode("\xFF"), three.substr(2));
}

TEST(NextCodePoint, DoesNotReadBehindTheEnd) {
  EXPECT_EQ(Decode(std::string_view("é", 1)), std::u32string(1, kInvalidCodePoint));
}

TEST(NextCodePoint, GoesOnAfterABrokenSequence) {
  EXPECT_EQ(Decode("\xE2\x80z"), (std::u32string{kInvalidCodePoint, kInvalidCodePoint, U'z'}));
}

RC_GTEST_PROP(Utf8Property, EveryScalarValueComesBack, ()) {
  const auto code_point = *rc::gen::oneOf(rc::gen::inRange<char32_t>(0, 0xD800),
                                          rc::gen::inRange<char32_t>(0xE000, 0x110000));
  std::string text;
  AppendUtf8(text, code_point);
  RC_ASSERT(Decode(text) == std::u32string(1, code_point));
}

}  // namespace
}  // namespace waggle::matching::domain
