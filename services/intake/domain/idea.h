#pragma once

#include <string>
#include <vector>

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "services/intake/domain/ids.h"
#include "services/intake/domain/organisation.h"

namespace waggle::intake {

// A published idea.
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
  Time submit_time;
};

// INVALID_ARGUMENT naming every field (below `idea.`) that breaks the rules of idea.proto.
Status Validate(const Idea& idea);

}  // namespace waggle::intake
