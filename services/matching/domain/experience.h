#pragma once

#include <set>

#include "services/matching/domain/barrier.h"
#include "services/matching/domain/document.h"
#include "services/matching/domain/idea_needs.h"
#include "services/matching/domain/practice_context.h"

namespace waggle::matching::domain {

// How an idea stands at a practice that has decided, in the order of an idea's life there. Being
// asked, or testing, is no outcome.
enum class ExperienceOutcome {
  // "It would not work here."
  kDeclined,
  // In use, with the core parts kept.
  kAdopted,
  // Still in use at a later check.
  kSustained,
  // Was tried or used, and stopped.
  kAbandoned,
};

// One practice's experience with the idea in question.
struct Experience {
  PracticeContext practice;
  ExperienceOutcome outcome = ExperienceOutcome::kDeclined;
  // Why it was declined or abandoned, as far as said. The caller leaves out what no longer stands
  // (standing_barriers.h), and the whole decline when nothing of it stands.
  std::set<Barrier> barriers = {};

  friend bool operator==(const Experience&, const Experience&) = default;
};

// Another idea that the practice in question declined, with the barriers that still stand
// (standing_barriers.h).
struct EarlierDecline {
  DocumentId idea;
  std::set<Barrier> barriers;
  // What that idea needed; empty: not said.
  std::set<Resource> resources = {};
};

}  // namespace waggle::matching::domain
