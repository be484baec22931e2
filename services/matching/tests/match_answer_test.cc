#include "services/matching/domain/match_answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waggle::matching::domain {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

constexpr AnswerKind kKinds[] = {AnswerKind::kTellMeMore, AnswerKind::kWeWillTry,
                                 AnswerKind::kAlreadyDoing, AnswerKind::kNotForUs};

MatchAnswer NotForUs(std::vector<Barrier> barriers, std::string text = "") {
  return {AnswerKind::kNotForUs, std::move(barriers), std::move(text)};
}

// The fields that are wrong.
std::vector<std::string> WrongFields(const MatchAnswer& answer) {
  const Status status = ValidateAnswer(answer);
  std::vector<std::string> fields;
  for (const FieldViolation& violation : status.violations()) fields.push_back(violation.field);
  return fields;
}

TEST(ValidateAnswer, AcceptsEachKind) {
  for (const MatchAnswer& answer : {
           MatchAnswer{AnswerKind::kTellMeMore},
           MatchAnswer{AnswerKind::kTellMeMore, {}, "Who did the audit?\nAnd how long?"},
           MatchAnswer{AnswerKind::kWeWillTry},
           MatchAnswer{AnswerKind::kAlreadyDoing, {}, "Since 2019."},
           NotForUs({Barrier::kStaffTime}),
           NotForUs({Barrier::kStaffTime, Barrier::kSpaceOrEquipment}, "No room free before 2027."),
           NotForUs({Barrier::kOther}, "We are moving house."),
           NotForUs(std::vector<Barrier>(kBarriers.begin(), kBarriers.end()), "Everything."),
       }) {
    EXPECT_TRUE(ValidateAnswer(answer).ok()) << ValidateAnswer(answer).ToString();
  }
}

TEST(ValidateAnswer, ANoNeedsAReason) {
  EXPECT_THAT(WrongFields(NotForUs({})), ElementsAre("barriers"));
  EXPECT_THAT(WrongFields(NotForUs({}, "It just would not work here.")), ElementsAre("barriers"));
}

TEST(ValidateAnswer, OnlyANoHasReasons) {
  for (const AnswerKind kind : kKinds) {
    if (kind == AnswerKind::kNotForUs) continue;
    EXPECT_THAT(WrongFields({kind, {Barrier::kSkills}}), ElementsAre("barriers"));
  }
}

TEST(ValidateAnswer, NamesEachRepeatedBarrierOnce) {
  const Status status = ValidateAnswer(
      NotForUs({Barrier::kSkills, Barrier::kStaffTime, Barrier::kSkills, Barrier::kSkills}));
  EXPECT_THAT(status.violations(),
              ElementsAre(Field(&FieldViolation::description, HasSubstr("SKILLS more than once"))));
}

TEST(ValidateAnswer, OtherNeedsWords) {
  EXPECT_THAT(WrongFields(NotForUs({Barrier::kOther})), ElementsAre("text"));
  EXPECT_THAT(WrongFields(NotForUs({Barrier::kStaffTime, Barrier::kOther}, " \n\t")),
              ElementsAre("text"));
}

TEST(ValidateAnswer, CountsCharactersNotBytes) {
  std::string longest;
  for (std::size_t i = 0; i < kMaxAnswerCharacters; ++i) longest += "é";
  EXPECT_TRUE(ValidateAnswer({AnswerKind::kTellMeMore, {}, longest}).ok());
  EXPECT_THAT(WrongFields({AnswerKind::kTellMeMore, {}, longest + "."}), ElementsAre("text"));
}

TEST(ValidateAnswer, RefusesControlCharacters) {
  EXPECT_THAT(WrongFields({AnswerKind::kTellMeMore, {}, "a\x1B[31mb"}), ElementsAre("text"));
  EXPECT_THAT(WrongFields({AnswerKind::kTellMeMore, {}, std::string("a\0b", 3)}),
              ElementsAre("text"));
  EXPECT_TRUE(ValidateAnswer({AnswerKind::kTellMeMore, {}, "a\tb\r\nc"}).ok());
}

TEST(ValidateAnswer, SaysEverythingThatIsWrongAtOnce) {
  const Status status = ValidateAnswer({AnswerKind::kWeWillTry, {Barrier::kOther}, ""});
  EXPECT_EQ(status.code(), Code::kInvalidArgument);
  EXPECT_THAT(WrongFields({AnswerKind::kWeWillTry, {Barrier::kOther}, ""}),
              UnorderedElementsAre("barriers", "text"));
}

TEST(StatusAfter, EachKindLeadsToItsStatus) {
  EXPECT_EQ(StatusAfter({AnswerKind::kTellMeMore}), MatchStatus::kInterested);
  EXPECT_EQ(StatusAfter({AnswerKind::kWeWillTry}), MatchStatus::kTrying);
  EXPECT_EQ(StatusAfter({AnswerKind::kAlreadyDoing}), MatchStatus::kAlreadyDoing);
  EXPECT_EQ(StatusAfter(NotForUs({Barrier::kSkills})), MatchStatus::kDeclined);
}

TEST(StatusAfter, ANoForNothingButDoingItAlreadyIsNoDecline) {
  EXPECT_EQ(StatusAfter(NotForUs({Barrier::kAlreadyDoing})), MatchStatus::kAlreadyDoing);
  EXPECT_EQ(StatusAfter(NotForUs({Barrier::kAlreadyDoing, Barrier::kWrongContext})),
            MatchStatus::kDeclined);
}

TEST(AnswerKind, HasStableNames) {
  const std::pair<AnswerKind, std::string_view> names[] = {
      {AnswerKind::kTellMeMore, "TELL_ME_MORE"},
      {AnswerKind::kWeWillTry, "WE_WILL_TRY"},
      {AnswerKind::kAlreadyDoing, "ALREADY_DOING"},
      {AnswerKind::kNotForUs, "NOT_FOR_US"},
  };
  for (const auto& [kind, name] : names) {
    EXPECT_EQ(AnswerKindName(kind), name);
    EXPECT_EQ(AnswerKindFromName(name), kind);
  }
  EXPECT_EQ(AnswerKindFromName("YES"), std::nullopt);
}

}  // namespace
}  // namespace waggle::matching::domain
