#include "libs/config/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace waggle::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Reader, DefaultsNeedNoEnvironment) {
  Reader reader(Environment{});
  EXPECT_EQ(reader.Text("WAGGLE_A", "a"), "a");
  EXPECT_EQ(reader.Integer("WAGGLE_B", 7, 0, 9), 7);
  EXPECT_EQ(reader.Milliseconds("WAGGLE_C_MS", std::chrono::seconds(3)),
            std::chrono::milliseconds(3000));
  EXPECT_DOUBLE_EQ(reader.Number("WAGGLE_D", 0.25, 0, 1), 0.25);
  EXPECT_THAT(reader.List("WAGGLE_E", "x, y ,"), ElementsAre("x", "y"));
  EXPECT_TRUE(reader.Finish().ok());
}

TEST(Reader, ReportsEveryMistakeAtOnce) {
  Reader reader({{"WAGGLE_B", "70"},
                 {"WAGGLE_D", "much"},
                 {"WAGGLE_F", "blue"},
                 {"WAGGLE_MISSPELT", "1"},
                 {"HOME", "/"}});
  reader.Integer("WAGGLE_B", 7, 0, 9);
  reader.Number("WAGGLE_D", 0.25, 0, 1);
  reader.Choice("WAGGLE_F", "red", {"red", "green"});
  const Status status = reader.Finish();
  EXPECT_EQ(status.reason(), "CONFIG_INVALID");
  EXPECT_THAT(status.detail(), HasSubstr("WAGGLE_B=70: must be a whole number from 0 to 9"));
  EXPECT_THAT(status.detail(), HasSubstr("WAGGLE_D=much: must be a number from 0 to 1"));
  EXPECT_THAT(status.detail(), HasSubstr("WAGGLE_F=blue: must be one of red, green"));
  EXPECT_THAT(status.detail(), HasSubstr("WAGGLE_MISSPELT: no such setting"));
  EXPECT_THAT(status.detail(), Not(HasSubstr("HOME")));
}

TEST(Reader, EveryEntryOfAListIsReadOrAMistake) {
  Reader reader(Environment{{"WAGGLE_L", "a, bb,c,dd"}});
  const auto letter = [](std::string_view entry) {
    return entry.size() == 1 ? std::optional(entry.front()) : std::nullopt;
  };
  EXPECT_THAT(reader.ListOf("WAGGLE_L", "must be a letter", letter), ElementsAre('a', 'c'));
  EXPECT_THAT(reader.ListOf("WAGGLE_M", "must be a letter", letter), IsEmpty());
  const Status status = reader.Finish();
  EXPECT_THAT(status.detail(), HasSubstr("WAGGLE_L=bb: must be a letter"));
  EXPECT_THAT(status.detail(), HasSubstr("WAGGLE_L=dd: must be a letter"));
}

TEST(Reader, ADefaultIsNotRoundedOnItsWay) {
  Reader reader(Environment{});
  for (const double number : {0.1, 1.0 / 3, 1e-9, 0.123456789012345}) {
    EXPECT_EQ(reader.Number("WAGGLE_D", number, 0, 1), number);
  }
}

TEST(Reader, NumbersAreNumbersAndNothingElse) {
  for (const std::string text : {"", " 1", "1 ", "+1", "0x1", "1e99", "nan", "inf", "1,5"}) {
    Reader reader(Environment{{"WAGGLE_D", text}, {"WAGGLE_B", text}});
    EXPECT_EQ(reader.Number("WAGGLE_D", 0.5, 0, 9), 0.5) << text;
    EXPECT_EQ(reader.Integer("WAGGLE_B", 5, 0, 9), 5) << text;
    EXPECT_FALSE(reader.Finish().ok()) << text;
  }
}

TEST(Reader, BoundsAreIncluded) {
  Reader reader(Environment{{"WAGGLE_B", "9"}, {"WAGGLE_D", "1"}, {"WAGGLE_C_MS", "0"}});
  EXPECT_EQ(reader.Integer("WAGGLE_B", 5, 0, 9), 9);
  EXPECT_EQ(reader.Number("WAGGLE_D", 0.5, 0, 1), 1);
  EXPECT_EQ(reader.Milliseconds("WAGGLE_C_MS", std::chrono::seconds(1)).count(), 0);
  EXPECT_TRUE(reader.Finish().ok());
}

TEST(Reader, SecretsComeFromFilesAndAreNeverPrinted) {
  const std::filesystem::path file =
      std::filesystem::path(testing::TempDir()) / "waggle_reader_test_secret";
  std::ofstream(file) << "hunter2\n";
  Reader reader(Environment{{"WAGGLE_PASSWORD_FILE", file.string()}});
  EXPECT_EQ(reader.SecretFile("WAGGLE_PASSWORD_FILE"), "hunter2");
  EXPECT_TRUE(reader.Finish().ok());
  EXPECT_THAT(reader.settings().at(0).value, Not(HasSubstr("hunter2")));
  std::filesystem::remove(file);
}

TEST(Reader, AnUnreadableSecretIsAMistake) {
  Reader reader(Environment{{"WAGGLE_PASSWORD_FILE", "/nowhere/at/all"}});
  reader.SecretFile("WAGGLE_PASSWORD_FILE");
  EXPECT_THAT(reader.Finish().detail(), HasSubstr("/nowhere/at/all: the file cannot be read"));
}

}  // namespace
}  // namespace waggle::config
