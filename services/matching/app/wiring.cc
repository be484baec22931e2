#include "services/matching/app/wiring.h"

#include <cmath>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/corpus_inputs.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/grpc_match_service.h"
#include "services/matching/adapters/grpc_review_assignment_service.h"
#include "services/matching/adapters/match_documents.h"

namespace waggle::matching {
namespace {

// How often a worker looks for documents that another replica left behind.
constexpr std::chrono::milliseconds kLookForLeftWork{500};
constexpr std::chrono::milliseconds kAfterFailure{200};

domain::ProposalSettings ReadProposalSettings(config::Reader& reader) {
  domain::ProposalSettings settings;
  const double threshold =
      reader.Number("WAGGLE_MATCHING_THRESHOLD", settings.threshold.value(), 0.001, 1);
  settings.threshold.thousandths = static_cast<std::int32_t>(std::lround(threshold * 1000));
  return settings;
}

Worker::Turn TakeTurn(MatchDocuments& matcher, observability::Telemetry telemetry) {
  const Result<MatchDocuments::Turn> turn = matcher.MatchNext();
  if (!turn.ok()) {
    telemetry.log.Warn("document not matched yet", turn.status());
    StopSignal().WaitFor(kAfterFailure);
    return Worker::Turn::kFoundNothing;
  }
  return *turn == MatchDocuments::Turn::kMatched ? Worker::Turn::kFoundWork
                                                 : Worker::Turn::kFoundNothing;
}

// The gauge is read from the store when somebody asks.
void MeasureOpenWork(eventing::RecordStore& store, observability::Metrics& metrics) {
  observability::Gauge open =
      metrics.AddGauge("waggle_matching_jobs_open", "Numbered documents not compared yet");
  metrics.BeforeExpose([&store, open]() mutable {
    const Result<eventing::DueSummary> due = store.Due(CorpusAggregate().kind());
    if (due.ok()) open.Set(static_cast<double>(due->count));
  });
}

}  // namespace

Status Wire(service::Runtime& runtime) {
  auto& store = runtime.store();
  const observability::Telemetry telemetry = runtime.telemetry();
  runtime.Publish(RestoresCorpus());
  runtime.Publish(eventing::Restores(MatchAggregate()));
  runtime.Publish(eventing::Restores(ReviewAssignmentAggregate()));

  auto& matcher = runtime.Own<MatchDocuments>(store, runtime.ids(), runtime.clock(),
                                              ReadProposalSettings(runtime.reader()), telemetry);
  Worker& worker = runtime.Work("matcher", 1, kLookForLeftWork,
                                [&matcher, telemetry] { return TakeTurn(matcher, telemetry); });
  MeasureOpenWork(store, telemetry.metrics);

  auto& inputs = runtime.Own<CorpusInputs>(store, runtime.ids(), runtime.clock());
  const auto wake = [&worker] { worker.Wake(); };
  runtime.Consume(OrganisationCopies());
  runtime.Consume(ReviewerCopies());
  runtime.Consume(inputs.Problems(wake));
  runtime.Consume(inputs.Ideas(wake));

  runtime.Serve(runtime.Own<GrpcMatchService>(store, runtime.funnel()),
                v1::MatchService::service_full_name());
  runtime.Serve(runtime.Own<GrpcReviewAssignmentService>(store, runtime.funnel()),
                v1::ReviewAssignmentService::service_full_name());
  return OkStatus();
}

}  // namespace waggle::matching
