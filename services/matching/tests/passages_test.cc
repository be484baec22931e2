#include "services/matching/domain/passages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waggle::matching::domain {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

TEST(Passages, AShortTextIsOnePassage) {
  Document document;
  document.title = "Borrow-a-cuff";
  document.problem = "Too few people are measured!";
  document.how_it_works = "Monitors are lent.";
  EXPECT_THAT(SplitIntoPassages(document),
              ElementsAre("Borrow-a-cuff. Too few people are measured! Monitors are lent."));
}

TEST(Passages, ALongTextIsCutBetweenSentencesAndKeepsItsTitle) {
  Document document;
  document.title = "Borrow-a-cuff";
  for (int i = 0; i < 60; ++i) document.problem += "Forty patients waited seven weeks for a cuff. ";
  const auto passages = SplitIntoPassages(document);
  ASSERT_THAT(passages, SizeIs(3));
  EXPECT_THAT(passages, Each(StartsWith("Borrow-a-cuff. Forty patients")));
  for (const std::string& passage : passages) {
    EXPECT_LE(passage.size(), kPassageBytes);
    EXPECT_EQ(passage.find_last_of('.'), passage.find_last_not_of(' '));
  }
}

// As many characters of one kind as are asked for.
std::string Repeated(const std::string& character, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += character;
  return text;
}

TEST(Passages, APassageOfEnglishHasTheSameRoomHoweverItsQuotationMarksAreWritten) {
  Document document;
  document.problem = Repeated("word ", 218) + "don\xE2\x80\x99t";
  ASSERT_LE(document.problem.size(), kPassageBytes);
  EXPECT_THAT(SplitIntoPassages(document), ElementsAre(document.problem));
  document.problem += " stop here";
  EXPECT_THAT(SplitIntoPassages(document), SizeIs(2));
}

TEST(Passages, CharactersThatAreReadOneByOneTakeMoreRoom) {
  Document document;
  document.title = "\xE8\x9C\x82";  // a bee
  document.problem = Repeated("\xE8\xA1\x80", 500);
  const auto passages = SplitIntoPassages(document);
  ASSERT_THAT(passages, SizeIs(3));
  for (const std::string& passage : passages) EXPECT_LE(passage.size(), 3U * 220);
  EXPECT_THAT(passages, Each(StartsWith(document.title)));
  const auto cyrillic = SplitText(Repeated("\xD0\xB4", 221), kPassageBytes);
  EXPECT_THAT(cyrillic, ElementsAre(Repeated("\xD0\xB4", 220), "\xD0\xB4"));
}

TEST(Passages, AKoreanSyllableTakesTheRoomOfItsLetters) {
  const auto korean = SplitText(Repeated("\xED\x98\x88", 74), kPassageBytes);
  EXPECT_THAT(korean, ElementsAre(Repeated("\xED\x98\x88", 73), "\xED\x98\x88"));
}

TEST(Passages, ARoomThatIsTooSmallTakesOneCharacterAtATime) {
  EXPECT_THAT(SplitText("\xE8\xA1\x80\xE5\x9C\xA7", 2),
              ElementsAre("\xE8\xA1\x80", "\xE5\x9C\xA7"));
}

TEST(Passages, NothingToReadIsNoPassage) {
  EXPECT_THAT(SplitIntoPassages({}), IsEmpty());
  Document document;
  document.title = " \n ";
  document.problem = "... --- \xF0\x9F\x98\x80 !";
  EXPECT_THAT(SplitIntoPassages(document), IsEmpty());
}

TEST(Passages, AWallOfTextIsCutBetweenCharacters) {
  std::string wall;
  while (wall.size() < 3'000) wall += "\xC3\xA9";
  const auto pieces = SplitText(wall, 101);
  std::string joined;
  for (const std::string& piece : pieces) {
    EXPECT_LE(piece.size(), 101U);
    EXPECT_EQ(piece.size() % 2, 0U) << "no character is torn";
    joined += piece;
  }
  EXPECT_EQ(joined, wall);
}

TEST(Passages, ThereIsAnEndToThem) {
  Document document;
  document.title = std::string(500, 't');
  document.problem = std::string(100'000, 'x');
  EXPECT_THAT(SplitIntoPassages(document), SizeIs(kMaxPassages));
}

TEST(Passages, BytesThatAreNoTextComeToAnEndToo) {
  std::string bytes;
  for (int i = 0; i < 5'000; ++i) bytes.push_back(static_cast<char>(i * 7 | 0x80));
  for (const std::string& piece : SplitText(bytes, 64)) EXPECT_LE(piece.size(), 64U);
}

}  // namespace
}  // namespace waggle::matching::domain
