#include "services/matching/adapters/decide_proposals.h"

#include <set>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"

namespace waggle::matching {
namespace {

observability::Counter Decisions(observability::Metrics& metrics, const std::string& reason) {
  return metrics.AddCounter("waggle_matching_decisions_total",
                            "Matches proposed or deferred, by the reason of the decision",
                            {{"reason", reason}});
}

using Origins = std::map<domain::DocumentId, domain::Origin>;

// Who made the ideas of the matches.
Result<Origins> LoadOrigins(eventing::RecordStore& store, const std::vector<Undecided>& matches) {
  std::set<std::string> ids;
  for (const Undecided& match : matches) ids.insert(match.found.match.idea_id.value());
  WAGGLE_ASSIGN_OR_RETURN(const auto ideas,
                          CorpusAggregate().LoadMany(store, {ids.begin(), ids.end()}));
  Origins origins;
  for (const auto& [idea, sequence] : ideas) {
    origins[domain::DocumentId(idea.document_id())] = OriginOf(idea);
  }
  return origins;
}

domain::MatchCandidate CandidateOf(const Undecided& match, const Origins& origins) {
  domain::MatchCandidate candidate;
  candidate.idea_id = match.found.match.idea_id;
  candidate.practice = match.found.match.ods_code;
  candidate.probability = match.found.probability;
  if (const auto origin = origins.find(candidate.idea_id); origin != origins.end()) {
    candidate.origin = origin->second;
  }
  candidate.occasion = match.occasion;
  if (match.known && match.known->match.progress.status == domain::MatchStatus::kDeferred) {
    candidate.waiting_since = match.known->match.progress.status_time;
  }
  return candidate;
}

MatchEntry Follow(const Undecided& match, const domain::Decision& decision, Time now) {
  if (!match.known) return {domain::Begin(match.found, decision, now), 0};
  const auto extended = domain::Extend(match.known->match, match.found);
  return {domain::Continue(extended.value_or(match.known->match), decision, now),
          match.known->sequence};
}

}  // namespace

DecideProposals::DecideProposals(eventing::RecordStore& store, const MatchBook& book,
                                 domain::DecisionSettings settings, IdGenerator& ids,
                                 observability::Metrics& metrics)
    : store_(store),
      book_(book),
      settings_(settings),
      ids_(ids),
      metrics_(metrics),
      exposure_(store, metrics),
      ledger_(store, exposure_) {
  for (const std::string_view reason :
       {domain::kFirstPractices, domain::kWithinBudget, domain::kLessExposed, domain::kAskedFor,
        domain::kPracticeWeekFull, domain::kPlaceKept, domain::kIdeaWeekFull, domain::kMadeWay}) {
    Decisions(metrics, std::string(reason));
  }
}

Result<DecideProposals::Tally> DecideProposals::Decide(const std::vector<Undecided>& matches,
                                                       const eventing::EventContext& context,
                                                       eventing::Commit& commit) {
  Tally tally;
  if (matches.empty()) return tally;
  WAGGLE_ASSIGN_OR_RETURN(const Origins origins, LoadOrigins(store_, matches));
  std::vector<domain::MatchCandidate> candidates;
  std::map<domain::MatchId, const Undecided*> by_id;
  for (const Undecided& match : matches) {
    candidates.push_back(CandidateOf(match, origins));
    by_id[match.found.match.id] = &match;
  }
  WAGGLE_ASSIGN_OR_RETURN(const ProposalLedger::Reading reading,
                          ledger_.Read(candidates, context.now));
  const std::vector<domain::Decision> decisions =
      domain::Decide(std::move(candidates), reading.ledger, settings_, context.now);
  ProposalLedger::Expect(reading, decisions, commit);
  for (const domain::Decision& decision : decisions) {
    const domain::MatchId id =
        domain::MatchIdOf(decision.candidate.idea_id, decision.candidate.practice);
    v1::MatchEvent event;
    decision.verdict == domain::Verdict::kPropose ? static_cast<void>(event.mutable_proposed())
                                                  : static_cast<void>(event.mutable_deferred());
    eventing::EventContext own = context;
    own.event_id = ids_.NewId();
    WAGGLE_RETURN_IF_ERROR(
        book_.Append(Follow(*by_id.at(id), decision, context.now), std::move(event), own, commit));
    ++tally[std::string(decision.reason)];
  }
  return tally;
}

void DecideProposals::Count(const Tally& tally) {
  for (const auto& [reason, count] : tally) Decisions(metrics_, reason).Increment(count);
}

}  // namespace waggle::matching
