#include "services/matching/adapters/current_ideas.h"

#include <set>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/adapters/fit_context.h"

namespace waggle::matching {

Result<CurrentIdeas> CurrentIdeas::Of(eventing::RecordStore& store,
                                      std::span<const MatchEntry> matches) {
  std::set<std::string> ids;
  for (const MatchEntry& entry : matches) ids.insert(entry.match.match.idea_id.value());
  WAGGLE_ASSIGN_OR_RETURN(auto ideas, CorpusAggregate().LoadMany(store, {ids.begin(), ids.end()}));
  CurrentIdeas current(store);
  for (auto& [idea, sequence] : ideas) {
    const domain::DocumentId id(idea.document_id());
    current.ideas_.emplace(id, std::move(idea));
  }
  return current;
}

std::optional<domain::CloseReason> CurrentIdeas::EndOf(const domain::TrackedMatch& match) const {
  const auto idea = ideas_.find(match.match.idea_id);
  return idea == ideas_.end() ? std::nullopt : matching::EndOf(idea->second);
}

Status CurrentIdeas::Reassess(std::vector<MatchEntry>& matches, Time now) const {
  FitContext fit(store_, now);
  std::vector<domain::OdsCode> practices;
  std::set<domain::DocumentId> needed;
  for (const MatchEntry& entry : matches) {
    practices.push_back(entry.match.match.ods_code);
    needed.insert(entry.match.match.idea_id);
  }
  for (const auto& [id, idea] : ideas_) {
    if (needed.contains(id)) fit.AddIdea(idea);
  }
  WAGGLE_RETURN_IF_ERROR(fit.Load(practices));
  const domain::FitOf fit_of = fit.AsFunction();
  for (MatchEntry& entry : matches) {
    const domain::Match& match = entry.match.match;
    entry.match =
        domain::Reassess(entry.match, domain::Summarise(fit_of(match.idea_id, match.ods_code)));
  }
  return OkStatus();
}

void CurrentIdeas::Expect(eventing::Commit& commit) const {
  for (const auto& [id, idea] : ideas_) {
    commit.expectations.push_back({VersionOf(id.value()), idea.version()});
  }
}

}  // namespace waggle::matching
