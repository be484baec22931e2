#include "services/matching/app/wiring.h"

#include <cmath>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/corpus_inputs.h"
#include "services/matching/adapters/corpus_loading.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/document_work.h"
#include "services/matching/adapters/grpc_match_service.h"
#include "services/matching/adapters/grpc_review_assignment_service.h"
#include "services/matching/adapters/grpc_search_service.h"
#include "services/matching/adapters/match_clock.h"
#include "services/matching/adapters/match_inputs.h"
#include "services/matching/adapters/openvino_text_encoder.h"
#include "services/matching/adapters/review_checks.h"
#include "services/matching/adapters/review_clock.h"
#include "services/matching/adapters/roster.h"
#include "services/matching/adapters/watch_matches.h"

namespace waggle::matching {
namespace {

// How often a worker looks for documents that another replica left behind.
constexpr std::chrono::milliseconds kLookForLeftWork{500};
// Short enough for proxies that cut silent connections, after a minute mostly.
constexpr std::chrono::seconds kWatchSilence{15};

domain::ProposalSettings ReadProposalSettings(config::Reader& reader) {
  domain::ProposalSettings settings;
  const auto threshold = [&reader](const char* name, domain::Score standard) {
    const double value = reader.Number(name, standard.value(), 0.001, 1);
    return domain::Score{static_cast<std::int32_t>(std::lround(value * 1000))};
  };
  settings.threshold = threshold("WAGGLE_MATCHING_THRESHOLD", settings.threshold);
  settings.want_threshold = threshold("WAGGLE_MATCHING_WANT_THRESHOLD", settings.want_threshold);
  return settings;
}

// How many proposals a week, and to whom first.
domain::BudgetSettings ReadBudgetSettings(config::Reader& reader) {
  domain::BudgetSettings budget;
  const auto weekly = [&reader](const char* name, int standard) {
    return static_cast<int>(reader.Integer(name, standard, 1, 1'000'000));
  };
  budget.per_practice = weekly("WAGGLE_MATCHING_WEEKLY_PER_PRACTICE", budget.per_practice);
  budget.per_idea = weekly("WAGGLE_MATCHING_WEEKLY_PER_IDEA", budget.per_idea);
  budget.asked_per_practice =
      weekly("WAGGLE_MATCHING_WEEKLY_ASKED_PER_PRACTICE", budget.asked_per_practice);
  return budget;
}

// With the bank holidays that were proclaimed, or moved, since this version was made.
domain::WorkingCalendar ReadCalendar(config::Reader& reader) {
  return domain::WorkingCalendar(domain::BankHolidays(
      reader.ListOf("WAGGLE_MATCHING_FURTHER_BANK_HOLIDAYS",
                    "must be a date like 2027-06-04, or -2027-05-31 for a day that is no holiday",
                    domain::ProclaimedDayFromText)));
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

// Documents, a match, and review assignments whose time has come, in turn: none keeps the others
// waiting, nor does one that fails. It is due again when its lease has run out.
Worker::Turn TakeTurn(DocumentWork& work, MatchClock& clock, ReviewClock& review_clock,
                      observability::Telemetry telemetry) {
  const Result<DocumentWork::Turn> document = work.TakeTurn();
  if (!document.ok()) telemetry.log.Warn("document not matched yet", document.status());
  const Result<MatchClock::Turn> match = clock.TakeTurn();
  if (!match.ok()) telemetry.log.Warn("match not looked at yet", match.status());
  const Result<ReviewClock::Turn> review = review_clock.TakeTurn();
  if (!review.ok()) telemetry.log.Warn("review assignment not looked at yet", review.status());
  const bool worked = (document.ok() && *document == DocumentWork::Turn::kWorked) ||
                      (match.ok() && *match == MatchClock::Turn::kWorked) ||
                      (review.ok() && *review == ReviewClock::Turn::kWorked);
  return worked ? Worker::Turn::kFoundWork : Worker::Turn::kFoundNothing;
}

// The gauges are read from the store when somebody asks.
void MeasureOpenWork(eventing::RecordStore& store, observability::Metrics& metrics) {
  metrics.BeforeExpose(
      [&store,
       documents = metrics.AddGauge("waggle_matching_jobs_open",
                                    "Documents not numbered or not compared yet"),
       reviews = metrics.AddGauge(
           "waggle_matching_review_checks_open",
           "Ideas, roles and people whose reviews are to be looked at")]() mutable {
        const Result<eventing::DueSummary> jobs = store.Due(CorpusAggregate().kind());
        if (jobs.ok()) documents.Set(static_cast<double>(jobs->count));
        const Result<eventing::DueSummary> ideas = store.Due(std::string(kIdeaReviewsKind));
        const Result<eventing::DueSummary> others = store.Due(std::string(kReviewCheckKind));
        if (ideas.ok() && others.ok()) {
          reviews.Set(static_cast<double>(ideas->count + others->count));
        }
      });
}

// Also right after a start, before anything has been matched.
void MeasureCorpus(const CorpusReader& corpus, observability::Metrics& metrics) {
  const auto documents = [&metrics](const char* kind) {
    return metrics.AddGauge("waggle_matching_documents", "Documents in this replica's index",
                            {{"kind", kind}});
  };
  metrics.BeforeExpose(
      [&corpus, ideas = documents("idea"), problems = documents("problem")]() mutable {
        ideas.Set(static_cast<double>(corpus.size(domain::DocumentKind::kIdea)));
        problems.Set(static_cast<double>(corpus.size(domain::DocumentKind::kProblem)));
      });
}

// When the next step of a clock is due: in the past, and further and further, where it stands
// still.
void MeasureNextStep(eventing::RecordStore& store, std::string kind, const char* clock,
                     observability::Metrics& metrics) {
  observability::Gauge next =
      metrics.AddGauge("waggle_matching_clock_next_step_timestamp_seconds",
                       "When the next step is due, 0 where there is none", {{"clock", clock}});
  metrics.BeforeExpose([&store, kind = std::move(kind), next]() mutable {
    const Result<eventing::DueSummary> due = store.Due(kind);
    if (!due.ok()) return;
    const Time oldest = due->oldest.value_or(Time());
    next.Set(std::chrono::duration<double>(oldest.time_since_epoch()).count());
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
  auto& corpus = runtime.Own<CorpusReader>(store);
  runtime.Add<CorpusLoading>(corpus, runtime.stop(), telemetry);
  const domain::WorkingCalendar calendar = ReadCalendar(runtime.reader());
  auto& book = runtime.Own<MatchBook>(store, calendar);
  auto& decide = runtime.Own<DecideProposals>(
      store, book, domain::DecisionSettings{ReadBudgetSettings(runtime.reader())}, runtime.ids(),
      telemetry.metrics);
  auto& review_book = runtime.Own<ReviewBook>(store, calendar);
  auto& planner = runtime.Own<PlanReviews>(store, review_book, encoder.get(), telemetry);
  auto& assign =
      runtime.Own<AssignReviewers>(store, review_book, planner, runtime.ids(), telemetry.metrics);
  auto& matcher =
      runtime.Own<MatchDocuments>(store, runtime.ids(), runtime.clock(), corpus, book, decide,
                                  ReadProposalSettings(runtime.reader()), telemetry);
  auto& review_clock = runtime.Own<ReviewClock>(store, review_book, assign, runtime.ids(),
                                                runtime.clock(), telemetry.metrics);
  auto& work = runtime.Own<DocumentWork>(store, runtime.clock(), numberer, matcher);
  auto& clock = runtime.Own<MatchClock>(store, book, decide, runtime.ids(), runtime.clock(),
                                        telemetry.metrics);
  Worker& worker =
      runtime.Work("matcher", 1, kLookForLeftWork, [&work, &clock, &review_clock, telemetry] {
        return TakeTurn(work, clock, review_clock, telemetry);
      });
  MeasureOpenWork(store, telemetry.metrics);
  MeasureCorpus(corpus, telemetry.metrics);
  MeasureNextStep(store, MatchAggregate().kind(), "match", telemetry.metrics);
  MeasureNextStep(store, ReviewAssignmentAggregate().kind(), "review", telemetry.metrics);

  auto& inputs = runtime.Own<CorpusInputs>(store, book, runtime.ids(), runtime.clock());
  auto& match_inputs = runtime.Own<MatchInputs>(store, book, runtime.ids(), runtime.clock());
  const auto wake = [&worker] { worker.Wake(); };
  runtime.Consume(match_inputs.Organisations(wake));
  runtime.Consume(match_inputs.Adoptions());
  runtime.Consume(PersonCopies());
  runtime.Consume(inputs.Problems(wake));
  runtime.Consume(inputs.Ideas(wake));

  auto& answers =
      runtime.Own<AnswerMatches>(store, book, runtime.ids(), runtime.clock(), telemetry.metrics);
  auto& queries = runtime.Own<QueryReader>(encoder.get(), telemetry);
  auto& search = runtime.Own<SearchIdeas>(store, corpus, queries, runtime.clock());
  auto& explain = runtime.Own<ExplainMatches>(store, corpus, queries);
  auto& peers = runtime.Own<PeerPractices>(store, runtime.clock());
  runtime.Serve(runtime.Own<GrpcSearchService>(search, peers, runtime.funnel()),
                v1::SearchService::service_full_name());
  auto& watch = runtime.Own<WatchMatches>(
      [brokers = runtime.settings().kafka_brokers, telemetry](const kafkax::LogReader::From& from) {
        return kafkax::LogReader::Open(brokers, MatchAggregate().topic(), from, telemetry);
      },
      kWatchSilence, telemetry);
  runtime.Serve(runtime.Own<GrpcMatchService>(store, answers, explain, watch, runtime.funnel(),
                                              runtime.streams()),
                v1::MatchService::service_full_name());
  auto& reviews = runtime.Own<AnswerReviews>(store, review_book, assign, runtime.ids(),
                                             runtime.clock(), telemetry.metrics);
  runtime.Serve(runtime.Own<GrpcReviewAssignmentService>(store, reviews, runtime.funnel()),
                v1::ReviewAssignmentService::service_full_name());
  return OkStatus();
}

}  // namespace waggle::matching
