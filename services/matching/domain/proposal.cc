#include "services/matching/domain/proposal.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "libs/base/check.h"
#include "libs/base/uuid.h"

namespace waggle::matching::domain {
namespace {

bool RanksBefore(const MatchedProblem& a, const MatchedProblem& b) {
  return std::tie(b.score, a.problem_id) < std::tie(a.score, b.problem_id);
}

// Best first, and no more than a match carries.
void Rank(std::vector<MatchedProblem>& problems) {
  std::sort(problems.begin(), problems.end(), RanksBefore);
  if (problems.size() > kMaxProblemsPerMatch) problems.resize(kMaxProblemsPerMatch);
}

// By the best problem; the practice, then the idea, make the order of equals the same everywhere.
void RankAndCut(std::vector<Match>& matches, std::size_t limit) {
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return std::tie(b.problems.front().score, a.ods_code, a.idea_id) <
           std::tie(a.problems.front().score, b.ods_code, b.idea_id);
  });
  if (matches.size() > limit) matches.resize(limit);
}

}  // namespace

MatchId MatchIdOf(const DocumentId& idea, const OdsCode& practice) {
  return MatchId(DerivedId("match", {idea.value(), practice.value()}));
}

std::vector<Match> ProposeIdea(const DocumentId& idea, const std::vector<ScoredDocument>& problems,
                               const ProposalSettings& settings) {
  std::map<OdsCode, std::vector<MatchedProblem>> by_practice;
  for (const ScoredDocument& problem : problems) {
    if (problem.score < settings.threshold) continue;
    by_practice[problem.ods_code].push_back({problem.id, problem.score, problem.shared_terms});
  }
  std::vector<Match> matches;
  for (auto& [practice, matched] : by_practice) {
    Rank(matched);
    matches.push_back({MatchIdOf(idea, practice), idea, practice, std::move(matched)});
  }
  RankAndCut(matches, settings.practices_per_idea);
  return matches;
}

std::vector<Match> ProposeForProblem(const DocumentId& problem, const OdsCode& practice,
                                     const std::vector<ScoredDocument>& ideas,
                                     const ProposalSettings& settings) {
  std::vector<Match> matches;
  for (const ScoredDocument& idea : ideas) {
    if (idea.score < settings.threshold) continue;
    matches.push_back({MatchIdOf(idea.id, practice),
                       idea.id,
                       practice,
                       {{problem, idea.score, idea.shared_terms}}});
  }
  RankAndCut(matches, settings.ideas_per_problem);
  return matches;
}

std::optional<Match> Extend(const Match& existing, const Match& proposed) {
  WAGGLE_CHECK(existing.id == proposed.id);
  Match extended = existing;
  for (const MatchedProblem& problem : proposed.problems) {
    const auto known = std::find_if(
        extended.problems.begin(), extended.problems.end(),
        [&](const MatchedProblem& other) { return other.problem_id == problem.problem_id; });
    if (known == extended.problems.end()) {
      extended.problems.push_back(problem);
    } else {
      *known = problem;
    }
  }
  Rank(extended.problems);
  if (extended == existing) return std::nullopt;
  return extended;
}

}  // namespace waggle::matching::domain
