#include "services/notification/domain/barrier.h"

#include "libs/base/check.h"

namespace waggle::notification::domain {

std::string_view BarrierSentence(Barrier barrier) {
  switch (barrier) {
    case Barrier::kFinancialIncentive:
      return "It brings the practice no money, or costs it some.";
    case Barrier::kStaffTime:
      return "Staff do not have the time.";
    case Barrier::kStaffResistance:
      return "Staff do not want it.";
    case Barrier::kTopDown:
      return "It feels imposed from above.";
    case Barrier::kBureaucracy:
      return "It takes too much paperwork or too many approvals.";
    case Barrier::kCultureOrNorms:
      return "It is not how things are done at the practice.";
    case Barrier::kStructure:
      return "The practice is set up in another way.";
    case Barrier::kFragmentation:
      return "Too many organisations would have to work together.";
    case Barrier::kEvidenceUnconvincing:
      return "The results so far do not convince the practice.";
    case Barrier::kWrongContext:
      return "The patients or the area are different.";
    case Barrier::kItOrClinicalSystem:
      return "It does not work with the practice’s IT or clinical system.";
    case Barrier::kSkills:
      return "Nobody at the practice has the skills for it.";
    case Barrier::kSpaceOrEquipment:
      return "There is no room or equipment for it.";
    case Barrier::kFundingRecurrent:
      return "There is no money to keep it going.";
    case Barrier::kPatientAcceptability:
      return "Patients would not accept it.";
    case Barrier::kSafetyConcern:
      return "The practice is worried about patient safety.";
    case Barrier::kIgOrContract:
      return "Data protection or contract rules stand in the way.";
    case Barrier::kAlreadyDoing:
      return "The practice does it already, at least in part.";
    case Barrier::kNotAPriorityNow:
      return "Other things come first at the moment.";
    case Barrier::kOther:
      return "There is another reason.";
  }
  WAGGLE_CHECK(false);
}

std::vector<std::string> BarrierSentences(const std::vector<Barrier>& barriers) {
  std::vector<std::string> sentences;
  sentences.reserve(barriers.size());
  for (const Barrier barrier : barriers) sentences.emplace_back(BarrierSentence(barrier));
  return sentences;
}

}  // namespace waggle::notification::domain
