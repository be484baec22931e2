#include "services/matching/adapters/rematch.h"

#include <algorithm>
#include <map>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/adapters/match_lists.h"

namespace waggle::matching {
namespace {

// Of one idea or practice: more than there can be in years.
constexpr std::size_t kAllMatches = 10'000;

bool Has(const domain::TrackedMatch& match, const domain::DocumentId& problem) {
  return std::any_of(match.match.problems.begin(), match.match.problems.end(),
                     [&](const auto& entry) { return entry.problem_id == problem; });
}

// The documents of the other side with which the document shares matches.
std::vector<std::string> OthersOf(const v1::CorpusDocument& document,
                                  const std::vector<MatchEntry>& matches) {
  std::set<std::string> others;
  for (const MatchEntry& entry : matches) {
    if (document.kind() == v1::DOCUMENT_KIND_PROBLEM) {
      others.insert(entry.match.match.idea_id.value());
      continue;
    }
    for (const auto& problem : entry.match.match.problems) {
      others.insert(problem.problem_id.value());
    }
  }
  return {others.begin(), others.end()};
}

// The match's problems of which the document's new version has the say: it was compared with those
// documents that have a lower number. Those with a higher one found it, or will, and speak for
// themselves.
std::vector<domain::DocumentId> Compared(const v1::CorpusDocument& document,
                                         const domain::TrackedMatch& match,
                                         const std::set<std::string>& lower) {
  if (document.kind() == v1::DOCUMENT_KIND_PROBLEM) {
    if (!lower.contains(match.match.idea_id.value())) return {};
    return {domain::DocumentId(document.document_id())};
  }
  std::vector<domain::DocumentId> problems;
  for (const domain::MatchedProblem& problem : match.match.problems) {
    if (lower.contains(problem.problem_id.value())) problems.push_back(problem.problem_id);
  }
  return problems;
}

std::optional<domain::TrackedMatch> Follow(const v1::CorpusDocument& document,
                                           const domain::TrackedMatch& match,
                                           const std::set<std::string>& lower,
                                           const std::optional<domain::FoundMatch>& found,
                                           Time now) {
  if (const auto reason = EndOf(document)) return domain::End(match, *reason, now);
  if (document.end() == v1::DOCUMENT_END_PROBLEM_CLOSED) {
    const domain::DocumentId problem(document.document_id());
    return domain::Recompare(match, std::span(&problem, 1), std::nullopt, now);
  }
  return domain::Recompare(match, Compared(document, match, lower), found, now);
}

}  // namespace

Result<std::vector<MatchEntry>> Rematch::Of(const v1::CorpusDocument& document,
                                            const std::vector<domain::FoundMatch>& found,
                                            Time now) const {
  std::vector<MatchEntry> changed;
  // A first version takes nothing back: what it has already was found by documents with higher
  // numbers, which speak for themselves.
  if (document.version() <= 1) return changed;
  WAGGLE_ASSIGN_OR_RETURN(const auto existing, MatchesOf(document));
  WAGGLE_ASSIGN_OR_RETURN(const auto lower, LowerThan(document, existing));
  std::map<domain::MatchId, const domain::FoundMatch*> found_by_id;
  for (const domain::FoundMatch& match : found) found_by_id.emplace(match.match.id, &match);
  for (const MatchEntry& entry : existing) {
    const auto match = found_by_id.find(entry.match.match.id);
    const auto anew = match == found_by_id.end() ? std::nullopt : std::optional(*match->second);
    if (auto next = Follow(document, entry.match, lower, anew, now)) {
      changed.push_back({*std::move(next), entry.sequence});
    }
  }
  return changed;
}

Result<std::set<std::string>> Rematch::LowerThan(const v1::CorpusDocument& document,
                                                 const std::vector<MatchEntry>& matches) const {
  std::set<std::string> lower;
  WAGGLE_ASSIGN_OR_RETURN(const auto others,
                          CorpusAggregate().LoadMany(store_, OthersOf(document, matches)));
  for (const auto& [other, sequence] : others) {
    if (IsNumberedBelow(other, document.number())) lower.insert(other.document_id());
  }
  return lower;
}

Result<std::vector<MatchEntry>> Rematch::MatchesOf(const v1::CorpusDocument& document) const {
  if (document.kind() == v1::DOCUMENT_KIND_IDEA) {
    return book_.LoadListed(MatchesOfIdea(document.document_id()), kAllMatches);
  }
  WAGGLE_ASSIGN_OR_RETURN(auto matches,
                          book_.LoadListed(MatchesOfPractice(document.ods_code()), kAllMatches));
  const domain::DocumentId problem(document.document_id());
  std::erase_if(matches, [&](const MatchEntry& entry) { return !Has(entry.match, problem); });
  return matches;
}

}  // namespace waggle::matching
