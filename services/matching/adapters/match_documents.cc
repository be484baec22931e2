#include "services/matching/adapters/match_documents.h"

#include "libs/eventing/own_context.h"
#include "libs/eventing/races.h"
#include "libs/observability/trace_context.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/review_checks.h"

namespace waggle::matching {
namespace {

using SteadyClock = std::chrono::steady_clock;

observability::Counter Matches(observability::Metrics& metrics, v1::DocumentKind arrived) {
  const std::string direction =
      arrived == v1::DOCUMENT_KIND_IDEA ? "idea_to_problem" : "problem_to_idea";
  return metrics.AddCounter("waggle_matching_matches_total",
                            "Matches found or extended, whether or not their time has come",
                            {{"direction", direction}});
}

}  // namespace

MatchDocuments::MatchDocuments(eventing::RecordStore& store, IdGenerator& ids, const Clock& clock,
                               CorpusReader& reader, const MatchBook& book, DecideProposals& decide,
                               domain::ProposalSettings settings,
                               observability::Telemetry telemetry)
    : store_(store),
      ids_(ids),
      clock_(clock),
      reader_(reader),
      book_(book),
      decide_(decide),
      telemetry_(telemetry),
      find_(store, reader_, book, settings, telemetry.metrics),
      job_seconds_(telemetry.metrics.AddHistogram(
          "waggle_matching_job_seconds",
          "A document's share of comparing several, and writing its result")) {
  observability::Metrics& metrics = telemetry.metrics;
  for (const auto kind : {v1::DOCUMENT_KIND_IDEA, v1::DOCUMENT_KIND_PROBLEM})
    Matches(metrics, kind);
}

Status MatchDocuments::Match(std::span<const eventing::Claim> claims) {
  if (claims.empty()) return OkStatus();
  const auto start = SteadyClock::now();
  // Whoever has a number is in the log with all that have a lower one: the index holds them now.
  WAGGLE_RETURN_IF_ERROR(reader_.CatchUp());
  std::vector<v1::CorpusDocument> documents;
  for (const eventing::Claim& claim : claims) {
    WAGGLE_ASSIGN_OR_RETURN(v1::CorpusDocument document,
                            eventing::Aggregate<v1::CorpusEvent>::Parse(claim.record));
    documents.push_back(std::move(document));
  }
  const std::vector<ComparedDocument> compared = find_.Compare(std::move(documents));
  const std::chrono::duration<double> comparing = SteadyClock::now() - start;
  Status first;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Status status =
        MatchOne(claims[i], compared[i], comparing / static_cast<double>(claims.size()));
    if (first.ok()) first = status;
    // The store is away: to try the others would only take the time of as many attempts.
    if (status.code() == Code::kUnavailable) break;
  }
  return first;
}

Status MatchDocuments::MatchOne(const eventing::Claim& claim, const ComparedDocument& compared,
                                std::chrono::duration<double> comparing) {
  const auto start = SteadyClock::now();
  eventing::Races races;
  while (true) {
    const Result<Outcome> outcome = Write(claim, compared);
    if (outcome.ok()) {
      Count(compared.document, *outcome, comparing + (SteadyClock::now() - start));
      return OkStatus();
    }
    // Another replica had the work after all and has finished it.
    if (outcome.status().reason() == "LEASE_LOST") return OkStatus();
    if (!races.MustTryAgain(outcome.status())) return outcome.status();
  }
}

Result<MatchDocuments::Outcome> MatchDocuments::Write(const eventing::Claim& claim,
                                                      const ComparedDocument& compared) {
  v1::CorpusDocument document = compared.document;
  const eventing::EventContext context =
      eventing::OwnContext("matching", ids_, clock_, document.traceparent());
  eventing::Commit commit;
  commit.lease = claim.lease;
  Outcome outcome;
  WAGGLE_ASSIGN_OR_RETURN(outcome.found, find_.For(compared, context.now));
  WAGGLE_ASSIGN_OR_RETURN(outcome.decisions,
                          decide_.Decide(outcome.found.undecided, context, commit));
  WAGGLE_RETURN_IF_ERROR(Change(outcome.found, context, commit));
  commit.expectations.insert(commit.expectations.end(), outcome.found.expectations.begin(),
                             outcome.found.expectations.end());
  if (document.kind() == v1::DOCUMENT_KIND_IDEA) {
    commit.puts.push_back(CheckReviews(domain::DocumentId(document.document_id())));
  }
  document.set_progress(v1::DOCUMENT_PROGRESS_MATCHED);
  v1::CorpusEvent event;
  event.mutable_matched();
  const std::string id = document.document_id();
  *event.mutable_state() = std::move(document);
  WAGGLE_RETURN_IF_ERROR(CorpusAggregate().Append(store_, id, claim.record.sequence, context,
                                                  std::move(event), commit));
  WAGGLE_ASSIGN_OR_RETURN(const eventing::CommitOutcome applied, store_.Apply(commit));
  WAGGLE_CHECK(applied.kind == eventing::CommitOutcome::Kind::kCommitted);
  return outcome;
}

Status MatchDocuments::Change(const FoundMatches& found, const eventing::EventContext& context,
                              eventing::Commit& commit) {
  const auto append = [&](const MatchEntry& entry, v1::MatchEvent event) {
    eventing::EventContext own = context;
    own.event_id = ids_.NewId();
    return book_.Append(entry, std::move(event), own, commit);
  };
  for (const MatchEntry& entry : found.extended) {
    v1::MatchEvent event;
    event.mutable_extended();
    WAGGLE_RETURN_IF_ERROR(append(entry, std::move(event)));
  }
  for (const MatchEntry& entry : found.closed) {
    v1::MatchEvent event;
    event.mutable_closed();
    WAGGLE_RETURN_IF_ERROR(append(entry, std::move(event)));
  }
  return OkStatus();
}

void MatchDocuments::Count(const v1::CorpusDocument& document, const Outcome& outcome,
                           std::chrono::duration<double> elapsed) {
  observability::Metrics& metrics = telemetry_.metrics;
  job_seconds_.Observe(elapsed.count());
  const auto matches =
      static_cast<double>(outcome.found.undecided.size() + outcome.found.extended.size());
  if (matches > 0) Matches(metrics, document.kind()).Increment(matches);
  find_.Count(outcome.found);
  decide_.Count(outcome.decisions);
  const auto trace = observability::TraceContext::Parse(document.traceparent());
  telemetry_.log.Info("document matched",
                      {{"document_id", document.document_id()},
                       {"number", document.number()},
                       {"matches", static_cast<std::int64_t>(matches)},
                       {"seconds", elapsed.count()},
                       {"trace_id", trace ? trace->trace_id() : std::string()}});
}

}  // namespace waggle::matching
