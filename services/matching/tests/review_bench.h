#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/matching/adapters/review_lists.h"
#include "services/matching/tests/replica_test.h"

namespace waggle::matching {

inline constexpr const char* kFridgeText =
    "vaccines were thrown away after a fridge failed at night";

// One replica over a store of its own. PCN P has the practices A and B, PCN Q has C; all of one
// ICB. Ideas come from A, which has no reviewer.
class ReviewBench : public ReplicaTest {
 protected:
  ReviewBench() {
    Handle(OrganisationOf("ICB", intake::v1::ORGANISATION_KIND_ICB));
    for (const char* pcn : {"P", "Q"}) {
      Handle(OrganisationOf(pcn, intake::v1::ORGANISATION_KIND_PCN, "ICB"));
    }
    for (const char* code : {"A", "B"}) {
      Handle(OrganisationOf(code, intake::v1::ORGANISATION_KIND_PRACTICE, "P"));
    }
    Handle(OrganisationOf("C", intake::v1::ORGANISATION_KIND_PRACTICE, "Q"));
  }

  // Day by day: each deadline is met when it comes.
  void Later(std::chrono::days by) {
    for (std::chrono::days passed{0}; passed < by; ++passed) {
      clock_.Advance(std::chrono::days(1));
      Work();
    }
  }
  void AddQi(const std::string& id, const std::string& expertise, const std::string& home = "ICB") {
    Handle(QiReviewerAt(id, home, expertise));
  }
  // Two QI reviewers, of whom `expert` knows more, and the PCN's advocate before another's.
  void AddPeople() {
    AddQi("expert", "vaccines and fridges");
    AddQi("novice", "a fridge");
    Handle(AdvocateAt("own", "B"));
    Handle(AdvocateAt("other", "C"));
  }

  v1::ReviewAssignment Assignment(const std::string& person, const std::string& idea = "i") {
    const auto known = ReviewAssignmentAggregate().Load(store_, IdOf(person, idea)).value();
    return known ? known->state : v1::ReviewAssignment();
  }
  v1::ReviewAssignment Unfilled(domain::ReviewerRole role, const std::string& idea = "i") {
    const auto id = domain::UnfilledIdOf(domain::DocumentId(idea), role);
    const auto known = ReviewAssignmentAggregate().Load(store_, id.value()).value();
    return known ? known->state : v1::ReviewAssignment();
  }
  static std::string IdOf(const std::string& person, const std::string& idea = "i") {
    return domain::AssignmentIdOf(domain::DocumentId(idea), domain::PersonId(person)).value();
  }
  // Who has the seats at present, by idea.
  std::vector<std::string> Asked(const std::string& idea = "i") {
    std::vector<std::string> people;
    const auto rows = store_.List(ReviewsOfIdea(idea), "", 100).value();
    for (const eventing::IndexRow& row : rows) {
      const auto known = ReviewAssignmentAggregate().Load(store_, row.id).value();
      if (known->state.status() == v1::REVIEW_ASSIGNMENT_STATUS_OPEN) {
        people.push_back(known->state.reviewer_person_id());
      }
    }
    return people;
  }
  // What happened to the assignment, in order.
  std::vector<std::string> History(const std::string& assignment_id) {
    return Published<v1::ReviewAssignmentEvent>(
        "waggle.matching.review-assignment.v1",
        [&](const auto& event) { return event.metadata().aggregate_id() == assignment_id; });
  }
  static ReviewRequest Request(const std::string& id = "r1") {
    return {{"caller/Method/" + id, "hash-" + id, ""}, "person-1", ""};
  }
  Result<v1::DeclineReviewResponse> Decline(const std::string& person,
                                            const std::string& request = "r1",
                                            const std::string& idea = "i") {
    return replica_.reviews().Decline(Request(request), IdOf(person, idea),
                                      {domain::ReviewDeclineReason::kNoTime, "until May"});
  }
  Result<v1::AcceptReviewResponse> Accept(const std::string& person,
                                          const std::string& request = "r1",
                                          const std::string& idea = "i") {
    return replica_.reviews().Accept(Request(request), IdOf(person, idea));
  }
  Result<v1::CompleteReviewResponse> Complete(const std::string& person,
                                              const std::string& request = "r1",
                                              const std::string& idea = "i") {
    return replica_.reviews().Complete(Request(request), IdOf(person, idea));
  }
  Result<v1::ReassignReviewResponse> Reassign(const std::string& person, const std::string& text,
                                              const std::string& request = "r1",
                                              const std::string& idea = "i") {
    return replica_.reviews().Reassign(Request(request), IdOf(person, idea), text);
  }
  // Of the match between the idea and the practice.
  void Answers(const std::string& practice, const domain::MatchAnswer& answer,
               const std::string& idea = "i") {
    const MatchRequest request{
        domain::MatchIdOf(domain::DocumentId(idea), domain::OdsCode(practice)),
        {"caller/AnswerMatch/" + idea, "hash", ""},
        "person-1",
        ""};
    const auto receipt = replica_.answers().Answer(request, answer);
    ASSERT_TRUE(receipt.ok()) << receipt.status().ToString();
  }
};

}  // namespace waggle::matching
