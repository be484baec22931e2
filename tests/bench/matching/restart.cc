#include "tests/bench/matching/restart.h"

#include <chrono>

#include "libs/eventing/redis_record_store.h"
#include "libs/redisx/pool.h"
#include "libs/testing/redis_server.h"
#include "libs/testing/silent_telemetry.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/adapters/corpus_reader.h"
#include "tests/bench/matching/machine.h"

namespace waggle::bench {
namespace {

using Clock = std::chrono::steady_clock;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Result<matching::v1::CorpusDocument> Parse(const std::string& bytes) {
  matching::v1::CorpusDocument document;
  if (document.ParseFromString(bytes)) return document;
  return Status(Code::kDataLoss, "DOCUMENT_DAMAGED", "a document of the log cannot be read");
}

// As a rebuild of the store does it, some documents to a commit.
Status Write(std::span<const std::string> log, eventing::RecordStore& store) {
  constexpr std::size_t kAtOnce = 100;
  for (std::size_t begin = 0; begin < log.size(); begin += kAtOnce) {
    eventing::Commit commit;
    for (const std::string& bytes : log.subspan(begin, std::min(kAtOnce, log.size() - begin))) {
      matching::v1::CorpusEvent event;
      WAGGLE_ASSIGN_OR_RETURN(*event.mutable_state(), Parse(bytes));
      event.mutable_metadata()->set_aggregate_id(event.state().document_id());
      event.mutable_metadata()->set_sequence(1);
      commit.puts.push_back(matching::CorpusAggregate().Restored(event));
    }
    WAGGLE_RETURN_IF_ERROR(store.Apply(commit).status());
  }
  return OkStatus();
}

}  // namespace

Status ReadLog(std::span<const std::string> log,
               const std::function<Status(const matching::domain::AnalysedDocument&)>& take) {
  matching::domain::TextAnalyser analyser;
  for (const std::string& bytes : log) {
    WAGGLE_ASSIGN_OR_RETURN(const auto document, Parse(bytes));
    WAGGLE_RETURN_IF_ERROR(take(AnalyseDocument(analyser, matching::FromProto(document))));
  }
  return OkStatus();
}

Result<Filled> FillIndex(std::span<const std::string> log) {
  Filled filled;
  const std::int64_t before = ResidentBytes();
  const auto start = Clock::now();
  WAGGLE_RETURN_IF_ERROR(
      ReadLog(log, [&](const auto& document) { return filled.index.Append(document); }));
  filled.seconds = SecondsSince(start);
  filled.bytes = ResidentBytes() - before;
  return filled;
}

Result<double> CatchUpFromRedis(std::span<const std::string> log) {
  // Redis and the thread that fetches have cores of their own, as in the real system.
  const AllProcessors unbound;
  testing::RedisServer redis;
  testing::SilentTelemetry silent;
  redisx::Pool pool({.address = redis.address(), .password = ""}, silent.telemetry());
  WAGGLE_ASSIGN_OR_RETURN(const auto store,
                          eventing::RedisRecordStore::Open(
                              pool, "matching", eventing::RedisRecordStore::WhenEmpty::kCreate));
  WAGGLE_RETURN_IF_ERROR(Write(log, *store));
  const auto start = Clock::now();
  matching::CorpusReader reader(*store);
  WAGGLE_RETURN_IF_ERROR(reader.CatchUp());
  const double seconds = SecondsSince(start);
  const auto last = static_cast<std::int64_t>(log.size());
  if (reader.last_number() == last) return seconds;
  return Status(Code::kInternal, "LOG_NOT_READ",
                "the reader stopped at number " + std::to_string(reader.last_number()) + " of " +
                    std::to_string(last));
}

}  // namespace waggle::bench
