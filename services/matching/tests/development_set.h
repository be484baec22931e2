#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/matching/domain/document.h"
#include "services/matching/domain/organisation_network.h"
#include "services/matching/domain/reviewer_selection.h"

namespace waggle::matching {

// Grades of pairs (idea, problem) or (idea, reviewer); pairs that are not listed have grade 0.
using Grades = std::map<std::pair<std::string, std::string>, int>;

// The development set of invented practices, problems, ideas and reviewers with graded judgements.
struct DevelopmentSet {
  // Numbered as if all problems had come first, then all ideas.
  std::vector<domain::Document> problems;
  std::vector<domain::Document> ideas;
  std::vector<domain::ReviewerCandidate> reviewers;
  domain::OrganisationNetwork network;
  Grades problem_grades;
  Grades reviewer_grades;
};

// Where the set is: the environment variable WAGGLE_TEST_MATCHING_DEV, or its place in the
// repository.
std::string DevelopmentSetDirectory();

// Nothing if the directory has no such set; a file that is there and cannot be read throws, failing
// the test.
std::optional<DevelopmentSet> LoadDevelopmentSet(const std::string& directory);

}  // namespace waggle::matching
