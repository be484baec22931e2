#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "services/intake/domain/idea_needs.h"
#include "services/intake/domain/ids.h"
#include "services/intake/domain/organisation.h"

namespace waggle::intake {

// The numbers are those of the proto.
enum class IdeaStatus { kPublished = 1, kWithdrawn = 2, kSuperseded = 3 };

// An idea that was published.
struct Idea {
  IdeaId id;
  OdsCode ods_code;
  PersonId author;
  std::string title;
  std::string problem_it_solves;
  std::string how_it_works;
  std::vector<std::string> tags;
  std::vector<std::string> core_elements;
  std::vector<std::string> adaptable_elements;
  std::string resources;
  std::string results_so_far;
  ClinicalSystem clinical_system = ClinicalSystem::kUnspecified;
  IdeaNeeds needs = {};
  IdeaOrigin origin = IdeaOrigin::kUnspecified;
  std::vector<std::string> partners = {};
  Time submit_time;
  IdeaStatus status = IdeaStatus::kPublished;
  // One more with every revision.
  int version = 1;
  std::optional<Time> revise_time = {};
  // Superseded ones alone.
  IdeaId successor = {};
  // Withdrawn ones alone.
  std::string end_reason = {};
  std::optional<Time> end_time = {};
};

// INVALID_ARGUMENT naming every field (below `idea.`) that breaks the rules of idea.proto.
Status Validate(const Idea& idea);

// It was withdrawn or superseded (FAILED_PRECONDITION).
inline constexpr std::string_view kIdeaEnded = "IDEA_ENDED";

// What follows from a change of the idea as it is: each leaves the practice, the author and the
// submission alone, and is IDEA_ENDED for one that has ended.
Result<Idea> Revise(const Idea& idea, const Idea& said, Time now);
// INVALID_ARGUMENT `reason` without one, or above 1,000 characters.
Result<Idea> Withdraw(const Idea& idea, const std::string& reason, Time now);
// INVALID_ARGUMENT `successor_idea_id` for itself; IDEA_ENDED also where the successor has ended.
Result<Idea> Supersede(const Idea& idea, const Idea& successor, Time now);

}  // namespace waggle::intake
