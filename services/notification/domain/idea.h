#pragma once

#include <string>
#include <vector>

#include "services/notification/domain/ids.h"

namespace waggle::notification::domain {

enum class ClinicalSystem { kAny, kEmis, kSystmOne };

// A published idea, as far as mail speaks of it. Texts as their author typed them.
struct Idea {
  IdeaId id;
  std::string title;
  std::string problem_it_solves;
  std::string how_it_works;
  std::vector<std::string> core_elements;
  std::vector<std::string> adaptable_elements;
  std::string resources;
  std::string results_so_far;
  ClinicalSystem clinical_system = ClinicalSystem::kAny;
  // Of the practice that had it.
  std::string practice_name;
  // Who is credited; empty when nobody is named.
  std::string author_name;
};

}  // namespace waggle::notification::domain
