// The use cases over the real adapter and a store in memory.
#include "services/intake/domain/register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/counting_ids.h"
#include "libs/testing/faulty_record_store.h"
#include "libs/testing/in_memory_record_store.h"
#include "services/intake/adapters/aggregates.h"
#include "services/intake/adapters/record_intake_store.h"
#include "services/intake/tests/intake_examples.h"

namespace waggle::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class RegisterTest : public ::testing::Test {
 protected:
  // Each is a request of its own unless a key is given.
  Origin MakeOrigin(const std::string& key = "", const std::string& hash = "hash") {
    return {key.empty() ? "request-" + std::to_string(++requests_) : key, hash, "practice-system",
            "", Time(std::chrono::milliseconds(1'700'000'000'000))};
  }

  void KnowOrganisation() {
    ASSERT_TRUE(register_.RegisterOrganisation(ExampleOrganisation(), MakeOrigin()).ok());
  }

  std::vector<std::string> PublishedTopics() {
    std::vector<std::string> topics;
    for (const auto& entry : memory_.published()) topics.push_back(entry.record.topic);
    return topics;
  }

  template <class Event>
  Event LastEvent() {
    Event event;
    EXPECT_TRUE(event.ParseFromString(memory_.published().back().record.value));
    return event;
  }

  testing::InMemoryRecordStore memory_;
  testing::FaultyRecordStore store_{memory_};
  testing::CountingIds ids_;
  RecordIntakeStore intake_store_{store_, ids_};
  Register register_{intake_store_, ids_};
  int requests_ = 0;
};

TEST_F(RegisterTest, AnIdeaIsStoredPublishedAndAcknowledged) {
  KnowOrganisation();
  const Origin origin = MakeOrigin("caller/SubmitIdea/1");
  const Receipt receipt = register_.SubmitIdea(ExampleIdea(), origin).value();
  EXPECT_EQ(receipt.sequence, 1);
  const auto stored = IdeaAggregate().Load(memory_, receipt.id).value();
  ASSERT_TRUE(stored.has_value());
  EXPECT_EQ(stored->state.title(), "Recall by birth month");
  const auto event = LastEvent<v1::IdeaEvent>();
  EXPECT_TRUE(event.has_submitted());
  EXPECT_EQ(event.state().idea_id(), receipt.id);
  EXPECT_EQ(event.state().status(), v1::IDEA_STATUS_PUBLISHED);
  EXPECT_EQ(event.state().submit_time().seconds(), 1'700'000'000);
  EXPECT_EQ(event.metadata().aggregate_id(), receipt.id);
  EXPECT_EQ(event.metadata().actor(), "practice-system");
  EXPECT_EQ(event.metadata().owning_organisation(), "A12");
  EXPECT_EQ(event.metadata().visibility(), common::v1::VISIBILITY_PUBLISHED);
  EXPECT_EQ(event.metadata().request().key(), "caller/SubmitIdea/1");
  EXPECT_EQ(memory_.published().back().record.key, receipt.id);
}

TEST_F(RegisterTest, WhatACallerSaysAboutIdsAndTimesIsIgnored) {
  KnowOrganisation();
  Idea idea = ExampleIdea();
  idea.id = IdeaId("chosen by the caller");
  idea.submit_time = Time(std::chrono::milliseconds(5));
  const Receipt receipt = register_.SubmitIdea(idea, MakeOrigin()).value();
  EXPECT_NE(receipt.id, "chosen by the caller");
  EXPECT_EQ(LastEvent<v1::IdeaEvent>().state().submit_time().seconds(), 1'700'000'000);
}

TEST_F(RegisterTest, AnUnknownOrganisationIsRefusedWithItsNameAndTheRemedy) {
  const Status idea = register_.SubmitIdea(ExampleIdea(), MakeOrigin()).status();
  EXPECT_EQ(idea.code(), Code::kNotFound);
  EXPECT_EQ(idea.reason(), "ORGANISATION_UNKNOWN");
  EXPECT_THAT(idea.detail(), HasSubstr("A12"));
  EXPECT_THAT(idea.detail(), HasSubstr("import"));
  EXPECT_EQ(register_.ReportProblem(ExampleProblem(), MakeOrigin()).status().reason(),
            "ORGANISATION_UNKNOWN");
  EXPECT_EQ(register_.RegisterPerson(ExamplePerson(), MakeOrigin()).status().reason(),
            "ORGANISATION_UNKNOWN");
  EXPECT_THAT(memory_.published(), IsEmpty());
}

TEST_F(RegisterTest, AnUnknownPersonIsRefusedAndNobodyIsFine) {
  KnowOrganisation();
  Idea idea = ExampleIdea();
  idea.author = PersonId("nobody");
  EXPECT_EQ(register_.SubmitIdea(idea, MakeOrigin()).status().reason(), "PERSON_UNKNOWN");
  Problem problem = ExampleProblem();
  problem.reporter = PersonId("nobody");
  EXPECT_EQ(register_.ReportProblem(problem, MakeOrigin()).status().reason(), "PERSON_UNKNOWN");
  const Receipt person = register_.RegisterPerson(ExamplePerson(), MakeOrigin()).value();
  idea.author = PersonId(person.id);
  EXPECT_TRUE(register_.SubmitIdea(idea, MakeOrigin()).ok());
}

TEST_F(RegisterTest, AnInvalidFieldWritesNothing) {
  KnowOrganisation();
  Idea idea = ExampleIdea();
  idea.title = "";
  const Status refused = register_.SubmitIdea(idea, MakeOrigin()).status();
  EXPECT_EQ(refused.code(), Code::kInvalidArgument);
  EXPECT_EQ(refused.violations().at(0).field, "idea.title");
  EXPECT_THAT(memory_.published(), SizeIs(1));
}

TEST_F(RegisterTest, ARepeatedRequestGetsTheFirstReceiptAndPublishesNothing) {
  KnowOrganisation();
  const Receipt first = register_.SubmitIdea(ExampleIdea(), MakeOrigin("key")).value();
  const Receipt again = register_.SubmitIdea(ExampleIdea(), MakeOrigin("key")).value();
  EXPECT_EQ(again.id, first.id);
  EXPECT_EQ(again.sequence, first.sequence);
  EXPECT_THAT(memory_.published(), SizeIs(2));
}

TEST_F(RegisterTest, ARequestIdIsForOneRequest) {
  KnowOrganisation();
  ASSERT_TRUE(register_.SubmitIdea(ExampleIdea(), MakeOrigin("key", "one")).ok());
  const Status reused = register_.SubmitIdea(ExampleIdea(), MakeOrigin("key", "other")).status();
  EXPECT_EQ(reused.code(), Code::kAlreadyExists);
  EXPECT_EQ(reused.reason(), "REQUEST_ID_REUSED");
}

TEST_F(RegisterTest, AnOrganisationIsRegisteredOnceThenChanged) {
  EXPECT_EQ(register_.RegisterOrganisation(ExampleOrganisation(), MakeOrigin()).value().sequence,
            1);
  EXPECT_TRUE(LastEvent<v1::OrganisationEvent>().has_registered());
  Organisation renamed = ExampleOrganisation();
  renamed.name = "New Name";
  renamed.memberships = {{OdsCode("U11")}};
  EXPECT_EQ(register_.RegisterOrganisation(renamed, MakeOrigin()).value().sequence, 2);
  EXPECT_TRUE(LastEvent<v1::OrganisationEvent>().has_changed());
  EXPECT_EQ(LastEvent<v1::OrganisationEvent>().state().name(), "New Name");
  EXPECT_THAT(memory_.List("organisation:of:U99", "", 9).value(), IsEmpty());
  EXPECT_THAT(memory_.List("organisation:of:U11", "", 9).value(), SizeIs(1));
}

TEST_F(RegisterTest, OfTwoChangesAtOnceTheLoserReadsAgain) {
  KnowOrganisation();
  store_.FailCommits(3, Status(Code::kAborted, "RECORD_CHANGED", "changed"));
  EXPECT_EQ(register_.RegisterOrganisation(ExampleOrganisation(), MakeOrigin()).value().sequence,
            2);
}

TEST_F(RegisterTest, NamesAndAddressesGoToThePersonTopicAlone) {
  KnowOrganisation();
  const Receipt person = register_.RegisterPerson(ExamplePerson(), MakeOrigin()).value();
  Idea idea = ExampleIdea();
  idea.author = PersonId(person.id);
  ASSERT_TRUE(register_.SubmitIdea(idea, MakeOrigin()).ok());
  for (const auto& entry : memory_.published()) {
    const bool personal = entry.record.topic == "waggle.intake.person.v1";
    EXPECT_EQ(entry.record.value.find("ada@example.org") != std::string::npos, personal);
    EXPECT_EQ(entry.record.value.find("Ada Example") != std::string::npos, personal);
    for (const auto& [name, value] : entry.record.headers) {
      EXPECT_THAT(value, Not(HasSubstr("ada@example.org"))) << name;
    }
  }
}

TEST_F(RegisterTest, AProblemIsItsOwnersAlone) {
  KnowOrganisation();
  ASSERT_TRUE(register_.ReportProblem(ExampleProblem(), MakeOrigin()).ok());
  EXPECT_EQ(LastEvent<v1::ProblemEvent>().metadata().visibility(), common::v1::VISIBILITY_OWNER);
  EXPECT_EQ(LastEvent<v1::ProblemEvent>().state().status(), v1::PROBLEM_STATUS_OPEN);
}

TEST_F(RegisterTest, WhatIsTooLargeForTheLogIsRefused) {
  KnowOrganisation();
  Idea idea = ExampleIdea();
  for (int i = 0; i < 10'000; ++i) idea.how_it_works += "\xe8\x9c\x82";
  idea.how_it_works = idea.how_it_works.substr(idea.how_it_works.size() - 30'000);
  idea.problem_it_solves = idea.how_it_works;
  EXPECT_TRUE(register_.SubmitIdea(idea, MakeOrigin()).ok());
  idea.core_elements.assign(20, std::string(500, 'x'));
  EXPECT_EQ(register_.SubmitIdea(idea, MakeOrigin()).status().reason(), "EVENT_TOO_LARGE");
}

TEST_F(RegisterTest, AStoreThatIsAwayIsTheCallersToRetry) {
  KnowOrganisation();
  store_.FailCommits(1, Status(Code::kUnavailable, "REDIS_OUTCOME_UNKNOWN", "no answer"));
  const Origin origin = MakeOrigin("key");
  EXPECT_EQ(register_.SubmitIdea(ExampleIdea(), origin).status().code(), Code::kUnavailable);
  EXPECT_TRUE(register_.SubmitIdea(ExampleIdea(), origin).ok());
  EXPECT_THAT(PublishedTopics(),
              ElementsAre("waggle.intake.organisation.v1", "waggle.intake.idea.v1"));
}

}  // namespace
}  // namespace waggle::intake
