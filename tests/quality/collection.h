#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/status.h"
#include "services/matching/domain/document.h"
#include "services/matching/domain/organisation_network.h"
#include "services/matching/domain/reviewer.h"
#include "services/matching/domain/reviewer_expertise.h"

namespace waggle::quality {

// Grades of pairs (query, document); pairs that are not listed have grade 0.
using Grades = std::map<std::pair<std::string, std::string>, int>;

// Whether a folder is about routing (problems.jsonl, ideas.jsonl) or about ranking alone
// (corpus.jsonl, queries.jsonl).
enum class Purpose { kRanking, kRouting };

// One folder of texts with judgements.
struct Collection {
  std::filesystem::path directory;
  Purpose purpose = Purpose::kRanking;
  // Numbered as if all problems had come first, then all ideas.
  std::vector<matching::domain::Document> problems;
  std::vector<matching::domain::Document> ideas;
  Grades grades;
  // Empty unless the folder has reviewer_qrels.tsv.
  std::vector<matching::domain::Reviewer> reviewers;
  // Of the same people in the same order.
  std::vector<matching::domain::Expertise> expertise;
  matching::domain::OrganisationNetwork network;
  Grades reviewer_grades;
};

// Ideas and problems come with the fields of `matching-dev` or with `_id`, `title` and `text`
// alone; without `ods_code` each text has a practice of its own. Error: COLLECTION_UNREADABLE,
// naming the file and the line.
Result<Collection> LoadCollection(const std::filesystem::path& directory);

}  // namespace waggle::quality
