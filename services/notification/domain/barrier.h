#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace waggle::notification::domain {

// Why a practice says that an idea would not work there: the list of the data standards (6.8).
enum class Barrier {
  kFinancialIncentive,
  kStaffTime,
  kStaffResistance,
  kTopDown,
  kBureaucracy,
  kCultureOrNorms,
  kStructure,
  kFragmentation,
  kEvidenceUnconvincing,
  kWrongContext,
  kItOrClinicalSystem,
  kSkills,
  kSpaceOrEquipment,
  kFundingRecurrent,
  kPatientAcceptability,
  kSafetyConcern,
  kIgOrContract,
  kAlreadyDoing,
  kNotAPriorityNow,
  // The practice's own words say what.
  kOther,
};

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

// One plain sentence that is true of the practice that named it, whoever reads it: its own people
// or the idea's author.
std::string_view BarrierSentence(Barrier barrier);

// Of each, in their order.
std::vector<std::string> BarrierSentences(const std::vector<Barrier>& barriers);

}  // namespace waggle::notification::domain
