#include "services/matching/app/wiring.h"

#include <cmath>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/corpus_inputs.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/document_work.h"
#include "services/matching/adapters/grpc_match_service.h"
#include "services/matching/adapters/grpc_review_assignment_service.h"
#include "services/matching/adapters/openvino_text_encoder.h"

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

// Null where none is wanted, and where it cannot be loaded: words find matches alone then. The
// defaults are where the image has them.
std::unique_ptr<TextEncoder> LoadEncoder(config::Reader& reader,
                                         observability::Telemetry telemetry) {
  const std::string directory = reader.Text("WAGGLE_MATCHING_ENCODER", "/usr/share/waggle/encoder");
  const std::string tokenizer =
      reader.Text("WAGGLE_MATCHING_TOKENIZER", "/usr/lib/waggle/libopenvino_tokenizers.so");
  if (directory == "none") {
    telemetry.log.Info("no text encoder is wanted; matching by words alone");
    return nullptr;
  }
  auto encoder = LoadOpenVinoTextEncoder(directory, tokenizer);
  if (!encoder.ok()) {
    telemetry.log.Warn("the text encoder cannot be used; matching by words alone",
                       encoder.status());
    return nullptr;
  }
  return std::move(*encoder);
}

Worker::Turn TakeTurn(DocumentWork& work, observability::Telemetry telemetry) {
  const Result<DocumentWork::Turn> turn = work.TakeTurn();
  if (!turn.ok()) {
    telemetry.log.Warn("document not matched yet", turn.status());
    StopSignal().WaitFor(kAfterFailure);
    return Worker::Turn::kFoundNothing;
  }
  return *turn == DocumentWork::Turn::kWorked ? Worker::Turn::kFoundWork
                                              : Worker::Turn::kFoundNothing;
}

// The gauge is read from the store when somebody asks.
void MeasureOpenWork(eventing::RecordStore& store, observability::Metrics& metrics) {
  observability::Gauge open =
      metrics.AddGauge("waggle_matching_jobs_open", "Documents not numbered or not compared yet");
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

  auto& encoder =
      runtime.Own<std::unique_ptr<TextEncoder>>(LoadEncoder(runtime.reader(), telemetry));
  auto& numberer =
      runtime.Own<NumberDocuments>(store, runtime.ids(), runtime.clock(), encoder.get(), telemetry);
  auto& matcher =
      runtime.Own<MatchDocuments>(store, runtime.ids(), runtime.clock(),
                                  ReadProposalSettings(runtime.reader()), encoder.get(), telemetry);
  auto& work = runtime.Own<DocumentWork>(store, runtime.clock(), numberer, matcher);
  Worker& worker = runtime.Work("matcher", 1, kLookForLeftWork,
                                [&work, telemetry] { return TakeTurn(work, telemetry); });
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
