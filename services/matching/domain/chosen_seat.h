#pragma once

#include <string>
#include <vector>

#include "services/matching/domain/proximity.h"
#include "services/matching/domain/reviewer_role.h"
#include "services/matching/domain/score.h"

namespace waggle::matching::domain {

// What speaks for asking this person: the facts that PlanAssignments weighed.
struct ChoiceReasons {
  // QI reviewers: how close the expertise is to the idea, and the words of it that say so.
  Score affinity = {};
  std::vector<std::string> shared_terms = {};
  // How far the person's organisation is from the idea's practice.
  Proximity proximity = Proximity::kElsewhere;
  // What the person has open already.
  int open_reviews = 0;
};

// One sentence for people.
std::string ExplainChoice(ReviewerRole role, const ChoiceReasons& reasons);

}  // namespace waggle::matching::domain
