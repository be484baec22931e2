#include "services/matching/adapters/match_documents.h"

#include "libs/observability/trace_context.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/fit_context.h"

namespace waggle::matching {
namespace {

constexpr int kRaces = 20;

observability::Counter Matches(observability::Metrics& metrics, v1::DocumentKind arrived) {
  const std::string direction =
      arrived == v1::DOCUMENT_KIND_IDEA ? "idea_to_problem" : "problem_to_idea";
  return metrics.AddCounter("waggle_matching_matches_total", "Matches proposed or extended",
                            {{"direction", direction}});
}

observability::Counter Reviews(observability::Metrics& metrics, domain::ReviewerRole role,
                               std::string_view outcome) {
  return metrics.AddCounter(
      "waggle_review_assignments_total", "Reviewers asked, or nobody found",
      {{"role", std::string(domain::RoleName(role))}, {"outcome", std::string(outcome)}});
}

observability::Gauge Documents(observability::Metrics& metrics, std::string_view kind) {
  return metrics.AddGauge("waggle_matching_documents", "Documents in this replica's index",
                          {{"kind", std::string(kind)}});
}

}  // namespace

MatchDocuments::MatchDocuments(eventing::RecordStore& store, IdGenerator& ids, const Clock& clock,
                               domain::ProposalSettings settings, TextEncoder* encoder,
                               observability::Telemetry telemetry)
    : store_(store),
      ids_(ids),
      clock_(clock),
      settings_(settings),
      telemetry_(telemetry),
      reader_(store),
      expertise_(encoder, telemetry),
      job_seconds_(telemetry.metrics.AddHistogram(
          "waggle_matching_job_seconds", "Comparing one document and writing the result")) {
  observability::Metrics& metrics = telemetry.metrics;
  for (const auto kind : {v1::DOCUMENT_KIND_IDEA, v1::DOCUMENT_KIND_PROBLEM})
    Matches(metrics, kind);
  for (const std::string_view kind : {"idea", "problem"}) Documents(metrics, kind);
  for (const auto role :
       {domain::ReviewerRole::kQiReviewer, domain::ReviewerRole::kInnovationAdvocate}) {
    for (const std::string_view outcome : {"assigned", "unfilled"}) Reviews(metrics, role, outcome);
  }
}

Status MatchDocuments::Match(const eventing::Claim& claim) {
  const auto start = std::chrono::steady_clock::now();
  WAGGLE_RETURN_IF_ERROR(reader_.CatchUp());
  for (int race = 0;; ++race) {
    const Result<Tally> tally = Write(claim);
    if (tally.ok()) {
      WAGGLE_ASSIGN_OR_RETURN(const auto document,
                              eventing::Aggregate<v1::CorpusEvent>::Parse(claim.record));
      Count(document, *tally, std::chrono::steady_clock::now() - start);
      return OkStatus();
    }
    // Another replica had the work after all and has finished it.
    if (tally.status().reason() == "LEASE_LOST") return OkStatus();
    if (tally.status().reason() != "RECORD_CHANGED" || race == kRaces) return tally.status();
  }
}

Result<MatchDocuments::Tally> MatchDocuments::Write(const eventing::Claim& claim) {
  const auto corpus = CorpusAggregate();
  WAGGLE_ASSIGN_OR_RETURN(v1::CorpusDocument document,
                          eventing::Aggregate<v1::CorpusEvent>::Parse(claim.record));
  const domain::AnalysedDocument analysed =
      domain::AnalyseDocument(reader_.analyser(), FromProto(document));
  eventing::Commit commit;
  commit.lease = claim.lease;
  Tally tally;
  WAGGLE_ASSIGN_OR_RETURN(const auto matches, Propose(document, analysed));
  for (const domain::Match& proposed : matches) {
    WAGGLE_ASSIGN_OR_RETURN(const bool changed, AddMatch(proposed, Context(document), commit));
    tally.matches += changed ? 1 : 0;
  }
  if (document.kind() == v1::DOCUMENT_KIND_IDEA) {
    WAGGLE_RETURN_IF_ERROR(AddReviewers(document, analysed, Context(document), commit, tally));
  }
  document.set_progress(v1::DOCUMENT_PROGRESS_MATCHED);
  v1::CorpusEvent event;
  event.mutable_matched();
  *event.mutable_state() = document;
  WAGGLE_RETURN_IF_ERROR(corpus.Append(store_, document.document_id(), claim.record.sequence,
                                       Context(document), std::move(event), commit));
  WAGGLE_ASSIGN_OR_RETURN(const eventing::CommitOutcome outcome, store_.Apply(commit));
  WAGGLE_CHECK(outcome.kind == eventing::CommitOutcome::Kind::kCommitted);
  return tally;
}

Result<std::vector<domain::Match>> MatchDocuments::Propose(
    const v1::CorpusDocument& document, const domain::AnalysedDocument& analysed) const {
  const auto scored = reader_.index().Compare({analysed, document.number(), settings_.threshold});
  FitContext fit(store_, clock_.Now());
  if (analysed.kind == domain::DocumentKind::kIdea) {
    WAGGLE_RETURN_IF_ERROR(fit.LoadIdea(document));
    for (const domain::ScoredDocument& problem : scored) {
      WAGGLE_RETURN_IF_ERROR(fit.LoadPractice(problem.ods_code));
    }
    return domain::ProposeIdea(analysed.id, scored, fit.AsFunction(), settings_);
  }
  WAGGLE_RETURN_IF_ERROR(fit.LoadPractice(analysed.ods_code));
  for (const domain::ScoredDocument& idea : scored) {
    WAGGLE_RETURN_IF_ERROR(fit.LoadIdea(idea.id));
  }
  return domain::ProposeForProblem(analysed.id, analysed.ods_code, scored, fit.AsFunction(),
                                   settings_);
}

Result<bool> MatchDocuments::AddMatch(const domain::Match& proposed,
                                      const eventing::EventContext& context,
                                      eventing::Commit& commit) {
  const auto matches = MatchAggregate();
  WAGGLE_ASSIGN_OR_RETURN(const auto existing, matches.Load(store_, proposed.id.value()));
  v1::MatchEvent event;
  if (existing) {
    const std::optional<domain::Match> extended =
        domain::Extend(FromProto(existing->state), proposed);
    if (!extended) return false;
    event.mutable_extended();
    *event.mutable_state() = ToProto(*extended, existing->state);
  } else {
    v1::Match base;
    base.set_status(v1::MATCH_STATUS_PROPOSED);
    *base.mutable_propose_time() = eventing::ToTimestamp(context.now);
    event.mutable_proposed();
    *event.mutable_state() = ToProto(proposed, base);
  }
  WAGGLE_RETURN_IF_ERROR(matches.Append(store_, proposed.id.value(),
                                        existing ? existing->sequence : 0, context,
                                        std::move(event), commit));
  return true;
}

Status MatchDocuments::AddReviewers(const v1::CorpusDocument& document,
                                    const domain::AnalysedDocument& analysed,
                                    const eventing::EventContext& context, eventing::Commit& commit,
                                    Tally& tally) {
  const auto assignments = ReviewAssignmentAggregate();
  WAGGLE_ASSIGN_OR_RETURN(const auto existing,
                          store_.List("assignment:idea:" + document.document_id(), "", 1));
  if (!existing.empty()) return OkStatus();
  WAGGLE_ASSIGN_OR_RETURN(const auto roster, store_.Get(AssignmentRoster()));
  const std::int64_t sequence = roster ? roster->sequence : 0;
  commit.expectations.push_back({AssignmentRoster(), sequence});
  commit.puts.push_back({AssignmentRoster(), sequence + 1, ""});
  WAGGLE_ASSIGN_OR_RETURN(const domain::OrganisationNetwork network,
                          LoadNetwork(store_, context.now));
  WAGGLE_ASSIGN_OR_RETURN(auto candidates, LoadCandidates(store_));
  expertise_.Read(candidates);
  const domain::ReviewRequest request{analysed, domain::PersonId(document.author_person_id())};
  for (const domain::ReviewSelection& selection :
       domain::SelectReviewers(request, candidates, network, reader_.analyser())) {
    v1::ReviewAssignmentEvent event;
    *event.mutable_state() = ToProto(selection, analysed.id, context.now);
    const bool assigned = std::holds_alternative<domain::AssignedReview>(selection);
    assigned ? static_cast<void>(event.mutable_assigned())
             : static_cast<void>(event.mutable_unfilled());
    eventing::EventContext own = context;
    own.event_id = ids_.NewId();
    const std::string id = event.state().assignment_id();
    WAGGLE_RETURN_IF_ERROR(assignments.Append(store_, id, 0, own, std::move(event), commit));
    const auto role = std::visit([](const auto& review) { return review.role; }, selection);
    tally.reviews.emplace_back(role, assigned);
  }
  return OkStatus();
}

eventing::EventContext MatchDocuments::Context(const v1::CorpusDocument& document) {
  eventing::EventContext context;
  context.event_id = ids_.NewId();
  context.actor = "system:matching";
  context.now = clock_.Now();
  context.traceparent =
      observability::TraceContext::ContinueOrStart(document.traceparent()).ToTraceparent();
  return context;
}

void MatchDocuments::Count(const v1::CorpusDocument& document, const Tally& tally,
                           std::chrono::duration<double> elapsed) {
  observability::Metrics& metrics = telemetry_.metrics;
  job_seconds_.Observe(elapsed.count());
  if (tally.matches > 0) Matches(metrics, document.kind()).Increment(tally.matches);
  for (const auto& [role, assigned] : tally.reviews) {
    Reviews(metrics, role, assigned ? "assigned" : "unfilled").Increment();
  }
  const domain::CorpusIndex& index = reader_.index();
  Documents(metrics, "idea").Set(static_cast<double>(index.size(domain::DocumentKind::kIdea)));
  Documents(metrics, "problem")
      .Set(static_cast<double>(index.size(domain::DocumentKind::kProblem)));
  const auto trace = observability::TraceContext::Parse(document.traceparent());
  telemetry_.log.Info("document matched",
                      {{"document_id", document.document_id()},
                       {"number", document.number()},
                       {"matches", std::int64_t{tally.matches}},
                       {"seconds", elapsed.count()},
                       {"trace_id", trace ? trace->trace_id() : std::string()}});
}

}  // namespace waggle::matching
