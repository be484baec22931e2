#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "libs/base/strong_id.h"
#include "services/matching/domain/analysis.h"
#include "services/matching/domain/document.h"
#include "services/matching/domain/organisation_network.h"

namespace waggle::matching::domain {

using PersonId = StrongId<struct PersonIdTag>;
using AssignmentId = StrongId<struct AssignmentIdTag>;

enum class ReviewerRole { kQiReviewer, kInnovationAdvocate };

// `qi_reviewer`, `innovation_advocate`: part of the id of an unfilled review, and the metrics'
// label. Never changed.
std::string_view RoleName(ReviewerRole role);

// Why nobody could be asked.
// Nobody has the role without being the author, a colleague or (QI reviewers) of the same PCN.
inline constexpr std::string_view kNoEligibleReviewer = "NO_ELIGIBLE_REVIEWER";
// Those who could all have as many open reviews as they accept.
inline constexpr std::string_view kEveryoneAtFullLoad = "EVERYONE_AT_FULL_LOAD";

// How many open reviews a reviewer accepts who has not said. Peer-review systems use 3 to 10; these
// have other work.
inline constexpr int kDefaultMaxOpenReviews = 3;

// Somebody who may be asked.
struct ReviewerCandidate {
  PersonId person_id;
  // A practice; for QI reviewers also a PCN, a sub-ICB location or an ICB.
  OdsCode home;
  ReviewerRole role = ReviewerRole::kQiReviewer;
  // What the person knows, in their own words; may be empty.
  std::string expertise;
  // Of the expertise's passages; empty where there was no encoder.
  std::vector<Embedding> embeddings = {};
  // 0: not said, the default counts.
  int max_open_reviews = 0;
  int open_reviews = 0;
};

// The idea to be reviewed.
struct ReviewRequest {
  AnalysedDocument idea;
  // Empty when nobody is named.
  PersonId author;
};

// Somebody is asked.
struct AssignedReview {
  AssignmentId id;
  ReviewerRole role = ReviewerRole::kQiReviewer;
  PersonId reviewer;
  // Words that the idea and the expertise share, most telling first, as the reviewer writes them;
  // at most 8.
  std::vector<std::string> matched_terms;
};

// Nobody could be asked.
struct UnfilledReview {
  AssignmentId id;
  ReviewerRole role = ReviewerRole::kQiReviewer;
  // kNoEligibleReviewer or kEveryoneAtFullLoad.
  std::string_view reason;
};

using ReviewSelection = std::variant<AssignedReview, UnfilledReview>;

// One QI reviewer and one innovation advocate, in this order. Nobody reviews an idea of their own
// or of their own practice, and nobody is asked beyond their load.
//
// QI reviewer: not of the idea's PCN either; whose expertise is closest to the idea, then the least
// loaded, then by id. Somebody without a word in common is asked rather than nobody: an empty
// expertise says nothing about the person.
//
// Advocate: the nearest one in the idea's ICB; an advocate knows their own ICB's people and rules.
// Until coordinates are known, nearest means the idea's PCN, then its sub-ICB location, then its
// ICB; among equals by the PCN's ODS code, then the least loaded, then by id.
//
// Deterministic: the order of `candidates` makes no difference.
std::vector<ReviewSelection> SelectReviewers(const ReviewRequest& request,
                                             const std::vector<ReviewerCandidate>& candidates,
                                             const OrganisationNetwork& network,
                                             TextAnalyser& analyser);

AssignmentId AssignmentIdOf(const DocumentId& idea, const PersonId& reviewer);
AssignmentId UnfilledIdOf(const DocumentId& idea, ReviewerRole role);

}  // namespace waggle::matching::domain
