// What becomes of ideas and problems, over the real adapter and a store in memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/counting_ids.h"
#include "libs/testing/in_memory_record_store.h"
#include "services/intake/adapters/aggregates.h"
#include "services/intake/adapters/record_intake_store.h"
#include "services/intake/domain/register.h"
#include "services/intake/tests/intake_examples.h"

namespace waggle::intake {
namespace {

using ::testing::HasSubstr;

class ChangesTest : public ::testing::Test {
 protected:
  ChangesTest() {
    EXPECT_TRUE(register_.RegisterOrganisation(ExampleOrganisation(), MakeOrigin()).ok());
  }

  Origin MakeOrigin(const std::string& key = "") {
    return {key.empty() ? "request-" + std::to_string(++requests_) : key, "hash", "caller", "",
            Time(std::chrono::milliseconds(1'700'000'000'000 + requests_))};
  }
  IdeaId Submitted() {
    return IdeaId(register_.SubmitIdea(ExampleIdea(), MakeOrigin()).value().id);
  }
  ProblemId Reported() {
    return ProblemId(register_.ReportProblem(ExampleProblem(), MakeOrigin()).value().id);
  }
  v1::Idea StateOf(const IdeaId& id) {
    return IdeaAggregate().Load(store_, id.value()).value()->state;
  }
  v1::IdeaEvent LastIdeaEvent() {
    v1::IdeaEvent event;
    EXPECT_TRUE(event.ParseFromString(store_.published().back().record.value));
    return event;
  }

  testing::InMemoryRecordStore store_;
  testing::CountingIds ids_;
  RecordIntakeStore intake_store_{store_, ids_};
  Register register_{intake_store_, ids_};
  int requests_ = 0;
};

TEST_F(ChangesTest, ARevisionKeepsWhoseIdeaItIs) {
  const IdeaId id = Submitted();
  const v1::Idea before = StateOf(id);
  Idea said = ExampleIdea();
  said.id = id;
  said.ods_code = OdsCode("Z99");
  said.author = PersonId("somebody else");
  said.title = "Recall by birth month, for children too";
  const auto receipt = register_.ReviseIdea(said, MakeOrigin());
  ASSERT_TRUE(receipt.ok()) << receipt.status().ToString();
  EXPECT_EQ(receipt->sequence, 2);
  const v1::Idea after = StateOf(id);
  EXPECT_EQ(after.title(), "Recall by birth month, for children too");
  EXPECT_EQ(after.ods_code(), before.ods_code());
  EXPECT_EQ(after.author_person_id(), before.author_person_id());
  EXPECT_EQ(after.submit_time().seconds(), before.submit_time().seconds());
  EXPECT_EQ(after.version(), 2);
  EXPECT_TRUE(after.has_revise_time());
  EXPECT_TRUE(LastIdeaEvent().has_revised());
}

TEST_F(ChangesTest, ARevisionIsHeldToTheRulesOfAnIdea) {
  Idea said = ExampleIdea();
  said.id = Submitted();
  said.title = "";
  const auto refused = register_.ReviseIdea(said, MakeOrigin());
  EXPECT_EQ(refused.status().code(), Code::kInvalidArgument);
  EXPECT_THAT(refused.status().ToString(), HasSubstr("idea.title"));
  EXPECT_EQ(StateOf(said.id).version(), 1);
}

TEST_F(ChangesTest, AWithdrawnIdeaHasEnded) {
  const IdeaId id = Submitted();
  EXPECT_EQ(register_.WithdrawIdea(id, "", MakeOrigin()).status().code(), Code::kInvalidArgument);
  ASSERT_TRUE(register_.WithdrawIdea(id, "It was unsafe", MakeOrigin("withdraw-1")).ok());
  EXPECT_EQ(StateOf(id).status(), v1::IDEA_STATUS_WITHDRAWN);
  EXPECT_EQ(StateOf(id).end_reason(), "It was unsafe");
  EXPECT_TRUE(LastIdeaEvent().has_withdrawn());
  Idea said = ExampleIdea();
  said.id = id;
  EXPECT_EQ(register_.ReviseIdea(said, MakeOrigin()).status().reason(), kIdeaEnded);
  EXPECT_EQ(register_.WithdrawIdea(id, "again", MakeOrigin()).status().reason(), kIdeaEnded);
  const auto repeated = register_.WithdrawIdea(id, "It was unsafe", MakeOrigin("withdraw-1"));
  ASSERT_TRUE(repeated.ok()) << "the first answer, although it would be refused now";
  EXPECT_EQ(repeated->sequence, 2);
}

TEST_F(ChangesTest, AnotherIdeaTakesItsPlace) {
  const IdeaId id = Submitted();
  const IdeaId better = Submitted();
  EXPECT_EQ(register_.SupersedeIdea(id, id, MakeOrigin()).status().code(), Code::kInvalidArgument);
  EXPECT_EQ(register_.SupersedeIdea(id, IdeaId("no idea"), MakeOrigin()).status().reason(),
            "IDEA_UNKNOWN");
  ASSERT_TRUE(register_.SupersedeIdea(id, better, MakeOrigin()).ok());
  EXPECT_EQ(StateOf(id).status(), v1::IDEA_STATUS_SUPERSEDED);
  EXPECT_EQ(StateOf(id).successor_idea_id(), better.value());
  const auto back = register_.SupersedeIdea(better, id, MakeOrigin());
  EXPECT_EQ(back.status().reason(), kIdeaEnded) << "not in a circle";
  EXPECT_THAT(back.status().ToString(), HasSubstr(better.value()));
}

TEST_F(ChangesTest, AProblemIsRevisedAndClosed) {
  const ProblemId id = Reported();
  Problem said = ExampleProblem();
  said.id = id;
  said.kind = ProblemKind::kWant;
  said.title = "Far too many recalls";
  ASSERT_TRUE(register_.ReviseProblem(said, MakeOrigin()).ok());
  auto state = ProblemAggregate().Load(store_, id.value()).value()->state;
  EXPECT_EQ(state.title(), "Far too many recalls");
  EXPECT_EQ(state.kind(), v1::PROBLEM_KIND_PROBLEM) << "what it is stays";
  ASSERT_TRUE(register_.CloseProblem(id, MakeOrigin()).ok());
  state = ProblemAggregate().Load(store_, id.value()).value()->state;
  EXPECT_EQ(state.status(), v1::PROBLEM_STATUS_CLOSED);
  EXPECT_TRUE(state.has_close_time());
  EXPECT_EQ(register_.CloseProblem(id, MakeOrigin()).status().reason(), kProblemClosed);
  EXPECT_EQ(register_.ReviseProblem(said, MakeOrigin()).status().reason(), kProblemClosed);
  EXPECT_EQ(register_.CloseProblem(ProblemId("none"), MakeOrigin()).status().reason(),
            "PROBLEM_UNKNOWN");
}

TEST_F(ChangesTest, AStandingWantIsReportedLikeAProblem) {
  Problem want = ExampleProblem();
  want.kind = ProblemKind::kWant;
  const auto receipt = register_.ReportProblem(want, MakeOrigin());
  ASSERT_TRUE(receipt.ok());
  EXPECT_EQ(ProblemAggregate().Load(store_, receipt->id).value()->state.kind(),
            v1::PROBLEM_KIND_WANT);
}

}  // namespace
}  // namespace waggle::intake
