#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/cli/rpc/evidence_methods.h"
#include "services/cli/rpc/matching_methods.h"
#include "services/cli/rpc/notification_methods.h"
#include "services/cli/rpc/search_methods.h"
#include "services/cli/tests/cli_run.h"
#include "services/cli/tests/fake_intake.h"
#include "services/cli/tests/fake_server.h"
#include "services/cli/tests/json_probe.h"

namespace waggle::cli {
namespace {

class CommandsTest : public ::testing::Test {
 protected:
  CommandsTest() {
    intake_.AddOrganisation("Z90001", "Lanternhouse Surgery");
    intake_.AddOrganisation("Z90002", "Saltpan Lane");
  }

  // One server stands for all four services.
  CliRun Run(std::vector<std::string> arguments) {
    for (const char* service : {"--intake", "--matching", "--evidence", "--notification"}) {
      arguments.insert(arguments.end(), {service, server_.address()});
    }
    return RunCli(arguments);
  }

  CliRun Submit(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"idea",    "submit",        "--ods-code", "Z90001",
                                          "--title", "Loan monitors", "--problem",  "wait",
                                          "--how",   "lend"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments);
  }

  FakeServer server_;
  FakeIntake intake_{server_};
};

TEST_F(CommandsTest, SubmitPrintsTheIdAndWhatHappensNext) {
  const CliRun run = Submit({"--tag", "bp", "--tag", "home"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  ASSERT_EQ(intake_.ideas().size(), 1U);
  EXPECT_EQ(run.out, intake_.ideas()[0].idea_id() + "\n");
  EXPECT_NE(run.err.find("waggle watch " + intake_.ideas()[0].idea_id()), std::string::npos);
  EXPECT_EQ(intake_.ideas()[0].tags_size(), 2);
}

TEST_F(CommandsTest, SubmitSaysWhatTheIdeaNeedsAndWhoMadeIt) {
  const CliRun run = Submit({"--needs", "nurse", "--needs", "GP-Time", "--list-size-at-least",
                             "5000", "--list-size-at-most", "1000000", "--for-rurality",
                             "rural_town", "--dispensing", "no", "--origin", "commercial",
                             "--partner", "Cuffs, Limited", "--partner", "Age UK"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const intake::v1::Idea idea = intake_.ideas().at(0);
  EXPECT_EQ(idea.needs().ShortDebugString(),
            "list_size_at_least: 5000 list_size_at_most: 1000000 ruralities: RURALITY_RURAL_TOWN "
            "dispensing: DISPENSING_NO resources: RESOURCE_NURSE resources: RESOURCE_GP_TIME");
  EXPECT_EQ(idea.origin(), intake::v1::IDEA_ORIGIN_COMMERCIAL);
  ASSERT_EQ(idea.partners_size(), 2);
  EXPECT_EQ(idea.partners(0), "Cuffs, Limited");
}

TEST_F(CommandsTest, SubmitWithJsonPrintsTheResponseAlone) {
  const CliRun run = Submit({"--json"});
  EXPECT_EQ(TextAt(run.out, "/idea_id"), intake_.ideas()[0].idea_id());
  EXPECT_EQ(run.err, "");
}

TEST_F(CommandsTest, ARequestIdMakesARepetitionSafe) {
  const std::string id = "018bcfe5-6800-7000-8000-000000000001";
  const CliRun first = Submit({"--request-id", id});
  const CliRun second = Submit({"--request-id", id});
  EXPECT_EQ(first.out, second.out);
  EXPECT_EQ(intake_.ideas().size(), 1U);
}

TEST_F(CommandsTest, SubmitReadsAFile) {
  const std::string path = WriteTestFile("idea.json", R"({"ods_code": "Z90001", "title": "t",
    "problem_it_solves": "p", "how_it_works": "h", "core_elements": ["x"]})");
  EXPECT_EQ(Run({"idea", "submit", "--file", path}).exit_code, 0);
  ASSERT_EQ(intake_.ideas().size(), 1U);
  EXPECT_EQ(intake_.ideas()[0].core_elements(0), "x");
  const CliRun bad =
      Run({"idea", "submit", "--file", WriteTestFile("bad.json", R"({"title": "t"})")});
  EXPECT_EQ(bad.exit_code, 2);
  EXPECT_NE(bad.err.find("bad.json: ods_code is missing; problem_it_solves is missing"),
            std::string::npos)
      << bad.err;
}

TEST_F(CommandsTest, ARefusalEndsWithOneAndNamesTheField) {
  server_.AnswerNext(1, Answer::Error(Status::Invalid({{"idea.title", "has 201 characters"}})));
  const CliRun run = Submit();
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(run.err, "waggle: idea.title has 201 characters (FIELD_INVALID)\n");
}

TEST_F(CommandsTest, NoAnswerSaysHowToRepeatSafely) {
  server_.AnswerNext(1, Answer::Silence());
  const CliRun run =
      Submit({"--timeout", "0.1", "--request-id", "018bcfe5-6800-7000-8000-000000000002"});
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_NE(
      run.err.find("repeat the command with --request-id 018bcfe5-6800-7000-8000-000000000002"),
      std::string::npos)
      << run.err;
}

TEST_F(CommandsTest, AnUnreachableServiceEndsWithThree) {
  std::string address;
  {
    const FakeServer gone;
    address = gone.address();
  }
  const CliRun run = RunCli({"--intake", address, "idea", "list"});
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_NE(run.err.find("intake at " + address + " cannot be reached"), std::string::npos)
      << run.err;
  EXPECT_EQ(run.out, "");
}

TEST_F(CommandsTest, ReportAProblemAndFindIt) {
  const CliRun report = Run({"problem", "report", "--ods-code", "Z90001", "--title", "Inbox",
                             "--description", "full", "--severity", "4"});
  ASSERT_EQ(report.exit_code, 0) << report.err;
  ASSERT_EQ(intake_.problems().size(), 1U);
  EXPECT_EQ(intake_.problems()[0].severity(), 4);
  const CliRun list = Run({"problem", "list", "--ods-code", "Z90001"});
  EXPECT_NE(list.out.find("4 of 5    Lanternhouse Surgery (Z90001)  Inbox"), std::string::npos)
      << list.out;
  const CliRun of_other = Run({"problem", "list", "--ods-code", "Z90002", "--json"});
  EXPECT_EQ(ValueAt(of_other.out), "[]");
}

TEST_F(CommandsTest, GetShowsACardOrThePlainMessage) {
  const std::string id = intake_.AddIdea("Z90001", "Loan monitors");
  const CliRun card = Run({"idea", "get", id});
  EXPECT_TRUE(card.out.starts_with("Loan monitors\n")) << card.out;
  EXPECT_NE(card.out.find("Practice  Lanternhouse Surgery (Z90001)"), std::string::npos)
      << card.out;
  const std::string json = Run({"idea", "get", id, "--json"}).out;
  EXPECT_EQ(TextAt(json, "/idea_id"), id);
  EXPECT_EQ(ValueAt(json, "/tags"), "[]");
}

TEST_F(CommandsTest, GetShowsWhatAnIdeaNeeds) {
  const std::string path = WriteTestFile("idea.json", R"({"ods_code": "Z90001", "title": "t",
    "problem_it_solves": "p", "how_it_works": "h", "origin": "CO_PRODUCED", "partners": ["Age UK"],
    "needs": {"list_size_at_least": 5000, "list_size_at_most": 9000, "dispensing": "NO",
              "ruralities": ["URBAN", "RURAL_TOWN"], "resources": ["NURSE", "SPACE"]}})");
  const std::string id = Run({"idea", "submit", "--file", path}).out;
  const CliRun card = Run({"idea", "get", id.substr(0, id.size() - 1)});
  EXPECT_NE(card.out.find("  Needs              at least 5000 patients\n"
                          "                     at most 9000 patients\n"
                          "                     urban or rural town\n"
                          "                     no dispensary\n"
                          "                     nurse, space\n"
                          "  Made               co produced\n"
                          "  Partners           Age UK\n"),
            std::string::npos)
      << card.out;
}

TEST_F(CommandsTest, NotFoundEndsWithOne) {
  const CliRun run = Run({"idea", "get", "7", "--json"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(
      ValueAt(run.err),
      R"({"error":{"code":"NOT_FOUND","message":"idea 7 is not known","reason":"IDEA_UNKNOWN"}})");
}

TEST_F(CommandsTest, OrganisationsAreFilteredByKind) {
  const CliRun run = Run({"organisation", "list", "--kind", "practice", "--json"});
  EXPECT_EQ(CountAt(run.out), 2);
  EXPECT_EQ(ValueAt(Run({"organisation", "list", "--kind", "pcn", "--json"}).out), "[]");
}

TEST_F(CommandsTest, MatchesAreRankedAndNamed) {
  server_.On<matching::v1::ListMatchesRequest, matching::v1::ListMatchesResponse>(
      kListMatches, [](const auto& request) -> Result<matching::v1::ListMatchesResponse> {
        matching::v1::ListMatchesResponse response;
        for (const auto& [code, score] : {std::pair("Z90001", 0.25), std::pair("Z90002", 0.75)}) {
          auto* match = response.add_matches();
          match->set_idea_id(request.idea_id());
          match->set_ods_code(code);
          match->set_status(matching::v1::MATCH_STATUS_PROPOSED);
          auto* problem = match->add_problems();
          problem->set_problem_id("unknown-problem");
          problem->set_score(score);
          problem->add_matched_terms("monitor");
          problem->add_matched_terms("wait");
        }
        return response;
      });
  const CliRun run = Run({"match", "list", "--idea", "i"});
  EXPECT_EQ(
      run.out,
      "SCORE  STATUS    PRACTICE                       PROBLEM IT WOULD HELP  WORDS IN COMMON\n"
      "0.750  proposed  Saltpan Lane (Z90002)          unknown-problem        monitor, wait\n"
      "0.250  proposed  Lanternhouse Surgery (Z90001)  unknown-problem        monitor, wait\n");
}

TEST_F(CommandsTest, AMatchIsAnsweredWithItsBarriers) {
  server_.On<matching::v1::AnswerMatchRequest, matching::v1::AnswerMatchResponse>(
      kAnswerMatch, [](const auto& request) -> Result<matching::v1::AnswerMatchResponse> {
        EXPECT_EQ(request.match_id(), "m");
        EXPECT_EQ(request.kind(), matching::v1::MATCH_ANSWER_KIND_NOT_FOR_US);
        EXPECT_EQ(request.barriers_size(), 2);
        EXPECT_EQ(request.barriers(1), matching::v1::BARRIER_OTHER);
        EXPECT_EQ(request.text(), "no lift");
        EXPECT_FALSE(request.request_id().empty());
        matching::v1::AnswerMatchResponse response;
        response.set_status(matching::v1::MATCH_STATUS_DECLINED);
        return response;
      });
  const CliRun run = Run({"match", "answer", "m", "--kind", "not-for-us", "--barrier", "staff_time",
                          "--barrier", "other", "--text", "no lift"});
  EXPECT_EQ(run.out, "declined\n") << run.err;
  EXPECT_EQ(Run({"match", "answer", "m", "--kind", "maybe"}).exit_code, 2);
}

TEST_F(CommandsTest, ASearchListsIdeasAndSaysWhatItWentBy) {
  server_.On<matching::v1::SearchRequest, matching::v1::SearchResponse>(
      kSearch, [](const auto& request) -> Result<matching::v1::SearchResponse> {
        EXPECT_EQ(request.query(), "home readings");
        EXPECT_EQ(request.filters().clinical_system(), intake::v1::CLINICAL_SYSTEM_EMIS);
        EXPECT_EQ(request.filters().tags(0), "access");
        matching::v1::SearchResponse response;
        auto* idea = response.add_ideas();
        idea->set_idea_id("i");
        idea->set_ods_code("Z90002");
        idea->set_title("Borrow a cuff");
        idea->set_score(0.5);
        response.set_basis(matching::v1::SEARCH_BASIS_WORDS);
        return response;
      });
  const CliRun run =
      Run({"search", "ideas", "home readings", "--system", "emis", "--tag", "access"});
  EXPECT_NE(run.out.find("0.500  i     Saltpan Lane (Z90002)  Borrow a cuff"), std::string::npos)
      << run.out << run.err;
  EXPECT_NE(run.err.find("words alone"), std::string::npos) << run.err;
}

TEST_F(CommandsTest, PeersNextDoorComeFirstAndOnce) {
  server_.On<matching::v1::FindPeersRequest, matching::v1::FindPeersResponse>(
      kFindPeers, [](const auto& request) -> Result<matching::v1::FindPeersResponse> {
        EXPECT_EQ(request.ods_code(), "Z90001");
        matching::v1::FindPeersResponse response;
        auto* next_door = response.add_next_door();
        next_door->set_ods_code("Z90002");
        next_door->set_similarity(0.9);
        next_door->set_neighbourhood(matching::v1::NEIGHBOURHOOD_SAME_PCN);
        *response.add_most_similar() = *next_door;
        auto* alike = response.add_most_similar();
        alike->set_ods_code("Z90009");
        alike->set_similarity(0.8);
        alike->set_neighbourhood(matching::v1::NEIGHBOURHOOD_ELSEWHERE);
        return response;
      });
  const CliRun run = Run({"search", "peers", "Z90001"});
  const std::size_t near = run.out.find("0.900    same PCN   Saltpan Lane (Z90002)");
  const std::size_t alike = run.out.find("0.800    elsewhere");
  ASSERT_NE(near, std::string::npos) << run.out << run.err;
  ASSERT_NE(alike, std::string::npos) << run.out << run.err;
  EXPECT_LT(near, alike);
  EXPECT_EQ(run.out.find("Z90002", near + 40), std::string::npos) << run.out;
}

TEST_F(CommandsTest, AnIdeaIsWithdrawnWithAReason) {
  server_.On<intake::v1::WithdrawIdeaRequest, intake::v1::WithdrawIdeaResponse>(
      kWithdrawIdea, [](const auto& request) -> Result<intake::v1::WithdrawIdeaResponse> {
        EXPECT_EQ(request.reason(), "unsafe");
        intake::v1::WithdrawIdeaResponse response;
        response.set_idea_id(request.idea_id());
        return response;
      });
  EXPECT_EQ(Run({"idea", "withdraw", "i", "--reason", "unsafe"}).out, "i\n");
  EXPECT_EQ(Run({"idea", "withdraw", "i"}).exit_code, 2) << "without a reason";
}

TEST_F(CommandsTest, NamesAreOptional) {
  server_.On<matching::v1::ListMatchesRequest, matching::v1::ListMatchesResponse>(
      kListMatches, [](const auto&) -> Result<matching::v1::ListMatchesResponse> {
        matching::v1::ListMatchesResponse response;
        auto* match = response.add_matches();
        match->set_ods_code("Z90001");
        match->add_problems()->set_problem_id("p");
        return response;
      });
  const CliRun run = RunCli(
      {"--matching", server_.address(), "--intake", "127.0.0.1:1", "match", "list", "--idea", "i"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_NE(run.out.find("Z90001"), std::string::npos);
}

TEST_F(CommandsTest, ReviewersShowWhoOrWhyNobody) {
  server_
      .On<matching::v1::ListReviewAssignmentsRequest, matching::v1::ListReviewAssignmentsResponse>(
          kListReviewAssignments,
          [](const auto&) -> Result<matching::v1::ListReviewAssignmentsResponse> {
            matching::v1::ListReviewAssignmentsResponse response;
            auto* unfilled = response.add_assignments();
            unfilled->set_role(matching::v1::REVIEWER_ROLE_QI_REVIEWER);
            unfilled->set_status(matching::v1::REVIEW_ASSIGNMENT_STATUS_UNFILLED);
            unfilled->set_unfilled_reason("EVERYONE_AT_FULL_LOAD");
            return response;
          });
  const CliRun run = Run({"reviewer", "list", "--idea", "i"});
  EXPECT_NE(run.out.find("QI reviewer  unfilled"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("EVERYONE_AT_FULL_LOAD"), std::string::npos) << run.out;
}

TEST_F(CommandsTest, AReviewerDeclinesWithAReason) {
  server_.On<matching::v1::DeclineReviewRequest, matching::v1::DeclineReviewResponse>(
      kDeclineReview, [](const auto& request) -> Result<matching::v1::DeclineReviewResponse> {
        EXPECT_EQ(request.assignment_id(), "assignment-1");
        EXPECT_EQ(request.reason(), matching::v1::REVIEW_DECLINE_REASON_NOT_MY_FIELD);
        EXPECT_EQ(request.text(), "I know dentists");
        EXPECT_FALSE(request.request_id().empty());
        matching::v1::DeclineReviewResponse response;
        response.set_status(matching::v1::REVIEW_ASSIGNMENT_STATUS_DECLINED);
        return response;
      });
  const CliRun run = Run({"reviewer", "decline", "assignment-1", "--reason", "not_my_field",
                          "--text", "I know dentists"});
  EXPECT_EQ(run.out, "declined\n") << run.err;
  const CliRun wrong = Run({"reviewer", "decline", "assignment-1", "--reason", "bored"});
  EXPECT_EQ(wrong.exit_code, 2);
}

TEST_F(CommandsTest, AReviewIsDoneOrGivenToSomebodyElse) {
  server_.On<matching::v1::CompleteReviewRequest, matching::v1::CompleteReviewResponse>(
      kCompleteReview, [](const auto& request) -> Result<matching::v1::CompleteReviewResponse> {
        EXPECT_EQ(request.assignment_id(), "assignment-1");
        EXPECT_EQ(request.person_id(), "person-1");
        EXPECT_FALSE(request.request_id().empty());
        matching::v1::CompleteReviewResponse response;
        response.set_status(matching::v1::REVIEW_ASSIGNMENT_STATUS_DONE);
        return response;
      });
  server_.On<matching::v1::ReassignReviewRequest, matching::v1::ReassignReviewResponse>(
      kReassignReview, [](const auto& request) -> Result<matching::v1::ReassignReviewResponse> {
        EXPECT_EQ(request.assignment_id(), "assignment-2");
        EXPECT_EQ(request.text(), "Long overdue");
        EXPECT_FALSE(request.request_id().empty());
        matching::v1::ReassignReviewResponse response;
        response.set_status(matching::v1::REVIEW_ASSIGNMENT_STATUS_REASSIGNED);
        return response;
      });
  const CliRun done = Run({"reviewer", "done", "assignment-1", "--person", "person-1"});
  EXPECT_EQ(done.out, "done\n") << done.err;
  const CliRun given = Run({"reviewer", "reassign", "assignment-2", "--text", "Long overdue"});
  EXPECT_EQ(given.out, "reassigned\n") << given.err;
}

TEST_F(CommandsTest, APlanShowsWhoAndWhyOrWhatBinds) {
  server_.On<matching::v1::PreviewAssignmentRequest, matching::v1::PreviewAssignmentResponse>(
      kPreviewAssignment,
      [](const auto& request) -> Result<matching::v1::PreviewAssignmentResponse> {
        EXPECT_EQ(request.idea_ids_size(), 2);
        matching::v1::PreviewAssignmentResponse response;
        auto* found = response.add_seats();
        found->set_role(matching::v1::REVIEWER_ROLE_QI_REVIEWER);
        found->set_reviewer_person_id("person-1");
        found->set_sentence("Knows about fridges; has no review open.");
        found->add_alternate_person_ids("person-2");
        auto* empty = response.add_seats();
        empty->set_role(matching::v1::REVIEWER_ROLE_INNOVATION_ADVOCATE);
        empty->set_sentence("Nobody in the idea's ICB is an innovation advocate. Register one.");
        return response;
      });
  const CliRun run = Run({"reviewer", "preview", "i", "j"});
  EXPECT_NE(run.out.find("person-1"), std::string::npos) << run.out << run.err;
  EXPECT_NE(run.out.find("Knows about fridges; has no review open."), std::string::npos);
  EXPECT_NE(run.out.find("person-2"), std::string::npos);
  EXPECT_NE(run.out.find("nobody"), std::string::npos);
  EXPECT_NE(run.out.find("Nobody in the idea's ICB"), std::string::npos);
}

TEST_F(CommandsTest, DeliveryFiltersCombine) {
  server_.On<notification::v1::ListDeliveriesRequest, notification::v1::ListDeliveriesResponse>(
      kListDeliveries, [](const auto& request) -> Result<notification::v1::ListDeliveriesResponse> {
        EXPECT_EQ(request.idea_id(), "i");
        EXPECT_EQ(request.recipient_person_id(), "");
        EXPECT_EQ(request.status(), 0);
        notification::v1::ListDeliveriesResponse response;
        for (const auto& [person, status] :
             {std::pair("p", 2), std::pair("p", 3), std::pair("q", 2)}) {
          auto* delivery = response.add_deliveries();
          delivery->set_recipient_person_id(person);
          delivery->set_status(static_cast<notification::v1::DeliveryStatus>(status));
        }
        return response;
      });
  const std::string list =
      Run({"delivery", "list", "--idea", "i", "--person", "p", "--status", "HANDED_OVER", "--json"})
          .out;
  EXPECT_EQ(CountAt(list), 1);
  EXPECT_EQ(TextAt(list, "/0/recipient_person_id"), "p");
  EXPECT_EQ(TextAt(list, "/0/status"), "DELIVERY_STATUS_HANDED_OVER");
}

TEST_F(CommandsTest, StartAnAdoption) {
  server_.On<evidence::v1::StartAdoptionRequest, evidence::v1::StartAdoptionResponse>(
      kStartAdoption, [](const auto& request) -> Result<evidence::v1::StartAdoptionResponse> {
        if (request.ods_code() == "Z90001")
          return Status(Code::kFailedPrecondition, "ADOPTER_IS_ORIGINATOR", "it is theirs");
        evidence::v1::StartAdoptionResponse response;
        response.set_adoption_id("adoption-1");
        return response;
      });
  EXPECT_EQ(Run({"adoption", "start", "--idea", "i", "--ods-code", "Z90002"}).out, "adoption-1\n");
  const CliRun refused = Run({"adoption", "start", "--idea", "i", "--ods-code", "Z90001"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_EQ(refused.err, "waggle: it is theirs (ADOPTER_IS_ORIGINATOR)\n");
}

TEST_F(CommandsTest, AnAdoptionIsGivenUpWithItsBarriers) {
  constexpr const char* kRequestId = "01890000-0000-7000-8000-0000000000aa";
  server_.On<evidence::v1::ChangeAdoptionStageRequest, evidence::v1::ChangeAdoptionStageResponse>(
      kChangeAdoptionStage,
      [&](const auto& request) -> Result<evidence::v1::ChangeAdoptionStageResponse> {
        EXPECT_EQ(request.request_id(), kRequestId);
        EXPECT_EQ(request.adoption_id(), "a");
        EXPECT_EQ(request.stage(), evidence::v1::ADOPTION_STAGE_ABANDONED);
        EXPECT_EQ(request.barriers_size(), 2);
        EXPECT_EQ(request.barriers(0), matching::v1::BARRIER_STAFF_TIME);
        EXPECT_EQ(request.barriers(1), matching::v1::BARRIER_OTHER);
        EXPECT_EQ(request.text(), "no lift");
        evidence::v1::ChangeAdoptionStageResponse response;
        response.set_adoption_id(request.adoption_id());
        response.set_sequence(2);
        return response;
      });
  std::vector<std::string> command = {
      "adoption",  "stage", "a",      "--to",    "abandoned",    "--barrier", "staff_time",
      "--barrier", "other", "--text", "no lift", "--request-id", kRequestId};
  const CliRun run = Run(command);
  EXPECT_EQ(run.out, "abandoned\n") << run.err;
  command.push_back("--json");
  EXPECT_EQ(TextAt(Run(command).out, "/sequence"), "2");
}

TEST_F(CommandsTest, AStageThatCannotBeIsRefused) {
  server_.On<evidence::v1::ChangeAdoptionStageRequest, evidence::v1::ChangeAdoptionStageResponse>(
      kChangeAdoptionStage,
      [](const auto& request) -> Result<evidence::v1::ChangeAdoptionStageResponse> {
        EXPECT_EQ(request.stage(), evidence::v1::ADOPTION_STAGE_SUSTAINED);
        EXPECT_FALSE(request.request_id().empty());
        return Status(Code::kFailedPrecondition, "ADOPTION_STAGE_IMPOSSIBLE", "not yet");
      });
  const CliRun refused = Run({"adoption", "stage", "a", "--to", "SUSTAINED"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_EQ(refused.err, "waggle: not yet (ADOPTION_STAGE_IMPOSSIBLE)\n");
  EXPECT_EQ(Run({"adoption", "stage", "a"}).exit_code, 2);
  EXPECT_EQ(Run({"adoption", "stage", "a", "--to", "stopped"}).exit_code, 2);
  EXPECT_EQ(Run({"adoption", "stage", "a", "--to", "abandoned", "--barrier", "x"}).exit_code, 2);
}

}  // namespace
}  // namespace waggle::cli
