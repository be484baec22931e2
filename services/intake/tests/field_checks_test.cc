#include "services/intake/domain/field_checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "services/intake/domain/idea.h"
#include "services/intake/domain/person.h"
#include "services/intake/domain/problem.h"
#include "services/intake/tests/intake_examples.h"

namespace waggle::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

std::vector<std::string> FieldsOf(const Status& status) {
  std::vector<std::string> fields;
  for (const FieldViolation& violation : status.violations()) fields.push_back(violation.field);
  return fields;
}

// Whether the check that `apply` makes finds nothing.
bool Passes(const std::function<void(FieldChecks&)>& apply) {
  FieldChecks checks("thing.");
  apply(checks);
  return std::move(checks).Finish().ok();
}

bool IsText(const std::string& value, std::size_t least = 1, std::size_t most = 5) {
  return Passes([&](FieldChecks& checks) { checks.Text("field", value, least, most); });
}
bool IsOdsCode(const std::string& value) {
  return Passes([&](FieldChecks& checks) { checks.OdsCode("field", value); });
}
bool IsEmail(const std::string& value) {
  return Passes([&](FieldChecks& checks) { checks.EmailAddress("field", value); });
}

TEST(FieldChecks, TextIsCountedInCharacters) {
  EXPECT_TRUE(IsText("abcde"));
  EXPECT_FALSE(IsText("abcdef"));
  EXPECT_TRUE(IsText("\xf0\x9f\x90\x9d\xf0\x9f\x90\x9d\xf0\x9f\x90\x9d\xe8\x9c\x82\xc3\xa9"));
  EXPECT_TRUE(IsText("", 0));
}

TEST(FieldChecks, BlankTextIsEmpty) {
  for (const std::string blank : {"", " ", " \t\r\n "}) EXPECT_FALSE(IsText(blank)) << blank;
  EXPECT_TRUE(IsText("  ", 0));
}

TEST(FieldChecks, TextHasLinesAndTabsButNoOtherControlCharacters) {
  EXPECT_TRUE(IsText("a\r\n\tb"));
  for (const std::string& text :
       {std::string("a\0b", 3), std::string("a\x1b"), std::string("\x7f")}) {
    EXPECT_FALSE(IsText(text));
  }
}

TEST(FieldChecks, ListsNameTheEntry) {
  FieldChecks checks("idea.");
  checks.Texts("tags", {"fine", "", "too long"}, 3, 5);
  const Status status = std::move(checks).Finish();
  EXPECT_THAT(FieldsOf(status), ElementsAre("idea.tags[1]", "idea.tags[2]"));
  EXPECT_FALSE(Passes([](FieldChecks& list) { list.Texts("tags", {"a", "b"}, 1, 5); }));
}

TEST(FieldChecks, OdsCodesAreThreeToTwelveCapitalsAndDigits) {
  for (const std::string code : {"A12", "Y00001", "123456789012"}) EXPECT_TRUE(IsOdsCode(code));
  for (const std::string code : {"", "A1", "1234567890123", "a12", "A 12", "A-12",
                                 "\xc3\x84"
                                 "12"}) {
    EXPECT_FALSE(IsOdsCode(code)) << code;
  }
}

TEST(FieldChecks, AnEmailAddressIsOneAddress) {
  for (const std::string address : {"a@b.co", "first.last+tag@nhs.example.org"}) {
    EXPECT_TRUE(IsEmail(address)) << address;
  }
  for (const std::string address :
       {"", "a", "@b.co", "a@", "a@b", "a@b.", "a@.co", "a b@c.co", "a@b@c.co", "a@b.co,c@d.co",
        "<a@b.co>", "a@b.co\nBcc: c@d.co", "\xc3\xa4@b.co"}) {
    EXPECT_FALSE(IsEmail(address)) << address;
  }
  EXPECT_FALSE(IsEmail(std::string(250, 'a') + "@b.co"));
}

TEST(FieldChecks, RangesIncludeTheirEnds) {
  const auto in_range = [](std::int64_t value) {
    return Passes([&](FieldChecks& checks) { checks.Range("field", value, 0, 5); });
  };
  EXPECT_TRUE(in_range(0) && in_range(5));
  EXPECT_FALSE(in_range(-1) || in_range(6));
}

Organisation Practice() {
  Organisation practice{OdsCode("A12"), "A practice", OrganisationKind::kPractice, "AB1 2CD", {}};
  practice.memberships = {{OdsCode("U99")}};
  practice.practice = PracticeProfile{9000, 3};
  return practice;
}

TEST(Validate, EverythingWrongIsToldAtOnce) {
  EXPECT_THAT(FieldsOf(Validate(Idea())),
              UnorderedElementsAre("idea.ods_code", "idea.title", "idea.problem_it_solves",
                                   "idea.how_it_works"));
  EXPECT_THAT(FieldsOf(Validate(Person())),
              UnorderedElementsAre("person.display_name", "person.email", "person.ods_code",
                                   "person.role"));
  EXPECT_THAT(FieldsOf(Validate(Problem())),
              UnorderedElementsAre("problem.ods_code", "problem.title", "problem.description"));
  EXPECT_THAT(
      FieldsOf(Validate(Organisation())),
      UnorderedElementsAre("organisation.ods_code", "organisation.name", "organisation.kind"));
}

TEST(Validate, InterestsNameThings) {
  Person person = ExamplePerson();
  EXPECT_TRUE(Validate(person).ok());
  person.interest_organisations.emplace_back("no code");
  person.interest_ideas.emplace_back("that one");
  person.interest_topics.emplace_back(101, 'x');
  EXPECT_THAT(FieldsOf(Validate(person)),
              ElementsAre("person.interest_ods_codes[1]", "person.interest_idea_ids[1]",
                          "person.interest_topics[1]"));
  person = ExamplePerson();
  person.interest_organisations.assign(21, OdsCode("B34"));
  person.interest_ideas.assign(21, person.interest_ideas.front());
  person.interest_topics.assign(21, "asthma");
  EXPECT_THAT(FieldsOf(Validate(person)),
              ElementsAre("person.interest_ods_codes", "person.interest_idea_ids",
                          "person.interest_topics"));
}

TEST(Validate, WhatAnIdeaNeedsMakesSense) {
  Idea idea = ExampleIdea();
  EXPECT_TRUE(Validate(idea).ok());
  idea.needs.list_size_at_least = 40'000;
  idea.needs.ruralities = {Rurality::kUrban, Rurality::kUrban};
  idea.needs.resources = {Resource::kNurse, Resource::kUnspecified};
  idea.partners.assign(6, "Example Software");
  EXPECT_THAT(FieldsOf(Validate(idea)),
              ElementsAre("idea.needs.list_size_at_most", "idea.needs.ruralities",
                          "idea.needs.resources", "idea.partners"));
  idea = ExampleIdea();
  idea.needs.list_size_at_most = 0;
  EXPECT_TRUE(Validate(idea).ok()) << "no upper limit";
  idea.needs.list_size_at_least = -1;
  EXPECT_THAT(FieldsOf(Validate(idea)), ElementsAre("idea.needs.list_size_at_least"));
}

TEST(Validate, AProperOrganisationPasses) { EXPECT_TRUE(Validate(Practice()).ok()); }

TEST(Validate, MembershipsMakeSense) {
  Organisation practice = Practice();
  practice.memberships = {{OdsCode("A12")}, {OdsCode("x")}};
  EXPECT_THAT(FieldsOf(Validate(practice)),
              ElementsAre("organisation.memberships[0].parent_ods_code",
                          "organisation.memberships[1].parent_ods_code"));
  const Time start{std::chrono::milliseconds(1000)};
  practice.memberships = {{OdsCode("U99"), Time::min(), Time::max()}};
  EXPECT_THAT(FieldsOf(Validate(practice)), ElementsAre("organisation.memberships[0].start_time",
                                                        "organisation.memberships[0].end_time"));
  practice.memberships = {{OdsCode("U99"), start, start - std::chrono::milliseconds(1)}};
  EXPECT_THAT(FieldsOf(Validate(practice)), ElementsAre("organisation.memberships[0].end_time"));
  practice.memberships.assign(21, {OdsCode("U99")});
  EXPECT_THAT(FieldsOf(Validate(practice)), ElementsAre("organisation.memberships"));
}

TEST(Validate, OnlyPracticesHaveAPracticeProfile) {
  Organisation network = Practice();
  network.kind = OrganisationKind::kPcn;
  EXPECT_THAT(FieldsOf(Validate(network)), ElementsAre("organisation.practice"));
  Organisation practice = Practice();
  practice.practice->imd_decile = 11;
  practice.practice->list_size = -1;
  EXPECT_THAT(FieldsOf(Validate(practice)),
              ElementsAre("organisation.practice.list_size", "organisation.practice.imd_decile"));
}

}  // namespace
}  // namespace waggle::intake
