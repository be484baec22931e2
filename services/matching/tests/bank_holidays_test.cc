#include "services/matching/domain/bank_holidays.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <string>

namespace waggle::matching::domain {
namespace {

using std::chrono::days;
using std::chrono::year;
using testing::ElementsAre;
using testing::ElementsAreArray;

std::string Text(CivilDate date) {
  const std::chrono::year_month_day ymd(date);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%02u-%02u", static_cast<unsigned>(ymd.month()),
                static_cast<unsigned>(ymd.day()));
  return text.data();
}

std::vector<std::string> Texts(const std::vector<CivilDate>& dates) {
  std::vector<std::string> texts;
  for (const CivilDate date : dates) texts.push_back(Text(date));
  return texts;
}

// The lists that the government published for England and Wales (2027 and 2028: by its rules).
const std::map<int, std::vector<std::string>> kPublished = {
    {2002, {"01-01", "03-29", "04-01", "05-06", "06-03", "06-04", "08-26", "12-25", "12-26"}},
    {2011, {"01-03", "04-22", "04-25", "04-29", "05-02", "05-30", "08-29", "12-26", "12-27"}},
    {2012, {"01-02", "04-06", "04-09", "05-07", "06-04", "06-05", "08-27", "12-25", "12-26"}},
    {2019, {"01-01", "04-19", "04-22", "05-06", "05-27", "08-26", "12-25", "12-26"}},
    {2020, {"01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"}},
    {2021, {"01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"}},
    {2022,
     {"01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"}},
    {2023, {"01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"}},
    {2024, {"01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"}},
    {2025, {"01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"}},
    {2026, {"01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"}},
    {2027, {"01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"}},
    {2028, {"01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"}},
};

TEST(BankHolidays, AreThosePublished) {
  for (const auto& [y, published] : kPublished) {
    EXPECT_THAT(Texts(BankHolidays().Of(year(y))), ElementsAreArray(published)) << y;
  }
}

TEST(BankHolidays, ContainsExactlyTheDaysOfTheYear) {
  const BankHolidays holidays;
  for (const int y : {2022, 2026}) {
    std::vector<CivilDate> contained;
    for (CivilDate date(year(y) / 1 / 1); date < CivilDate(year(y + 1) / 1 / 1); date += days(1)) {
      if (holidays.Contains(date)) contained.push_back(date);
    }
    EXPECT_EQ(contained, holidays.Of(year(y)));
  }
}

TEST(BankHolidays, NeverRunOutAndAreEightWeekdaysAYearByTheRules) {
  for (int y = 2024; y < 2200; ++y) {
    const auto holidays = BankHolidays().Of(year(y));
    EXPECT_EQ(holidays.size(), 8U) << y;
    for (const CivilDate holiday : holidays) {
      EXPECT_LE(std::chrono::weekday(holiday).iso_encoding(), 5U) << y << " " << Text(holiday);
    }
    EXPECT_EQ(std::adjacent_find(holidays.begin(), holidays.end()), holidays.end()) << y;
  }
}

TEST(BankHolidays, TakeWhatWasProclaimedSince) {
  const CivilDate jubilee(year(2027) / 6 / 4);
  const CivilDate spring(year(2027) / 5 / 31);
  const BankHolidays holidays(
      {{jubilee, ProclaimedDay::Effect::kHoliday}, {spring, ProclaimedDay::Effect::kNoHoliday}});
  EXPECT_TRUE(holidays.Contains(jubilee));
  EXPECT_FALSE(holidays.Contains(spring));
  EXPECT_THAT(Texts(holidays.Of(year(2027))),
              ElementsAre("01-01", "03-26", "03-29", "05-03", "06-04", "08-30", "12-27", "12-28"));
  EXPECT_FALSE(BankHolidays().Contains(jubilee));
}

TEST(ProclaimedDayFromText, IsADateOrOneThatIsNoHolidayAnyMore) {
  EXPECT_EQ(ProclaimedDayFromText("2027-06-04"),
            (ProclaimedDay{CivilDate(year(2027) / 6 / 4), ProclaimedDay::Effect::kHoliday}));
  EXPECT_EQ(ProclaimedDayFromText("-2027-05-31"),
            (ProclaimedDay{CivilDate(year(2027) / 5 / 31), ProclaimedDay::Effect::kNoHoliday}));
  for (const char* text : {"", "-", "2027", "2027-6-4", "04/06/2027", "2027-06-04 ", "--2027-06-04",
                           "2027-06-0x", "2027-02-29", "2027-13-01", "2027-00-10", "20270604"}) {
    EXPECT_EQ(ProclaimedDayFromText(text), std::nullopt) << text;
  }
}

TEST(BankHolidays, OfTwoEntriesForADayTheLaterCounts) {
  const CivilDate day(year(2027) / 6 / 4);
  const ProclaimedDay added{day, ProclaimedDay::Effect::kHoliday};
  const ProclaimedDay revoked{day, ProclaimedDay::Effect::kNoHoliday};
  EXPECT_FALSE(BankHolidays({added, revoked}).Contains(day));
  EXPECT_TRUE(BankHolidays({revoked, added}).Contains(day));
  EXPECT_EQ(BankHolidays({added, added}).Of(year(2027)).size(), 9U) << "once, not twice";
}

TEST(BankHolidays, AHolidayProclaimedForAWeekendChangesNothing) {
  const BankHolidays holidays({{CivilDate(year(2027) / 6 / 5), ProclaimedDay::Effect::kHoliday}});
  EXPECT_EQ(holidays.Of(year(2027)), BankHolidays().Of(year(2027)));
}

// The Book of Common Prayer's table for 1900 to 2199: the paschal full moon by golden number, and
// Easter is the Sunday after it. Shares nothing with the calculation under test.
CivilDate EasterByTheTable(int y) {
  struct FullMoon {
    int month;
    int day;
  };
  constexpr std::array<FullMoon, 19> kFullMoons = {{{4, 14},
                                                    {4, 3},
                                                    {3, 23},
                                                    {4, 11},
                                                    {3, 31},
                                                    {4, 18},
                                                    {4, 8},
                                                    {3, 28},
                                                    {4, 16},
                                                    {4, 5},
                                                    {3, 25},
                                                    {4, 13},
                                                    {4, 2},
                                                    {3, 22},
                                                    {4, 10},
                                                    {3, 30},
                                                    {4, 17},
                                                    {4, 7},
                                                    {3, 27}}};
  const FullMoon& moon = kFullMoons[static_cast<std::size_t>(y % 19)];
  CivilDate date(year(y) / moon.month / moon.day);
  do {
    date += days(1);
  } while (std::chrono::weekday(date) != std::chrono::Sunday);
  return date;
}

TEST(EasterSunday, IsThatOfThePrayerBook) {
  for (int y = 1900; y < 2200; ++y) {
    EXPECT_EQ(Text(EasterSunday(year(y))), Text(EasterByTheTable(y))) << y;
  }
}

}  // namespace
}  // namespace waggle::matching::domain
