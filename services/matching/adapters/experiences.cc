#include "services/matching/adapters/experiences.h"

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/match_conversion.h"
#include "services/matching/adapters/match_lists.h"

namespace waggle::matching {
namespace {

// Of an idea: more than change what is said of it.
constexpr std::size_t kAllDeclined = 1000;

std::set<domain::Barrier> StandingIn(const domain::TrackedMatch& match, Time now) {
  const auto barriers = domain::BarriersAgainst(match.progress, match.barrier_changes, now);
  return {barriers.begin(), barriers.end()};
}

}  // namespace

Result<std::vector<domain::Experience>> LoadExperiences(eventing::RecordStore& store,
                                                        const domain::DocumentId& idea, Time now) {
  std::vector<domain::Experience> experiences;
  WAGGLE_ASSIGN_OR_RETURN(const auto declined,
                          MatchAggregate().LoadListed(store, DeclinedOfIdea(idea), kAllDeclined));
  for (const auto& [state, sequence] : declined) {
    const domain::TrackedMatch match = FromProto(state);
    std::set<domain::Barrier> barriers = StandingIn(match, now);
    if (barriers.empty()) continue;
    domain::Experience experience;
    WAGGLE_ASSIGN_OR_RETURN(experience.practice,
                            LoadPracticeContext(store, match.match.ods_code, now));
    experience.outcome = domain::ExperienceOutcome::kDeclined;
    experience.barriers = std::move(barriers);
    experiences.push_back(std::move(experience));
  }
  return experiences;
}

}  // namespace waggle::matching
