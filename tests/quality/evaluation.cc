#include "tests/quality/evaluation.h"

#include <algorithm>

#include "libs/base/check.h"
#include "services/matching/domain/analysis.h"
#include "services/matching/domain/assignment_plan.h"
#include "services/matching/domain/corpus_index.h"
#include "services/matching/domain/proposal.h"
#include "tests/quality/measures.h"

namespace waggle::quality {

namespace domain = matching::domain;

namespace {

using matching::domain::AnalysedDocument;
using matching::domain::CorpusIndex;
using matching::domain::Document;
using matching::domain::ScoredDocument;

constexpr int kRight = 2;  // from this grade on an idea should be sent

// The collection in the service's index, seen from one side.
class Indexed {
 public:
  Indexed(const Collection& collection, Side side,
          const domain::SaturationSettings& saturation = {})
      : side_(side), index_(saturation) {
    for (const auto* documents : {&collection.problems, &collection.ideas}) {
      for (const Document& document : *documents) {
        WAGGLE_CHECK(index_.Append(Analyse(document)).ok());
      }
    }
  }

  AnalysedDocument Analyse(const Document& document) {
    AnalysedDocument analysed = AnalyseDocument(analyser_, document);
    // Collections number queries and documents alike; in the index each id is one document.
    if (document.kind == matching::domain::DocumentKind::kIdea) {
      analysed.id = matching::domain::DocumentId("idea " + document.id.value());
    }
    if (side_ == Side::kBm25) analysed.embeddings.clear();
    if (side_ == Side::kDense) analysed.terms.clear();
    return analysed;
  }

  std::vector<ScoredDocument> ProblemsFor(const Document& idea, matching::domain::Score minimum) {
    const AnalysedDocument query = Analyse(idea);
    return index_.Compare({query, index_.last_number() + 1, minimum});
  }

  matching::domain::TextAnalyser& analyser() { return analyser_; }

 private:
  Side side_;
  matching::domain::TextAnalyser analyser_;
  CorpusIndex index_;
};

int GradeOf(const Grades& grades, const std::string& query, const std::string& document) {
  const auto found = grades.find({query, document});
  return found == grades.end() ? 0 : found->second;
}

// Those above 0, highest first.
std::vector<int> IdealOf(const Grades& grades, const std::string& query) {
  std::vector<int> ideal;
  for (auto pair = grades.lower_bound({query, ""}); pair != grades.end(); ++pair) {
    if (pair->first.first != query) break;
    if (pair->second > 0) ideal.push_back(pair->second);
  }
  std::sort(ideal.rbegin(), ideal.rend());
  return ideal;
}

// Judgements are of texts: who would do what with them is another question.
matching::domain::Fit WithoutFit(const matching::domain::DocumentId&,
                                 const matching::domain::OdsCode&) {
  return {};
}

}  // namespace

Ranking Rank(const Collection& collection, Side side) {
  Indexed indexed(collection, side);
  Ranking ranking;
  for (const Document& idea : collection.ideas) {
    const std::vector<int> ideal = IdealOf(collection.grades, idea.id.value());
    if (ideal.empty()) continue;
    std::vector<int> ranked;
    for (const ScoredDocument& problem : indexed.ProblemsFor(idea, {1})) {
      ranked.push_back(GradeOf(collection.grades, idea.id.value(), problem.id.value()));
    }
    ranking.ndcg10.push_back(NdcgAt10(ranked, ideal));
    ranking.reciprocal_rank.push_back(ReciprocalRank(ranked));
    ranking.recall100.push_back(RecallAt100(ranked, ideal));
  }
  return ranking;
}

std::vector<ScoredPair> ScoredPairs(const Collection& collection,
                                    const domain::SaturationSettings& saturation) {
  Indexed indexed(collection, Side::kHybrid, saturation);
  std::vector<ScoredPair> pairs;
  for (const Document& idea : collection.ideas) {
    for (const ScoredDocument& problem : indexed.ProblemsFor(idea, {1})) {
      pairs.push_back({idea.id.value(), problem.id.value(), problem.parts,
                       GradeOf(collection.grades, idea.id.value(), problem.id.value())});
    }
  }
  return pairs;
}

Routing Route(const Collection& collection, Side side) {
  Indexed indexed(collection, side);
  const matching::domain::ProposalSettings settings;
  Routing routing;
  routing.threshold = settings.threshold.value();
  int right = 0;
  const auto wanted = std::count_if(collection.grades.begin(), collection.grades.end(),
                                    [](const auto& pair) { return pair.second >= kRight; });
  for (const Document& idea : collection.ideas) {
    const auto matches =
        ProposeIdea(idea.id, indexed.ProblemsFor(idea, settings.threshold), WithoutFit, settings);
    for (const matching::domain::Match& match : matches) {
      for (const matching::domain::MatchedProblem& problem : match.problems) {
        ++routing.sent;
        right += GradeOf(collection.grades, idea.id.value(), problem.problem_id.value()) >= kRight;
      }
    }
    const std::vector<int> ideal = IdealOf(collection.grades, idea.id.value());
    const bool helps = !ideal.empty() && ideal.front() >= kRight;
    routing.routed_without_match += !helps && !matches.empty() ? 1 : 0;
  }
  routing.precision = routing.sent == 0 ? 0 : static_cast<double>(right) / routing.sent;
  routing.recall = wanted == 0 ? 0 : static_cast<double>(right) / static_cast<double>(wanted);
  routing.f1 = right == 0 ? 0 : 2.0 * right / static_cast<double>(routing.sent + wanted);
  return routing;
}

std::optional<Reviewing> Review(const Collection& collection, Side side) {
  if (collection.reviewer_grades.empty()) return std::nullopt;
  Indexed indexed(collection, side);
  const domain::ExpertiseIndex expertise(collection.expertise, indexed.analyser());
  Reviewing reviewing;
  int experts = 0;
  int adjacent = 0;
  for (const Document& idea : collection.ideas) {
    if (IdealOf(collection.reviewer_grades, idea.id.value()).empty()) continue;
    ++reviewing.ideas;
    const domain::ExpertiseMatches close = expertise.CloseTo(indexed.Analyse(idea));
    const auto affinity = [&close](const domain::DocumentId&, const domain::PersonId& person) {
      const auto found = close.find(person);
      return found == close.end() ? domain::Score{} : found->second.score;
    };
    domain::ReviewSeats seat;
    seat.idea.id = idea.id;
    seat.idea.practice = idea.ods_code;
    seat.roles = {domain::ReviewerRole::kQiReviewer};
    const domain::AssignmentPlan plan = domain::PlanAssignments(
        {seat}, collection.reviewers, collection.network, affinity, {}, Time());
    const auto* asked = std::get_if<domain::ChosenReviewer>(&plan.seats.front().outcome);
    if (asked == nullptr) continue;
    const int grade = GradeOf(collection.reviewer_grades, idea.id.value(), asked->reviewer.value());
    experts += grade == 2 ? 1 : 0;
    adjacent += grade == 1 ? 1 : 0;
  }
  reviewing.precision1 = static_cast<double>(experts) / std::max(1, reviewing.ideas);
  reviewing.adjacent = static_cast<double>(adjacent) / std::max(1, reviewing.ideas);
  return reviewing;
}

}  // namespace waggle::quality
