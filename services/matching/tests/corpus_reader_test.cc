#include "services/matching/adapters/corpus_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/faulty_record_store.h"
#include "libs/testing/in_memory_record_store.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/corpus_loading.h"
#include "services/matching/tests/interleaved_store.h"
#include "services/matching/tests/replica.h"

namespace waggle::matching {
namespace {

using ::testing::UnorderedElementsAre;

// Three problems that have been numbered.
class Log {
 public:
  Log() {
    for (const char* id : {"p", "q", "r"}) {
      Handle(ProblemOf(id, "B", std::string(kText) + " " + id));
    }
    EXPECT_TRUE(replica_.Work().ok());
  }

  void Revise(const std::string& id) {
    auto revised = ProblemOf(id, "B", "the phone line is engaged every morning");
    revised.mutable_revised();
    revised.mutable_metadata()->set_sequence(2);
    Handle(revised);
  }
  void Work() { ASSERT_TRUE(replica_.Work().ok()); }
  eventing::RecordStore& store() { return store_; }

 private:
  void Handle(const google::protobuf::Message& event) { ASSERT_TRUE(replica_.Handle(event).ok()); }

  testing::InMemoryRecordStore store_;
  testing::FakeClock clock_;
  Replica replica_{store_, clock_, {}};
};

// What is compared with a document that has this number.
std::vector<std::string> KnownBelow(std::int64_t number, const CorpusReader& reader) {
  domain::TextAnalyser analyser;
  domain::Document idea;
  idea.id = domain::DocumentId("i");
  idea.title = kText;
  const auto query = AnalyseDocument(analyser, idea);
  std::vector<std::string> ids;
  for (const auto& found : reader.Compare({query, number, domain::Score{1}})) {
    ids.push_back(found.id.value());
  }
  return ids;
}

// The version that was numbered stays known to every number below the next one, whenever the
// revision comes: also between the list of the log and its records.
TEST(CorpusReader, ARevisionAtAnyMomentLosesNoVersion) {
  int moments = 1;
  for (int moment = 0; moment < moments; ++moment) {
    Log log;
    int operations = 0;
    InterleavedStore disturbed(log.store(), [&] {
      if (operations++ == moment) log.Revise("p");
    });
    CorpusReader reader(disturbed);
    ASSERT_TRUE(reader.CatchUp().ok());
    moments = operations;
    EXPECT_THAT(KnownBelow(4, reader), UnorderedElementsAre("p", "q", "r")) << moment;
    log.Work();
    ASSERT_TRUE(reader.CatchUp().ok());
    EXPECT_THAT(KnownBelow(4, reader), UnorderedElementsAre("p", "q", "r")) << moment;
    EXPECT_THAT(KnownBelow(5, reader), UnorderedElementsAre("q", "r")) << moment;
  }
  EXPECT_GE(moments, 4);
}

// Of more documents than are fetched at once.
constexpr std::int64_t kLong = 1'100;
constexpr int kNever = 1'000;

void WriteLongLog(eventing::RecordStore& store) {
  eventing::Commit commit;
  for (std::int64_t number = 1; number <= kLong; ++number) {
    v1::CorpusEvent event;
    v1::CorpusDocument& document = *event.mutable_state();
    document.set_document_id("p" + std::to_string(number));
    document.set_number(number);
    document.set_kind(v1::DOCUMENT_KIND_PROBLEM);
    document.set_progress(v1::DOCUMENT_PROGRESS_MATCHED);
    document.set_ods_code("B");
    document.set_title(kText);
    event.mutable_metadata()->set_aggregate_id(document.document_id());
    event.mutable_metadata()->set_sequence(1);
    commit.puts.push_back(CorpusAggregate().Restored(event));
  }
  ASSERT_TRUE(store.Apply(commit).ok());
}

TEST(CorpusReader, ALongLogIsReadToItsEndWhereverTheStoreFails) {
  testing::InMemoryRecordStore store;
  WriteLongLog(store);
  int moments = 1;
  for (int moment = 0; moment < moments; ++moment) {
    testing::FaultyRecordStore faulty(store);
    // One operation at a time is under way, whichever thread it is in.
    int operations = 0;
    InterleavedStore disturbed(faulty, [&] {
      if (operations++ == moment) faulty.FailLists(1, Status(Code::kUnavailable, "REDIS_AWAY", ""));
    });
    CorpusReader reader(disturbed);
    const Status first = reader.CatchUp();
    EXPECT_TRUE(first.ok() || first.reason() == "REDIS_AWAY") << first.ToString();
    moments = std::max(moments, operations);
    operations = kNever;
    faulty.Recover();
    ASSERT_TRUE(reader.CatchUp().ok());
    EXPECT_EQ(reader.last_number(), kLong) << moment;
    EXPECT_EQ(reader.size(domain::DocumentKind::kProblem), kLong) << moment;
  }
  EXPECT_GE(moments, 6);
}

TEST(CorpusLoading, FillsTheIndexBeforeAnythingIsAsked) {
  Log log;
  CorpusReader reader(log.store());
  testing::SilentTelemetry silent;
  StopSignal stop;
  CorpusLoading loading(reader, stop, silent.telemetry());
  ASSERT_TRUE(loading.Start().ok());
  EXPECT_EQ(reader.last_number(), 3);
}

TEST(CorpusLoading, WaitsForAStoreThatIsAway) {
  Log log;
  testing::FaultyRecordStore away(log.store());
  away.FailLists(2, Status(Code::kUnavailable, "REDIS_AWAY", "connection refused"));
  CorpusReader reader(away);
  testing::SilentTelemetry silent;
  StopSignal stop;
  CorpusLoading loading(reader, stop, silent.telemetry());
  ASSERT_TRUE(loading.Start().ok());
  EXPECT_EQ(reader.last_number(), 3);
  EXPECT_EQ(silent.metrics().AddCounter("waggle_matching_corpus_load_retries_total", "").Value(),
            2);
}

TEST(CorpusLoading, EndsWhenTheProcessIsAskedToEnd) {
  Log log;
  CorpusReader reader(log.store());
  testing::SilentTelemetry silent;
  StopSignal stop;
  CorpusLoading loading(reader, stop, silent.telemetry());
  stop.Stop();
  EXPECT_TRUE(loading.Start().ok());
  EXPECT_EQ(reader.last_number(), 0);
}

}  // namespace
}  // namespace waggle::matching
