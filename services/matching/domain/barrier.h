#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace waggle::matching::domain {

// Why a practice says that an idea would not work there. The list is that of the data standards
// (6.8): what the field names as reasons. Numbers and names are for ever.
enum class Barrier {
  kFinancialIncentive = 1,
  kStaffTime = 2,
  kStaffResistance = 3,
  kTopDown = 4,
  kBureaucracy = 5,
  kCultureOrNorms = 6,
  kStructure = 7,
  kFragmentation = 8,
  kEvidenceUnconvincing = 9,
  kWrongContext = 10,
  kItOrClinicalSystem = 11,
  kSkills = 12,
  kSpaceOrEquipment = 13,
  kFundingRecurrent = 14,
  kPatientAcceptability = 15,
  kSafetyConcern = 16,
  kIgOrContract = 17,
  kAlreadyDoing = 18,
  kNotAPriorityNow = 19,
  // Needs words of the practice's own.
  kOther = 20,
};

// All, by number.
inline constexpr std::array kBarriers = {
    Barrier::kFinancialIncentive,
    Barrier::kStaffTime,
    Barrier::kStaffResistance,
    Barrier::kTopDown,
    Barrier::kBureaucracy,
    Barrier::kCultureOrNorms,
    Barrier::kStructure,
    Barrier::kFragmentation,
    Barrier::kEvidenceUnconvincing,
    Barrier::kWrongContext,
    Barrier::kItOrClinicalSystem,
    Barrier::kSkills,
    Barrier::kSpaceOrEquipment,
    Barrier::kFundingRecurrent,
    Barrier::kPatientAcceptability,
    Barrier::kSafetyConcern,
    Barrier::kIgOrContract,
    Barrier::kAlreadyDoing,
    Barrier::kNotAPriorityNow,
    Barrier::kOther,
};

// UPPER_SNAKE, for APIs, events and metrics' labels. Never changed.
std::string_view BarrierName(Barrier barrier);

// The barrier of exactly that name; nothing if there is none.
std::optional<Barrier> BarrierFromName(std::string_view name);

// The domains of the Consolidated Framework for Implementation Research as updated in 2022
// (Damschroder and others, Implementation Science 17:75), under which barriers are compared with
// other studies.
enum class CfirDomain {
  kInnovation = 1,
  kOuterSetting = 2,
  kInnerSetting = 3,
  kIndividuals = 4,
  kImplementationProcess = 5,
};

// UPPER_SNAKE. Never changed.
std::string_view CfirDomainName(CfirDomain domain);

// The practice and its PCN are the inner setting; commissioners, contracts, law and money from
// outside are the outer one; staff and patients are the individuals. Nothing for kOther: its text
// says what it is. No barrier is of the implementation process, which has not begun when an idea is
// declined.
std::optional<CfirDomain> CfirDomainOf(Barrier barrier);

// What a barrier is a fact of, and so for what else it counts.
enum class BarrierScope {
  // Of the practice and where it works: it stands in the way of every idea that needs the same,
  // until something changes.
  kPractice,
  // Of this idea as this practice sees it: it says nothing about other ideas.
  kIdea,
  // Of the moment: it passes by itself.
  kMoment,
};

BarrierScope ScopeOf(Barrier barrier);

// Whether it holds for the practice, whatever the idea, until something changes.
inline bool IsStanding(Barrier barrier) { return ScopeOf(barrier) == BarrierScope::kPractice; }

}  // namespace waggle::matching::domain
