#include "services/matching/domain/reviewer_selection.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "libs/base/check.h"
#include "libs/base/uuid.h"
#include "services/matching/domain/corpus_index.h"

namespace waggle::matching::domain {
namespace {

using Candidates = std::vector<const ReviewerCandidate*>;

bool HasRoom(const ReviewerCandidate& candidate) {
  const int limit =
      candidate.max_open_reviews > 0 ? candidate.max_open_reviews : kDefaultMaxOpenReviews;
  return candidate.open_reviews < limit;
}

// The expertise texts of all QI reviewers in an index of their own, so that score, statistics and
// shared terms are those of matching.
class ExpertiseIndex {
 public:
  ExpertiseIndex(const std::vector<ReviewerCandidate>& candidates, TextAnalyser& analyser) {
    std::int64_t number = 0;
    for (const ReviewerCandidate& candidate : candidates) {
      if (candidate.role != ReviewerRole::kQiReviewer) continue;
      Document expertise;
      expertise.id = DocumentId(candidate.person_id.value());
      expertise.number = ++number;
      expertise.kind = DocumentKind::kProblem;
      expertise.ods_code = candidate.home;
      expertise.problem = candidate.expertise;
      expertise.embeddings = candidate.embeddings;
      WAGGLE_CHECK(index_.Append(AnalyseDocument(analyser, expertise)).ok());
    }
  }

  // By person; without those who share no word with the idea.
  std::unordered_map<DocumentId, ScoredDocument> CloseTo(const AnalysedDocument& idea) const {
    std::unordered_map<DocumentId, ScoredDocument> close;
    for (ScoredDocument& scored : index_.Compare({idea, index_.last_number() + 1, Score{1}})) {
      close.emplace(scored.id, std::move(scored));
    }
    return close;
  }

 private:
  CorpusIndex index_;
};

// How far an advocate's PCN is from the idea's practice, nearest first.
enum class Proximity { kSamePcn, kSameSubIcbLocation, kSameIcb, kElsewhere };

bool IsSame(const std::optional<OdsCode>& a, const std::optional<OdsCode>& b) {
  return a.has_value() && a == b;
}

Proximity ProximityOf(const OrganisationNetwork& network, const OdsCode& a, const OdsCode& b) {
  if (IsSame(network.PcnOf(a), network.PcnOf(b))) return Proximity::kSamePcn;
  if (IsSame(network.SubIcbLocationOf(a), network.SubIcbLocationOf(b))) {
    return Proximity::kSameSubIcbLocation;
  }
  if (IsSame(network.IcbOf(a), network.IcbOf(b))) return Proximity::kSameIcb;
  return Proximity::kElsewhere;
}

// The candidate with room for a review whose rank is lowest, or null.
template <class Rank>
const ReviewerCandidate* First(const Candidates& candidates, const Rank& rank) {
  const ReviewerCandidate* first = nullptr;
  for (const ReviewerCandidate* candidate : candidates) {
    if (!HasRoom(*candidate)) continue;
    if (first == nullptr || rank(*candidate) < rank(*first)) first = candidate;
  }
  return first;
}

UnfilledReview Unfilled(const DocumentId& idea, ReviewerRole role, const Candidates& eligible) {
  return {UnfilledIdOf(idea, role), role,
          eligible.empty() ? kNoEligibleReviewer : kEveryoneAtFullLoad};
}

// One selection: the request and what it is decided from.
class Selection {
 public:
  Selection(const ReviewRequest& request, const std::vector<ReviewerCandidate>& candidates,
            const OrganisationNetwork& network)
      : request_(request), candidates_(candidates), network_(network) {}

  ReviewSelection QiReviewer(TextAnalyser& analyser) const {
    const Candidates eligible = Eligible(ReviewerRole::kQiReviewer);
    const auto close = ExpertiseIndex(candidates_, analyser).CloseTo(request_.idea);
    const auto score = [&close](const ReviewerCandidate& candidate) {
      const auto found = close.find(DocumentId(candidate.person_id.value()));
      return found == close.end() ? Score{} : found->second.score;
    };
    const ReviewerCandidate* best = First(eligible, [&](const ReviewerCandidate& candidate) {
      return std::tuple(-score(candidate).thousandths, candidate.open_reviews, candidate.person_id);
    });
    if (best == nullptr) return Unfilled(request_.idea.id, ReviewerRole::kQiReviewer, eligible);
    AssignedReview assigned = Assigned(*best);
    if (const auto found = close.find(DocumentId(best->person_id.value())); found != close.end()) {
      assigned.matched_terms = found->second.shared_terms;
    }
    return assigned;
  }

  ReviewSelection Advocate() const {
    const Candidates eligible = Eligible(ReviewerRole::kInnovationAdvocate);
    const ReviewerCandidate* best = First(eligible, [&](const ReviewerCandidate& candidate) {
      return std::tuple(ProximityOf(network_, candidate.home, request_.idea.ods_code),
                        network_.PcnOf(candidate.home).value_or(candidate.home),
                        candidate.open_reviews, candidate.person_id);
    });
    if (best == nullptr) {
      return Unfilled(request_.idea.id, ReviewerRole::kInnovationAdvocate, eligible);
    }
    return Assigned(*best);
  }

 private:
  // Those of the role who may be asked, whatever their load.
  Candidates Eligible(ReviewerRole role) const {
    Candidates eligible;
    for (const ReviewerCandidate& candidate : candidates_) {
      if (candidate.role == role && !IsExcluded(candidate)) eligible.push_back(&candidate);
    }
    return eligible;
  }

  bool IsExcluded(const ReviewerCandidate& candidate) const {
    if (candidate.person_id == request_.author) return true;
    const OdsCode& practice = request_.idea.ods_code;
    if (candidate.home == practice) return true;
    if (candidate.role == ReviewerRole::kInnovationAdvocate) {
      return ProximityOf(network_, candidate.home, practice) == Proximity::kElsewhere;
    }
    return IsSame(network_.PcnOf(candidate.home), network_.PcnOf(practice));
  }

  AssignedReview Assigned(const ReviewerCandidate& candidate) const {
    return {AssignmentIdOf(request_.idea.id, candidate.person_id),
            candidate.role,
            candidate.person_id,
            {}};
  }

  const ReviewRequest& request_;
  const std::vector<ReviewerCandidate>& candidates_;
  const OrganisationNetwork& network_;
};

}  // namespace

std::string_view RoleName(ReviewerRole role) {
  return role == ReviewerRole::kQiReviewer ? "qi_reviewer" : "innovation_advocate";
}

AssignmentId AssignmentIdOf(const DocumentId& idea, const PersonId& reviewer) {
  return AssignmentId(DerivedId("review-assignment", {idea.value(), reviewer.value()}));
}

AssignmentId UnfilledIdOf(const DocumentId& idea, ReviewerRole role) {
  return AssignmentId(DerivedId("review-unfilled", {idea.value(), RoleName(role)}));
}

std::vector<ReviewSelection> SelectReviewers(const ReviewRequest& request,
                                             const std::vector<ReviewerCandidate>& candidates,
                                             const OrganisationNetwork& network,
                                             TextAnalyser& analyser) {
  const Selection selection(request, candidates, network);
  return {selection.QiReviewer(analyser), selection.Advocate()};
}

}  // namespace waggle::matching::domain
