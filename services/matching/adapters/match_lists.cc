#include "services/matching/adapters/match_lists.h"

#include <cstdio>

#include "libs/eventing/event_codec.h"
#include "services/matching/domain/proposal_decision.h"
#include "services/matching/domain/weekly_budget.h"

namespace waggle::matching {
namespace {

std::string WeekText(domain::CivilDate week) {
  const std::chrono::year_month_day date(week);
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

std::string InWeek(domain::CivilDate week, const std::string& rest) {
  return "match:week:" + WeekText(week) + ":" + rest;
}

void AddProposalLists(const v1::Match& match, std::vector<eventing::IndexEntry>& lists) {
  const Time proposed = eventing::FromTimestamp(match.propose_time());
  const domain::CivilDate week = domain::WeekOf(proposed);
  const domain::OdsCode practice(match.ods_code());
  const domain::DocumentId idea(match.idea_id());
  lists.push_back({ProposedToPractice(practice, week)});
  if (match.decision_reason() == domain::kFirstPractices) {
    lists.push_back({FirstProposedToPractice(practice, week)});
  }
  if (match.decision_reason() == domain::kAskedFor) {
    lists.push_back({AskedForByPractice(practice, week)});
  }
  lists.push_back({ProposedOfIdea(idea, week)});
  lists.push_back({ReachedByIdea(idea)});
  lists.push_back({std::string(kProposedByTime), ProposedKey(proposed)});
}

// Sorts as text in the order of kDeferredInOrder.
std::string DeferredKey(const v1::Match& match) {
  // More than anybody's rank: probability and waiting make a thousand, and ten more a week.
  constexpr int kAboveAllRanks = 999'999;
  const Time until = eventing::FromTimestamp(match.deferred_until());
  domain::MatchCandidate candidate;
  candidate.probability.thousandths = match.probability();
  candidate.waiting_since = eventing::FromTimestamp(match.status_time());
  char rank[16];
  std::snprintf(rank, sizeof rank, "%06d", kAboveAllRanks - domain::RankValue(candidate, until));
  return ProposedKey(until) + rank;
}

}  // namespace

std::string MatchesOfIdea(const std::string& idea_id) { return "match:idea:" + idea_id; }

std::string MatchesOfPractice(const std::string& ods_code) { return "match:practice:" + ods_code; }

std::string DeclinedByPractice(const std::string& ods_code) {
  return "match:declined:practice:" + ods_code;
}

std::string DeclinedOfIdea(const domain::DocumentId& idea) {
  return "match:declined:idea:" + idea.value();
}

std::string InUseOfIdea(const domain::DocumentId& idea) { return "match:in-use:" + idea.value(); }

std::string ProposedToPractice(const domain::OdsCode& practice, domain::CivilDate week) {
  return InWeek(week, "practice:" + practice.value());
}

std::string FirstProposedToPractice(const domain::OdsCode& practice, domain::CivilDate week) {
  return InWeek(week, "first:" + practice.value());
}

std::string AskedForByPractice(const domain::OdsCode& practice, domain::CivilDate week) {
  return InWeek(week, "asked:" + practice.value());
}

std::string ProposedOfIdea(const domain::DocumentId& idea, domain::CivilDate week) {
  return InWeek(week, "idea:" + idea.value());
}

std::string ReachedByIdea(const domain::DocumentId& idea) {
  return "match:reached:" + idea.value();
}

std::string ProposedKey(Time time) {
  char text[24];
  std::snprintf(text, sizeof text, "%015lld",
                static_cast<long long>(time.time_since_epoch().count()));
  return text;
}

std::vector<eventing::IndexEntry> ListsOf(const v1::Match& match) {
  std::vector<eventing::IndexEntry> lists = {{MatchesOfIdea(match.idea_id())},
                                             {MatchesOfPractice(match.ods_code())}};
  if (match.status() == v1::MATCH_STATUS_DEFERRED) {
    lists.push_back({std::string(kDeferredInOrder), DeferredKey(match)});
  }
  if (match.status() == v1::MATCH_STATUS_DECLINED) {
    lists.push_back({DeclinedByPractice(match.ods_code())});
    lists.push_back({DeclinedOfIdea(domain::DocumentId(match.idea_id()))});
  }
  if (match.status() == v1::MATCH_STATUS_TRYING ||
      match.status() == v1::MATCH_STATUS_ALREADY_DOING) {
    lists.push_back({InUseOfIdea(domain::DocumentId(match.idea_id()))});
  }
  if (match.has_propose_time()) AddProposalLists(match, lists);
  return lists;
}

}  // namespace waggle::matching
