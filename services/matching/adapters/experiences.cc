#include "services/matching/adapters/experiences.h"

#include <map>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/match_conversion.h"
#include "services/matching/adapters/match_lists.h"
#include "services/matching/adapters/pair_facts.h"

namespace waggle::matching {
namespace {

// Of an idea, or a practice: more than change what is said of it.
constexpr std::size_t kAllDeclined = 1000;

std::set<domain::Barrier> StandingIn(const domain::TrackedMatch& match, Time now) {
  const auto barriers = domain::BarriersAgainst(match.progress, match.barrier_changes, now);
  return {barriers.begin(), barriers.end()};
}

// Nothing while it is tried or paused, nor of an idea whose core was changed: that is another one.
std::optional<domain::ExperienceOutcome> OutcomeOf(evidence::v1::AdoptionStage stage) {
  switch (stage) {
    case evidence::v1::ADOPTION_STAGE_ADOPTED:
      return domain::ExperienceOutcome::kAdopted;
    case evidence::v1::ADOPTION_STAGE_SUSTAINED:
      return domain::ExperienceOutcome::kSustained;
    case evidence::v1::ADOPTION_STAGE_ABANDONED:
      return domain::ExperienceOutcome::kAbandoned;
    default:
      return std::nullopt;
  }
}

// Of the experiences only the practices' codes are known.
Status DescribePractices(eventing::RecordStore& store, Time now,
                         std::vector<domain::Experience>& experiences) {
  std::vector<domain::OdsCode> codes;
  for (const domain::Experience& experience : experiences) {
    codes.push_back(experience.practice.ods_code);
  }
  WAGGLE_ASSIGN_OR_RETURN(auto contexts, LoadPracticeContexts(store, codes, now));
  for (std::size_t i = 0; i < experiences.size(); ++i) {
    experiences[i].practice = std::move(contexts[i]);
  }
  return OkStatus();
}

Status AddAdoptions(eventing::RecordStore& store, const domain::DocumentId& idea,
                    std::vector<domain::Experience>& experiences) {
  WAGGLE_ASSIGN_OR_RETURN(const auto adoptions, LoadAdoptions(store, idea));
  for (const evidence::v1::Adoption& adoption : adoptions) {
    const auto outcome = OutcomeOf(adoption.stage());
    if (!outcome) continue;
    domain::Experience experience;
    experience.practice.ods_code = domain::OdsCode(adoption.ods_code());
    experience.outcome = *outcome;
    for (const int barrier : adoption.barriers()) {
      experience.barriers.insert(static_cast<domain::Barrier>(barrier));
    }
    experiences.push_back(std::move(experience));
  }
  return OkStatus();
}

Result<std::vector<domain::Experience>> ExperiencesOf(eventing::RecordStore& store,
                                                      const domain::DocumentId& idea, Time now) {
  std::vector<domain::Experience> experiences;
  WAGGLE_RETURN_IF_ERROR(AddAdoptions(store, idea, experiences));
  WAGGLE_ASSIGN_OR_RETURN(const auto declined,
                          MatchAggregate().LoadListed(store, DeclinedOfIdea(idea), kAllDeclined));
  for (const auto& [state, sequence] : declined) {
    const domain::TrackedMatch match = FromProto(state);
    std::set<domain::Barrier> barriers = StandingIn(match, now);
    if (barriers.empty()) continue;
    domain::Experience experience;
    experience.practice.ods_code = match.match.ods_code;
    experience.outcome = domain::ExperienceOutcome::kDeclined;
    experience.barriers = std::move(barriers);
    experiences.push_back(std::move(experience));
  }
  WAGGLE_RETURN_IF_ERROR(DescribePractices(store, now, experiences));
  return experiences;
}

Result<std::vector<domain::EarlierDecline>> EarlierDeclinesOf(eventing::RecordStore& store,
                                                              const domain::OdsCode& practice,
                                                              Time now) {
  WAGGLE_ASSIGN_OR_RETURN(
      const auto declined,
      MatchAggregate().LoadListed(store, DeclinedByPractice(practice.value()), kAllDeclined));
  std::vector<std::string> ids;
  for (const auto& [match, sequence] : declined) ids.push_back(match.idea_id());
  WAGGLE_ASSIGN_OR_RETURN(const auto ideas, CorpusAggregate().LoadMany(store, ids));
  std::map<std::string, std::set<domain::Resource>> resources;
  for (const auto& [idea, sequence] : ideas) {
    resources[idea.document_id()] = NeedsOf(idea).resources;
  }
  std::vector<domain::EarlierDecline> declines;
  for (const auto& [match, sequence] : declined) {
    std::set<domain::Barrier> barriers = StandingIn(FromProto(match), now);
    if (barriers.empty()) continue;
    declines.push_back(
        {domain::DocumentId(match.idea_id()), std::move(barriers), resources[match.idea_id()]});
  }
  return declines;
}

}  // namespace

Result<std::map<domain::DocumentId, std::vector<domain::Experience>>> LoadExperiences(
    eventing::RecordStore& store, const std::vector<domain::DocumentId>& ideas, Time now) {
  std::vector<std::string> lists;
  for (const domain::DocumentId& idea : ideas) {
    lists.push_back(AdoptionsOf(idea));
    lists.push_back(DeclinedOfIdea(idea));
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto rows, store.CountRows(lists));
  std::map<domain::DocumentId, std::vector<domain::Experience>> experiences;
  for (std::size_t i = 0; i < ideas.size(); ++i) {
    if (rows[2 * i] + rows[2 * i + 1] == 0) continue;
    WAGGLE_ASSIGN_OR_RETURN(experiences[ideas[i]], ExperiencesOf(store, ideas[i], now));
  }
  return experiences;
}

Result<std::map<domain::OdsCode, std::vector<domain::EarlierDecline>>> LoadEarlierDeclines(
    eventing::RecordStore& store, const std::vector<domain::OdsCode>& practices, Time now) {
  std::vector<std::string> lists;
  for (const domain::OdsCode& practice : practices) {
    lists.push_back(DeclinedByPractice(practice.value()));
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto rows, store.CountRows(lists));
  std::map<domain::OdsCode, std::vector<domain::EarlierDecline>> declines;
  for (std::size_t i = 0; i < practices.size(); ++i) {
    if (rows[i] == 0) continue;
    WAGGLE_ASSIGN_OR_RETURN(declines[practices[i]], EarlierDeclinesOf(store, practices[i], now));
  }
  return declines;
}

}  // namespace waggle::matching
