#include "services/matching/domain/proposal.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "libs/base/check.h"
#include "libs/base/uuid.h"
#include "services/matching/domain/fit_sentences.h"

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

// What decides between matches: the best problem's score with the fit.
Score RankOf(const Match& match) {
  return Adjusted(match.problems.front().score, Fit{match.fit.adjustment, {}, {}});
}

// The practice, then the idea, make the order of equals the same everywhere.
void Rank(std::vector<Match>& matches) {
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return std::forward_as_tuple(RankOf(b), a.ods_code, a.idea_id) <
           std::forward_as_tuple(RankOf(a), b.ods_code, b.idea_id);
  });
}

std::vector<FitReason> Reasons(const std::vector<FitPoint>& points) {
  std::vector<FitReason> reasons;
  for (const FitPoint& point : Shown(points)) {
    reasons.push_back({std::string(FitCodeName(point.code)), FitSentence(point), point.effect});
  }
  return reasons;
}

MatchedProblem ProblemOf(const DocumentId& problem, const ScoredDocument& scored) {
  return {problem, scored.score, scored.shared_terms, scored.parts};
}

}  // namespace

FitSummary Summarise(const Fit& fit) {
  return {fit.adjustment, Reasons(fit.agreements), Reasons(fit.cautions)};
}

MatchId MatchIdOf(const DocumentId& idea, const OdsCode& practice) {
  return MatchId(DerivedId("match", {idea.value(), practice.value()}));
}

std::vector<Match> ProposeIdea(const DocumentId& idea, const std::vector<ScoredDocument>& problems,
                               const FitOf& fit_of, const ProposalSettings& settings) {
  std::map<OdsCode, std::vector<MatchedProblem>> by_practice;
  for (const ScoredDocument& problem : problems) {
    if (problem.score < settings.ThresholdFor(problem.purpose)) continue;
    by_practice[problem.ods_code].push_back(ProblemOf(problem.id, problem));
  }
  std::vector<Match> matches;
  for (auto& [practice, matched] : by_practice) {
    Rank(matched);
    matches.push_back({MatchIdOf(idea, practice), idea, practice, std::move(matched),
                       Summarise(fit_of(idea, practice))});
  }
  Rank(matches);
  return matches;
}

std::vector<Match> ProposeForProblem(const DocumentId& problem, const OdsCode& practice,
                                     const std::vector<ScoredDocument>& ideas, const FitOf& fit_of,
                                     const ProposalSettings& settings) {
  std::vector<Match> matches;
  for (const ScoredDocument& idea : ideas) {
    if (idea.score < settings.ThresholdFor(idea.purpose)) continue;
    matches.push_back({MatchIdOf(idea.id, practice),
                       idea.id,
                       practice,
                       {ProblemOf(problem, idea)},
                       Summarise(fit_of(idea.id, practice))});
  }
  Rank(matches);
  return matches;
}

bool IsCloser(const Match& a, const Match& b) {
  return std::tie(b.problems.front().score, a.ods_code, a.idea_id) <
         std::tie(a.problems.front().score, b.ods_code, b.idea_id);
}

std::optional<Match> Extend(const Match& existing, const Match& proposed) {
  WAGGLE_CHECK(existing.id == proposed.id);
  Match extended = existing;
  extended.fit = proposed.fit;
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
