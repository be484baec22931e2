#include "services/matching/adapters/corpus_loading.h"

#include "libs/base/backoff.h"

namespace waggle::matching {

CorpusLoading::CorpusLoading(CorpusReader& corpus, const StopSignal& stop,
                             observability::Telemetry telemetry)
    : corpus_(corpus),
      stop_(stop),
      telemetry_(telemetry),
      seconds_(telemetry.metrics.AddGauge("waggle_matching_corpus_load_seconds",
                                          "What filling the index took when the process started")),
      retries_(
          telemetry.metrics.AddCounter("waggle_matching_corpus_load_retries_total",
                                       "Times the store was away while the index was filled")) {}

Status CorpusLoading::Start() {
  const auto start = std::chrono::steady_clock::now();
  // Short, since the wait does not end when the process is asked to.
  Backoff backoff(std::chrono::milliseconds(100), std::chrono::milliseconds(500));
  while (!stop_.stopped()) {
    const Status status = corpus_.CatchUp();
    if (!status.ok() && !IsTransient(status)) return status;
    if (status.ok()) break;
    telemetry_.log.Warn("waiting for the corpus", status);
    retries_.Increment();
    StopSignal().WaitFor(backoff.Next());
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  seconds_.Set(elapsed.count());
  telemetry_.log.Info("corpus read", {{"ideas", corpus_.size(domain::DocumentKind::kIdea)},
                                      {"problems", corpus_.size(domain::DocumentKind::kProblem)},
                                      {"seconds", elapsed.count()}});
  return OkStatus();
}

}  // namespace waggle::matching
