#include "services/matching/domain/fit_experience.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <utility>

#include "services/matching/domain/fit_effects.h"
#include "services/matching/domain/practice_similarity.h"

namespace waggle::matching::domain {
namespace {

// Towards `strongest` the more weight there is, half of it at kHalfEffectWeight. 64 bits: a hundred
// thousand practices must not overflow.
std::int32_t Saturated(std::int32_t strongest, std::int64_t weight) {
  return static_cast<std::int32_t>(strongest * weight / (weight + kHalfEffectWeight));
}

// How often each barrier was given as the reason.
class BarrierCounts {
 public:
  void Add(const std::set<Barrier>& barriers) {
    for (const Barrier barrier : barriers) ++counts_[barrier];
  }

  std::vector<Barrier> MostOftenFirst() const {
    std::vector<std::pair<Barrier, int>> counted(counts_.begin(), counts_.end());
    std::stable_sort(counted.begin(), counted.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<Barrier> barriers;
    for (const auto& [barrier, count] : counted) barriers.push_back(barrier);
    return barriers;
  }

 private:
  std::map<Barrier, int> counts_;
};

// How a practice whose experience counts stands to the one in question.
struct Relation {
  bool alike = false;
  bool in_pcn = false;
  std::int32_t weight = 0;
};

Relation RelationOf(const PracticeContext& practice, const PracticeContext& other) {
  const Similarity similarity = SimilarityOf(practice, other);
  Relation relation;
  relation.alike = AreAlike(similarity);
  relation.in_pcn = NeighbourhoodOf(practice, other) == Neighbourhood::kSamePcn;
  if (relation.alike) relation.weight += similarity.thousandths;
  if (relation.in_pcn) relation.weight += kNextDoorWeight;
  return relation;
}

// The experiences that become one point.
class Tally {
 public:
  void Add(const Relation& relation, std::int32_t weight, const std::set<Barrier>& barriers) {
    weight_ += weight;
    if (relation.alike) ++point_.alike;
    if (relation.alike && relation.in_pcn) ++point_.alike_in_pcn;
    if (!relation.alike) ++point_.others_in_pcn;
    barriers_.Add(barriers);
  }

  void AppendTo(std::vector<FitPoint>& points, FitCode at_similar, FitCode in_pcn,
                std::int32_t strongest) const {
    if (weight_ == 0) return;
    FitPoint point = point_;
    point.code = point.alike > 0 ? at_similar : in_pcn;
    point.effect = Saturated(strongest, weight_);
    point.barriers = barriers_.MostOftenFirst();
    points.push_back(std::move(point));
  }

 private:
  FitPoint point_;
  std::int64_t weight_ = 0;
  BarrierCounts barriers_;
};

// Whether what stopped `theirs` could stop `here` too.
bool SpeaksHere(Barrier barrier, const PracticeContext& theirs, const PracticeContext& here) {
  if (ScopeOf(barrier) == BarrierScope::kMoment) return false;
  if (barrier == Barrier::kAlreadyDoing) return false;
  if (barrier != Barrier::kItOrClinicalSystem) return true;
  return !theirs.clinical_system.has_value() || !here.clinical_system.has_value() ||
         theirs.clinical_system == here.clinical_system;
}

std::set<Barrier> BarriersThatSpeakHere(const Experience& experience, const PracticeContext& here) {
  std::set<Barrier> barriers = experience.barriers;
  std::erase_if(barriers,
                [&](Barrier barrier) { return !SpeaksHere(barrier, experience.practice, here); });
  return barriers;
}

// One experience per practice, by code, without the practice in question and the originator.
std::map<OdsCode, Experience> LatestByPractice(const OdsCode& practice, const OdsCode& origin,
                                               const std::vector<Experience>& experiences) {
  std::map<OdsCode, Experience> latest;
  for (const Experience& experience : experiences) {
    const OdsCode& code = experience.practice.ods_code;
    if (code == practice || code == origin) continue;
    const auto [known, is_new] = latest.try_emplace(code, experience);
    if (is_new || experience.outcome < known->second.outcome) continue;
    if (experience.outcome > known->second.outcome) {
      known->second = experience;
    } else {
      known->second.barriers.insert(experience.barriers.begin(), experience.barriers.end());
    }
  }
  return latest;
}

// The resources whose lack a barrier tells of.
std::set<Resource> ResourcesBehind(Barrier barrier) {
  switch (barrier) {
    case Barrier::kStaffTime:
      return {Resource::kGpTime,           Resource::kNurse,
              Resource::kPharmacist,       Resource::kHealthCareAssistant,
              Resource::kSocialPrescriber, Resource::kCareCoordinator,
              Resource::kAdministratorTime};
    case Barrier::kSkills:
      return {Resource::kItSkills, Resource::kTraining};
    case Barrier::kItOrClinicalSystem:
      return {Resource::kItSkills};
    case Barrier::kSpaceOrEquipment:
      return {Resource::kSpace, Resource::kEquipment};
    case Barrier::kFundingRecurrent:
      return {Resource::kRecurrentFunding};
    case Barrier::kFinancialIncentive:
      return {Resource::kOneOffFunding, Resource::kRecurrentFunding};
    case Barrier::kIgOrContract:
      return {Resource::kDataSharingAgreement};
    case Barrier::kFragmentation:
      return {Resource::kPartnerOrganisation};
    default:
      return {};
  }
}

std::set<Resource> InBoth(const std::set<Resource>& a, const std::set<Resource>& b) {
  std::set<Resource> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.end()));
  return both;
}

// What `needed` has in common with what the practice lacked when it named the barrier.
std::set<Resource> StillLacking(Barrier barrier, const std::set<Resource>& needed,
                                const std::set<Resource>& needed_then) {
  const std::set<Resource> behind = ResourcesBehind(barrier);
  const std::set<Resource> lacked = InBoth(behind, needed_then);
  return InBoth(needed, lacked.empty() ? behind : lacked);
}

}  // namespace

std::vector<FitPoint> ExperiencePoints(const PracticeContext& practice, const OdsCode& origin,
                                       const std::vector<Experience>& experiences) {
  Tally worked;
  Tally stopped;
  Tally declined;
  for (const auto& [code, experience] : LatestByPractice(practice.ods_code, origin, experiences)) {
    const Relation relation = RelationOf(practice, experience.practice);
    if (relation.weight == 0) continue;
    const std::set<Barrier> barriers = BarriersThatSpeakHere(experience, practice);
    switch (experience.outcome) {
      case ExperienceOutcome::kAdopted:
        worked.Add(relation, relation.weight, {});
        break;
      case ExperienceOutcome::kSustained:
        worked.Add(relation, relation.weight * kSustainedPercent / 100, {});
        break;
      case ExperienceOutcome::kAbandoned:
        stopped.Add(relation, relation.weight, barriers);
        break;
      case ExperienceOutcome::kDeclined:
        if (barriers.empty() && !experience.barriers.empty()) break;
        declined.Add(relation, relation.weight, barriers);
        break;
    }
  }
  std::vector<FitPoint> points;
  worked.AppendTo(points, FitCode::kWorkedAtSimilar, FitCode::kWorkedInPcn, kWorkedEffect);
  stopped.AppendTo(points, FitCode::kStoppedAtSimilarFor, FitCode::kStoppedInPcnFor,
                   kStoppedEffect);
  declined.AppendTo(points, FitCode::kDeclinedAtSimilarFor, FitCode::kDeclinedInPcnFor,
                    kDeclinedEffect);
  return points;
}

std::optional<FitPoint> StandingBarrierPoint(const std::set<Resource>& needed,
                                             const std::vector<EarlierDecline>& earlier_declines) {
  FitPoint point;
  std::map<DocumentId, std::set<Barrier>> barriers_by_idea;
  for (const EarlierDecline& decline : earlier_declines) {
    for (const Barrier barrier : decline.barriers) {
      const std::set<Resource> lacking = StillLacking(barrier, needed, decline.resources);
      if (lacking.empty()) continue;
      barriers_by_idea[decline.idea].insert(barrier);
      point.resources.insert(lacking.begin(), lacking.end());
    }
  }
  if (barriers_by_idea.empty()) return std::nullopt;
  BarrierCounts barriers;
  for (const auto& [idea, named] : barriers_by_idea) barriers.Add(named);
  const std::size_t ideas = barriers_by_idea.size();
  point.code = FitCode::kStandingBarrier;
  point.effect =
      Saturated(kStandingBarrierEffect, static_cast<std::int64_t>(ideas) * kHalfEffectWeight);
  point.declined_ideas = static_cast<int>(ideas);
  point.barriers = barriers.MostOftenFirst();
  return point;
}

}  // namespace waggle::matching::domain
