#include "services/matching/adapters/match_book.h"

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/match_conversion.h"
#include "services/matching/adapters/review_checks.h"

namespace waggle::matching {

Result<eventing::Versioned<v1::Match>> FindMatch(eventing::RecordStore& store,
                                                 const std::string& id) {
  WAGGLE_ASSIGN_OR_RETURN(auto known, MatchAggregate().Load(store, id));
  if (!known) return Status(Code::kNotFound, kMatchUnknown, "match " + id + " does not exist");
  return *std::move(known);
}

Result<std::optional<MatchEntry>> MatchBook::Load(const domain::MatchId& id) const {
  WAGGLE_ASSIGN_OR_RETURN(const auto known, MatchAggregate().Load(store_, id.value()));
  if (!known) return std::optional<MatchEntry>();
  return std::optional(MatchEntry{FromProto(known->state), known->sequence});
}

Result<MatchEntry> MatchBook::Parse(const eventing::StoredRecord& record) {
  WAGGLE_ASSIGN_OR_RETURN(const v1::Match state,
                          eventing::Aggregate<v1::MatchEvent>::Parse(record));
  return MatchEntry{FromProto(state), record.sequence};
}

Result<std::vector<MatchEntry>> MatchBook::LoadListed(const std::string& index,
                                                      std::size_t limit) const {
  WAGGLE_ASSIGN_OR_RETURN(const auto matches, MatchAggregate().LoadListed(store_, index, limit));
  std::vector<MatchEntry> entries;
  for (const auto& match : matches) entries.push_back({FromProto(match.state), match.sequence});
  return entries;
}

Status MatchBook::Append(const MatchEntry& entry, v1::MatchEvent event,
                         const eventing::EventContext& context, eventing::Commit& commit) const {
  v1::Match state = ToProto(entry.match);
  if (const auto next = NextStepOf(entry.match)) {
    *state.mutable_next_step_time() = eventing::ToTimestamp(next->due);
  }
  *event.mutable_state() = std::move(state);
  const domain::MatchStatus status = entry.match.progress.status;
  if (status == domain::MatchStatus::kTrying || status == domain::MatchStatus::kAlreadyDoing) {
    commit.puts.push_back(CheckReviews(entry.match.match.idea_id));
  }
  return MatchAggregate().Append(store_, entry.match.match.id.value(), entry.sequence, context,
                                 std::move(event), commit);
}

}  // namespace waggle::matching
