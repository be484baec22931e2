#include "services/matching/adapters/proposal_ledger.h"

#include <set>

#include "services/matching/adapters/match_lists.h"
#include "services/matching/domain/weekly_budget.h"

namespace waggle::matching {
namespace {

// Practices by ODS code and ideas by id: neither is ever the other.
constexpr std::string_view kKind = "proposal-ledger";

}  // namespace

Result<ProposalLedger::Reading> ProposalLedger::Read(
    std::span<const domain::MatchCandidate> candidates, Time now) {
  Reading reading;
  std::vector<std::string> ids;
  for (const domain::MatchCandidate& candidate : candidates) {
    reading.ledger.practices.try_emplace(candidate.practice);
    reading.ledger.ideas.try_emplace(candidate.idea_id);
  }
  for (const auto& [practice, week] : reading.ledger.practices) ids.push_back(practice.value());
  for (const auto& [idea, reach] : reading.ledger.ideas) ids.push_back(idea.value());
  for (const std::string& id : ids) reading.sequences[id] = 0;
  WAGGLE_ASSIGN_OR_RETURN(const auto records, store_.GetMany(std::string(kKind), ids));
  for (const eventing::StoredRecord& record : records) {
    reading.sequences[record.id] = record.sequence;
  }
  WAGGLE_RETURN_IF_ERROR(CountProposals(reading, now));
  WAGGLE_ASSIGN_OR_RETURN(const ExposureReader::Reading exposure, exposure_.Read(now));
  reading.ledger.exposure = exposure.exposure;
  for (const auto& [practice, week] : reading.ledger.practices) {
    const auto groups = exposure.groups.find(practice);
    if (groups != exposure.groups.end()) reading.ledger.groups.insert(*groups);
  }
  return reading;
}

Status ProposalLedger::CountProposals(Reading& reading, Time now) {
  const domain::CivilDate week = domain::WeekOf(now);
  std::vector<std::string> lists;
  for (const auto& [practice, counts] : reading.ledger.practices) {
    lists.push_back(ProposedToPractice(practice, week));
    lists.push_back(FirstProposedToPractice(practice, week));
    lists.push_back(AskedForByPractice(practice, week));
  }
  for (const auto& [idea, counts] : reading.ledger.ideas) {
    lists.push_back(ProposedOfIdea(idea, week));
    lists.push_back(ReachedByIdea(idea));
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto rows, store_.CountRows(lists));
  auto row = rows.begin();
  for (auto& [practice, counts] : reading.ledger.practices) {
    counts.proposed = static_cast<int>(*row++);
    counts.proposed_first = static_cast<int>(*row++);
    counts.asked = static_cast<int>(*row++);
  }
  for (auto& [idea, counts] : reading.ledger.ideas) {
    counts.this_week = static_cast<int>(*row++);
    counts.ever = static_cast<int>(*row++);
  }
  return OkStatus();
}

void ProposalLedger::Expect(const Reading& reading, std::span<const domain::Decision> decisions,
                            eventing::Commit& commit) {
  std::set<std::string> proposed;
  for (const domain::Decision& decision : decisions) {
    if (decision.verdict != domain::Verdict::kPropose) continue;
    proposed.insert(decision.candidate.practice.value());
    proposed.insert(decision.candidate.idea_id.value());
  }
  for (const std::string& id : proposed) {
    const eventing::RecordKey key{std::string(kKind), id};
    const std::int64_t sequence = reading.sequences.at(id);
    commit.expectations.push_back({key, sequence});
    commit.puts.push_back({key, sequence + 1, ""});
  }
}

}  // namespace waggle::matching
