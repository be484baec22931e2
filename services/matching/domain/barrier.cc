#include "services/matching/domain/barrier.h"

#include <algorithm>

namespace waggle::matching::domain {

std::string_view BarrierName(Barrier barrier) {
  switch (barrier) {
    case Barrier::kFinancialIncentive:
      return "FINANCIAL_INCENTIVE";
    case Barrier::kStaffTime:
      return "STAFF_TIME";
    case Barrier::kStaffResistance:
      return "STAFF_RESISTANCE";
    case Barrier::kTopDown:
      return "TOP_DOWN";
    case Barrier::kBureaucracy:
      return "BUREAUCRACY";
    case Barrier::kCultureOrNorms:
      return "CULTURE_OR_NORMS";
    case Barrier::kStructure:
      return "STRUCTURE";
    case Barrier::kFragmentation:
      return "FRAGMENTATION";
    case Barrier::kEvidenceUnconvincing:
      return "EVIDENCE_UNCONVINCING";
    case Barrier::kWrongContext:
      return "WRONG_CONTEXT";
    case Barrier::kItOrClinicalSystem:
      return "IT_OR_CLINICAL_SYSTEM";
    case Barrier::kSkills:
      return "SKILLS";
    case Barrier::kSpaceOrEquipment:
      return "SPACE_OR_EQUIPMENT";
    case Barrier::kFundingRecurrent:
      return "FUNDING_RECURRENT";
    case Barrier::kPatientAcceptability:
      return "PATIENT_ACCEPTABILITY";
    case Barrier::kSafetyConcern:
      return "SAFETY_CONCERN";
    case Barrier::kIgOrContract:
      return "IG_OR_CONTRACT";
    case Barrier::kAlreadyDoing:
      return "ALREADY_DOING";
    case Barrier::kNotAPriorityNow:
      return "NOT_A_PRIORITY_NOW";
    case Barrier::kOther:
      return "OTHER";
  }
  return "";
}

std::optional<Barrier> BarrierFromName(std::string_view name) {
  const auto* const found =
      std::find_if(kBarriers.begin(), kBarriers.end(),
                   [name](Barrier barrier) { return BarrierName(barrier) == name; });
  if (found == kBarriers.end()) return std::nullopt;
  return *found;
}

std::string_view CfirDomainName(CfirDomain domain) {
  switch (domain) {
    case CfirDomain::kInnovation:
      return "INNOVATION";
    case CfirDomain::kOuterSetting:
      return "OUTER_SETTING";
    case CfirDomain::kInnerSetting:
      return "INNER_SETTING";
    case CfirDomain::kIndividuals:
      return "INDIVIDUALS";
    case CfirDomain::kImplementationProcess:
      return "IMPLEMENTATION_PROCESS";
  }
  return "";
}

// The construct of the framework that decides is named where the barrier's own name does not.
std::optional<CfirDomain> CfirDomainOf(Barrier barrier) {
  switch (barrier) {
    case Barrier::kEvidenceUnconvincing:
    case Barrier::kSafetyConcern:  // Design.
    case Barrier::kAlreadyDoing:   // Relative advantage over current practice.
      return CfirDomain::kInnovation;
    case Barrier::kTopDown:           // External pressure.
    case Barrier::kBureaucracy:       // Policies and laws.
    case Barrier::kFragmentation:     // Partnerships and connections.
    case Barrier::kFundingRecurrent:  // Financing.
    case Barrier::kIgOrContract:      // Policies and laws.
      return CfirDomain::kOuterSetting;
    case Barrier::kFinancialIncentive:  // Incentive systems.
    case Barrier::kStaffTime:           // Available resources.
    case Barrier::kCultureOrNorms:
    case Barrier::kStructure:
    case Barrier::kWrongContext:        // Compatibility.
    case Barrier::kItOrClinicalSystem:  // Information technology infrastructure.
    case Barrier::kSpaceOrEquipment:    // Available resources.
    case Barrier::kNotAPriorityNow:     // Relative priority.
      return CfirDomain::kInnerSetting;
    case Barrier::kStaffResistance:       // Motivation of those who deliver.
    case Barrier::kSkills:                // Capability.
    case Barrier::kPatientAcceptability:  // Innovation recipients.
      return CfirDomain::kIndividuals;
    case Barrier::kOther:
      return std::nullopt;
  }
  return std::nullopt;
}

BarrierScope ScopeOf(Barrier barrier) {
  switch (barrier) {
    case Barrier::kFinancialIncentive:
    case Barrier::kStaffTime:
    case Barrier::kBureaucracy:
    case Barrier::kCultureOrNorms:
    case Barrier::kStructure:
    case Barrier::kFragmentation:
    case Barrier::kItOrClinicalSystem:
    case Barrier::kSkills:
    case Barrier::kSpaceOrEquipment:
    case Barrier::kFundingRecurrent:
    case Barrier::kIgOrContract:
      return BarrierScope::kPractice;
    // Staff resist this change, not every change: "clinicians resist" is never a default.
    case Barrier::kStaffResistance:
    case Barrier::kTopDown:
    case Barrier::kEvidenceUnconvincing:
    case Barrier::kWrongContext:
    case Barrier::kPatientAcceptability:
    case Barrier::kSafetyConcern:
    case Barrier::kAlreadyDoing:
    case Barrier::kOther:
      return BarrierScope::kIdea;
    case Barrier::kNotAPriorityNow:
      return BarrierScope::kMoment;
  }
  return BarrierScope::kIdea;
}

}  // namespace waggle::matching::domain
