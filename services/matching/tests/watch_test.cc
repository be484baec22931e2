// Which changes a watcher is told of. That the log itself gives each record once is
// LogReaderTest's.
#include "services/matching/adapters/watch_matches.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/eventing/event_codec.h"
#include "libs/testing/silent_telemetry.h"

namespace waggle::matching {
namespace {

using kafkax::LogPosition;
using kafkax::LogReader;
using kafkax::LogStart;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

kafkax::Record Proposed(const std::string& id, const std::string& idea, const std::string& ods) {
  v1::MatchEvent event;
  event.mutable_metadata()->set_event_id("event-" + id);
  event.mutable_metadata()->set_aggregate_id(id);
  event.mutable_metadata()->set_sequence(1);
  event.mutable_metadata()->set_epoch(1);
  event.mutable_proposed();
  event.mutable_state()->set_match_id(id);
  event.mutable_state()->set_idea_id(idea);
  event.mutable_state()->set_ods_code(ods);
  const auto outgoing = eventing::EncodeEvent("waggle.matching.match.v1", event, "");
  kafkax::Record record;
  record.key = outgoing.key;
  record.value = outgoing.value;
  record.headers = outgoing.headers;
  return record;
}

// What the log holds; each poll gives one and moves the position on.
struct Script {
  std::vector<kafkax::Record> records;
  std::optional<LogReader::From> opened_from;
  Status opening;
};

class ScriptedLog final : public LogReader {
 public:
  explicit ScriptedLog(const Script& script) : script_(script) {}

  Result<std::optional<kafkax::Record>> Poll(std::chrono::milliseconds) override {
    auto& next = position_.next[0];
    if (next == static_cast<std::int64_t>(script_.records.size())) {
      return std::optional<kafkax::Record>();
    }
    return std::optional(script_.records[static_cast<std::size_t>(next++)]);
  }
  const LogPosition& position() const override { return position_; }

 private:
  const Script& script_;
  LogPosition position_{{0}};
};

class Notebook final : public WatchMatches::Listener {
 public:
  // Leaves after that many responses.
  explicit Notebook(std::size_t patience) : patience_(patience) {}

  Status Take(const v1::WatchMatchesResponse& response) override {
    responses.push_back(response);
    return OkStatus();
  }
  Status IsThere() override {
    return responses.size() < patience_ ? OkStatus() : Status(Code::kCancelled, "LEFT", "enough");
  }

  std::vector<std::string> Ids() const {
    std::vector<std::string> ids;
    for (const auto& response : responses) {
      ids.push_back(response.has_match() ? response.match().match_id() : "-");
    }
    return ids;
  }

  std::vector<v1::WatchMatchesResponse> responses;

 private:
  const std::size_t patience_;
};

class WatchTest : public ::testing::Test {
 protected:
  Status Run(const v1::WatchMatchesRequest& request, Notebook& notebook) {
    WatchMatches watch(
        [this](const LogReader::From& from) -> Result<std::unique_ptr<LogReader>> {
          script_.opened_from = from;
          if (!script_.opening.ok()) return script_.opening;
          return std::unique_ptr<LogReader>(std::make_unique<ScriptedLog>(script_));
        },
        std::chrono::milliseconds(0), silent_.telemetry());
    return watch.Run(request, notebook);
  }
  double Unreadable() {
    return silent_.metrics().AddCounter("waggle_matching_watch_unreadable_total", "").Value();
  }

  testing::SilentTelemetry silent_;
  Script script_{{Proposed("m1", "idea-a", "Y00001"), Proposed("m2", "idea-b", "Y00001"),
                  Proposed("m3", "idea-a", "Y00002")},
                 std::nullopt,
                 OkStatus()};
};

std::vector<std::string> WithoutSilence(std::vector<std::string> ids) {
  std::erase(ids, "-");
  return ids;
}

TEST_F(WatchTest, FirstSaysWhereItStandsThenEachChangeWithItsToken) {
  Notebook notebook(2);
  EXPECT_EQ(Run({}, notebook).reason(), "LEFT");
  ASSERT_THAT(notebook.Ids(), ElementsAre("-", "m1"));
  EXPECT_EQ(notebook.responses[0].resume_token(), "1.0");
  const v1::WatchMatchesResponse& change = notebook.responses[1];
  EXPECT_EQ(change.resume_token(), "1.1");
  EXPECT_EQ(change.change(), "proposed");
  EXPECT_EQ(change.event_id(), "event-m1");
  EXPECT_EQ(change.sequence(), 1);
}

TEST_F(WatchTest, TellsOfWhatTheFilterWantsAndGoesPastTheRest) {
  v1::WatchMatchesRequest request;
  request.set_idea_id("idea-a");
  Notebook of_idea(6);
  EXPECT_FALSE(Run(request, of_idea).ok());
  EXPECT_THAT(WithoutSilence(of_idea.Ids()), ElementsAre("m1", "m3"));
  request.set_ods_code("Y00002");
  Notebook of_both(6);
  EXPECT_FALSE(Run(request, of_both).ok());
  EXPECT_THAT(WithoutSilence(of_both.Ids()), ElementsAre("m3"));
  // What was passed over is not read again.
  EXPECT_EQ(of_both.responses.back().resume_token(), "1.3");
}

TEST_F(WatchTest, OpensTheLogWhereTheCallerSays) {
  Notebook notebook(1);
  v1::WatchMatchesRequest request;
  EXPECT_FALSE(Run(request, notebook).ok());
  EXPECT_EQ(script_.opened_from, LogReader::From(LogStart::kBeginning));
  request.set_start(v1::WATCH_START_NOW);
  EXPECT_FALSE(Run(request, notebook).ok());
  EXPECT_EQ(script_.opened_from, LogReader::From(LogStart::kEnd));
  request.clear_start();
  request.set_resume_token("1.7");
  EXPECT_FALSE(Run(request, notebook).ok());
  EXPECT_EQ(script_.opened_from, LogReader::From(LogPosition{{7}}));
}

TEST_F(WatchTest, RefusesATokenThatIsNoneOrContradicted) {
  Notebook notebook(1);
  v1::WatchMatchesRequest request;
  request.set_resume_token("yesterday");
  EXPECT_EQ(Run(request, notebook).violations().at(0).field, "resume_token");
  request.set_resume_token("1.7");
  request.set_start(v1::WATCH_START_NOW);
  EXPECT_EQ(Run(request, notebook).violations().at(0).field, "start");
  request.clear_start();
  script_.opening = Status(Code::kInvalidArgument, "LOG_POSITION_UNFIT", "of another topic");
  EXPECT_EQ(Run(request, notebook).violations().at(0).field, "resume_token");
  EXPECT_THAT(notebook.responses, IsEmpty());
}

TEST_F(WatchTest, ARecordThatCannotBeReadIsCountedAndPassedOver) {
  script_.records[0].value = "not an event";
  script_.records[1] = {};
  script_.records[1].erased = true;
  Notebook notebook(5);
  EXPECT_FALSE(Run({}, notebook).ok());
  EXPECT_THAT(WithoutSilence(notebook.Ids()), ElementsAre("m3"));
  EXPECT_EQ(Unreadable(), 1);
}

}  // namespace
}  // namespace waggle::matching
