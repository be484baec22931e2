#include <gtest/gtest.h>

#include <csignal>
#include <mutex>
#include <sstream>
#include <string>
#include <vector>

#include "services/cli/rpc/evidence_methods.h"
#include "services/cli/rpc/notification_methods.h"
#include "services/cli/tests/cli_process.h"
#include "services/cli/tests/cli_run.h"
#include "services/cli/tests/fake_intake.h"
#include "services/cli/tests/fake_server.h"
#include "services/cli/tests/json_probe.h"

namespace waggle::cli {
namespace {

using evidence::v1::GetIdeaTimelineRequest;
using evidence::v1::GetIdeaTimelineResponse;
using notification::v1::ListDeliveriesRequest;
using notification::v1::ListDeliveriesResponse;

// Evidence and notification that have something new at each look: the k-th look at the timeline
// finds k entries (three at most), the one e-mail is planned, then handed over.
class WatchTest : public ::testing::Test {
 protected:
  WatchTest() : idea_id_(intake_.AddIdea("Z90001", "Loan monitors")) {
    intake_.AddOrganisation("Z90001", "Lanternhouse");
    server_.On<GetIdeaTimelineRequest, GetIdeaTimelineResponse>(
        kGetIdeaTimeline, [this](const auto& request) { return Timeline(request); });
    server_.On<ListDeliveriesRequest, ListDeliveriesResponse>(
        kListDeliveries, [this](const auto&) { return Deliveries(); });
  }

  Result<GetIdeaTimelineResponse> Timeline(const GetIdeaTimelineRequest& request) {
    const std::lock_guard lock(mutex_);
    if (request.idea_id() != idea_id_ || looks_unknown_-- > 0) {
      return Status(Code::kNotFound, "IDEA_UNKNOWN", "idea " + request.idea_id() + " is not known");
    }
    const int from = request.page_token().empty() ? 0 : std::stoi(request.page_token());
    GetIdeaTimelineResponse response;
    if (from < 3) {
      auto* entry = response.add_entries();
      entry->set_entry_id("entry-" + std::to_string(from));
      entry->set_kind(from == 0 ? evidence::v1::TIMELINE_ENTRY_KIND_IDEA_SUBMITTED
                                : evidence::v1::TIMELINE_ENTRY_KIND_MATCH_PROPOSED);
      entry->set_ods_code("Z90001");
      entry->mutable_happen_time()->set_seconds(1'760'000'000 + from);
    }
    response.set_next_page_token(std::to_string(std::min(from + 1, 3)));
    return response;
  }

  Result<ListDeliveriesResponse> Deliveries() {
    const std::lock_guard lock(mutex_);
    ListDeliveriesResponse response;
    auto* delivery = response.add_deliveries();
    delivery->set_delivery_id("delivery-0");
    delivery->set_status(delivery_looks_++ == 0 ? notification::v1::DELIVERY_STATUS_PLANNED
                                                : notification::v1::DELIVERY_STATUS_HANDED_OVER);
    delivery->set_mail_subject("An idea for you");
    return response;
  }

  std::vector<std::string> Arguments(std::vector<std::string> arguments) {
    for (const char* service : {"--intake", "--evidence", "--notification"}) {
      arguments.insert(arguments.end(), {service, server_.address()});
    }
    return arguments;
  }

  FakeServer server_;
  FakeIntake intake_{server_};
  const std::string idea_id_;
  std::mutex mutex_;
  int looks_unknown_ = 0;
  int delivery_looks_ = 0;
};

TEST_F(WatchTest, PrintsEveryEntryAndEveryChangeOfAnEmailOnce) {
  const CliRun run = RunCli(Arguments({"--json", "watch", idea_id_, "--for", "1"}));
  EXPECT_EQ(run.exit_code, 0) << run.err;
  std::vector<std::string> seen;
  std::istringstream lines(run.out);
  for (std::string line; std::getline(lines, line);) {
    const bool entry = line.find("\"entry_id\"") != std::string::npos;
    seen.push_back(TextAt(line, entry ? "/entry_id" : "/status"));
  }
  EXPECT_EQ(seen,
            (std::vector<std::string>{"entry-0", "entry-1", "entry-2", "DELIVERY_STATUS_PLANNED",
                                      "DELIVERY_STATUS_HANDED_OVER"}));
}

TEST_F(WatchTest, ReadsWellForPeople) {
  const CliRun run = RunCli(Arguments({"watch", idea_id_, "--for", "1"}));
  EXPECT_NE(run.out.find("+0.000 s  idea submitted        Lanternhouse (Z90001)\n"),
            std::string::npos)
      << run.out;
  EXPECT_NE(run.out.find("+1.000 s  match proposed        Lanternhouse (Z90001)\n"),
            std::string::npos)
      << run.out;
  EXPECT_NE(run.out.find("e-mail handed over    to "), std::string::npos) << run.out;
}

TEST_F(WatchTest, WaitsForAnIdeaThatOnlyIntakeKnowsYet) {
  looks_unknown_ = 2;
  const CliRun run = RunCli(Arguments({"--json", "watch", idea_id_, "--for", "2"}));
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_NE(run.out.find("entry-0"), std::string::npos);
}

TEST_F(WatchTest, RefusesAnIdeaThatNobodyKnows) {
  const CliRun run = RunCli(Arguments({"watch", "7", "--for", "5"}));
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_NE(run.err.find("idea 7 is not known (IDEA_UNKNOWN)"), std::string::npos) << run.err;
}

TEST_F(WatchTest, SurvivesAServiceThatIsAwayForAMoment) {
  server_.On<ListDeliveriesRequest, ListDeliveriesResponse>(
      kListDeliveries, [this](const auto&) -> Result<ListDeliveriesResponse> {
        const std::lock_guard lock(mutex_);
        if (delivery_looks_++ < 2)
          return Status(Code::kUnavailable, "STORE_UNAVAILABLE", "the store does not answer");
        return ListDeliveriesResponse();
      });
  const CliRun run = RunCli(Arguments({"watch", idea_id_, "--for", "1.5"}));
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_NE(run.err.find("the store does not answer; still trying\nnotification answers again\n"),
            std::string::npos)
      << run.err;
}

TEST_F(WatchTest, EndsWhenEvidenceWasNeverThere) {
  const CliRun run = RunCli({"--evidence", "127.0.0.1:1", "watch", idea_id_, "--for", "5"});
  EXPECT_EQ(run.exit_code, 3);
}

TEST_F(WatchTest, TimelineIsReadToItsEnd) {
  const CliRun run = RunCli(Arguments({"timeline", idea_id_, "--json"}));
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(CountAt(run.out), 3);
}

// The real program: Ctrl-C is a normal end.
TEST_F(WatchTest, CtrlCEndsTheProgramWithZero) {
  CliProcess program(Arguments({"--json", "watch", idea_id_}));
  // Once it prints, it is watching.
  EXPECT_NE(program.ReadLine(), "");
  EXPECT_EQ(program.EndWith(SIGINT), 0);
}

}  // namespace
}  // namespace waggle::cli
