// The online selection that came before is the batch of one. To be deleted together with
// reviewer_selection.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "services/matching/tests/assignment_samples.h"

namespace waggle::matching::domain {
namespace {

// The same words, so that all who have them score alike and the rest 0.
constexpr std::string_view kExpertise = "Vaccines and fridges that fail at night";

ReviewRequest RequestOf(const IdeaUnderReview& idea) {
  Document document;
  document.id = idea.id;
  document.number = 1;
  document.ods_code = idea.practice;
  document.title = "Fridge alarms";
  document.problem = "Vaccines were thrown away after a fridge failed at night.";
  TextAnalyser analyser;
  return {AnalyseDocument(analyser, document), idea.authors.at(0)};
}

ReviewerCandidate ArbitraryCandidate(int number) {
  ReviewerCandidate candidate;
  candidate.person_id = PersonId("person-" + std::to_string(number));
  candidate.home =
      OdsCode(*rc::gen::element<std::string>("A1", "B1", "U1", "A4", "B3", "U2", "S2", "Q1"));
  candidate.role = *rc::gen::element(ReviewerRole::kQiReviewer, ReviewerRole::kInnovationAdvocate);
  if (*rc::gen::inRange(0, 2) == 1) candidate.expertise = kExpertise;
  candidate.max_open_reviews = *rc::gen::inRange(0, 3);
  candidate.open_reviews = *rc::gen::inRange(0, 4);
  return candidate;
}

Reviewer ReviewerOf(const ReviewerCandidate& candidate) {
  Reviewer reviewer;
  reviewer.background.person_id = candidate.person_id;
  reviewer.background.home = candidate.home;
  reviewer.background.role = candidate.role;
  reviewer.load.max_open_reviews = candidate.max_open_reviews;
  reviewer.load.open_reviews = candidate.open_reviews;
  return reviewer;
}

// Id and person, or id and reason.
std::pair<AssignmentId, std::string> OutcomeOf(const ReviewSelection& selection) {
  if (const auto* assigned = std::get_if<AssignedReview>(&selection)) {
    return {assigned->id, assigned->reviewer.value()};
  }
  const auto& unfilled = std::get<UnfilledReview>(selection);
  return {unfilled.id, std::string(unfilled.reason)};
}

std::pair<AssignmentId, std::string> OutcomeOf(const PlannedSeat& seat) {
  if (const auto* chosen = std::get_if<ChosenReviewer>(&seat.outcome)) {
    return {seat.id, chosen->reviewer.value()};
  }
  const std::string_view reason = std::get<UnfilledSeat>(seat.outcome).reason;
  // The plan tells apart what the selection did not.
  return {seat.id, std::string(reason == kNoAdvocateInIcb ? kNoEligibleReviewer : reason)};
}

RC_GTEST_PROP(AssignmentPlanProperty, ABatchOfOneIsTheOnlineSelection, ()) {
  IdeaUnderReview idea = SampleIdea("idea", "A1");
  idea.authors = {PersonId("person-0")};
  std::vector<ReviewerCandidate> candidates;
  std::vector<Reviewer> reviewers;
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i) {
    candidates.push_back(ArbitraryCandidate(i));
    reviewers.push_back(ReviewerOf(candidates.back()));
  }
  const Affinity affinity = [&](const DocumentId&, const PersonId& person) {
    const auto found = std::find_if(
        candidates.begin(), candidates.end(),
        [&](const ReviewerCandidate& candidate) { return candidate.person_id == person; });
    return Score{found->expertise.empty() ? 0 : 500};
  };
  TextAnalyser analyser;
  const auto selected = SelectReviewers(RequestOf(idea), candidates, SampleNetwork(), analyser);
  const AssignmentPlan plan = PlanAssignments({{idea}}, reviewers, SampleNetwork(), affinity,
                                              {.load_step = Score{0}}, kSampleNow);
  RC_ASSERT(plan.seats.size() == selected.size());
  for (std::size_t seat = 0; seat < selected.size(); ++seat) {
    RC_ASSERT(OutcomeOf(plan.seats[seat]) == OutcomeOf(selected[seat]));
  }
}

}  // namespace
}  // namespace waggle::matching::domain
