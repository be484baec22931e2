#include "services/matching/adapters/assign_reviewers.h"

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/adapters/directory.h"

namespace waggle::matching {
namespace {

observability::Counter Reviews(observability::Metrics& metrics, domain::ReviewerRole role,
                               std::string_view outcome) {
  return metrics.AddCounter(
      "waggle_review_assignments_total", "Reviewers asked, or nobody found",
      {{"role", std::string(domain::RoleName(role))}, {"outcome", std::string(outcome)}});
}

}  // namespace

AssignReviewers::AssignReviewers(eventing::RecordStore& store, IdGenerator& ids,
                                 TextEncoder* encoder, observability::Telemetry telemetry)
    : store_(store), ids_(ids), metrics_(telemetry.metrics), expertise_(encoder, telemetry) {
  for (const auto role :
       {domain::ReviewerRole::kQiReviewer, domain::ReviewerRole::kInnovationAdvocate}) {
    for (const std::string_view outcome : {"assigned", "unfilled"}) {
      Reviews(metrics_, role, outcome);
    }
  }
}

Result<AssignReviewers::Tally> AssignReviewers::For(const v1::CorpusDocument& idea,
                                                    const domain::AnalysedDocument& analysed,
                                                    domain::TextAnalyser& analyser,
                                                    const eventing::EventContext& context,
                                                    eventing::Commit& commit) {
  const auto assignments = ReviewAssignmentAggregate();
  Tally tally;
  WAGGLE_ASSIGN_OR_RETURN(const auto existing,
                          store_.List("assignment:idea:" + idea.document_id(), "", 1));
  if (!existing.empty()) return tally;
  WAGGLE_ASSIGN_OR_RETURN(const auto roster, store_.Get(AssignmentRoster()));
  const std::int64_t sequence = roster ? roster->sequence : 0;
  commit.expectations.push_back({AssignmentRoster(), sequence});
  commit.puts.push_back({AssignmentRoster(), sequence + 1, ""});
  WAGGLE_ASSIGN_OR_RETURN(const domain::OrganisationNetwork network,
                          LoadNetwork(store_, context.now));
  WAGGLE_ASSIGN_OR_RETURN(auto candidates, LoadCandidates(store_));
  expertise_.Read(candidates);
  const domain::ReviewRequest request{analysed, domain::PersonId(idea.author_person_id())};
  for (const domain::ReviewSelection& selection :
       domain::SelectReviewers(request, candidates, network, analyser)) {
    v1::ReviewAssignmentEvent event;
    *event.mutable_state() = ToProto(selection, analysed.id, context.now);
    const bool assigned = std::holds_alternative<domain::AssignedReview>(selection);
    assigned ? static_cast<void>(event.mutable_assigned())
             : static_cast<void>(event.mutable_unfilled());
    eventing::EventContext own = context;
    own.event_id = ids_.NewId();
    const std::string id = event.state().assignment_id();
    WAGGLE_RETURN_IF_ERROR(assignments.Append(store_, id, 0, own, std::move(event), commit));
    tally.emplace_back(std::visit([](const auto& review) { return review.role; }, selection),
                       assigned);
  }
  return tally;
}

void AssignReviewers::Count(const Tally& tally) {
  for (const auto& [role, assigned] : tally) {
    Reviews(metrics_, role, assigned ? "assigned" : "unfilled").Increment();
  }
}

}  // namespace waggle::matching
