#include "services/matching/domain/fit_sentences.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace waggle::matching::domain {
namespace {

// How much of a list is named, so that no sentence is longer than two lines of a mail (160
// characters).
constexpr std::size_t kNamedBarriers = 2;
constexpr std::size_t kNamedResources = 3;
// Where both stand in one sentence.
constexpr std::size_t kNamedBarriersBesides = 1;
constexpr std::size_t kNamedResourcesBesides = 2;

// With a comma over 999, as the NHS service manual writes numbers.
std::string Number(int number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string Counted(int number, std::string_view one, std::string_view many) {
  return Number(number) + " " + std::string(number == 1 ? one : many);
}

std::string Patients(int number) { return Counted(number, "patient", "patients"); }

std::string Practices(int number) { return Counted(number, "practice", "practices"); }

// "a", "a and b", "a, b and c".
std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
    text += parts[i];
  }
  return text;
}

// Why something did not work, of any practice; empty where the code says nothing.
std::string_view BarrierPhrase(Barrier barrier) {
  switch (barrier) {
    case Barrier::kFinancialIncentive:
      return "no money in it for the practice";
    case Barrier::kStaffTime:
      return "too little staff time";
    case Barrier::kStaffResistance:
      return "staff did not want it";
    case Barrier::kTopDown:
      return "it felt imposed from above";
    case Barrier::kBureaucracy:
      return "too much paperwork";
    case Barrier::kCultureOrNorms:
      return "not the usual way of working";
    case Barrier::kStructure:
      return "the practice is set up differently";
    case Barrier::kFragmentation:
      return "too many organisations involved";
    case Barrier::kEvidenceUnconvincing:
      return "the evidence was not convincing";
    case Barrier::kWrongContext:
      return "wrong for the patients or the area";
    case Barrier::kItOrClinicalSystem:
      return "IT or the clinical system";
    case Barrier::kSkills:
      return "missing skills";
    case Barrier::kSpaceOrEquipment:
      return "no space or equipment";
    case Barrier::kFundingRecurrent:
      return "no lasting funding";
    case Barrier::kPatientAcceptability:
      return "patients would not accept it";
    case Barrier::kSafetyConcern:
      return "a safety concern";
    case Barrier::kIgOrContract:
      return "data protection or contract rules";
    case Barrier::kAlreadyDoing:
      return "already doing it";
    case Barrier::kNotAPriorityNow:
      return "not a priority at the time";
    default:
      return "";
  }
}

// The end of a sentence: ": no space or equipment." or just the full stop.
std::string BecauseOf(const std::vector<Barrier>& barriers, std::size_t named) {
  std::vector<std::string> phrases;
  for (const Barrier barrier : barriers) {
    if (const std::string_view phrase = BarrierPhrase(barrier); !phrase.empty()) {
      phrases.emplace_back(phrase);
    }
  }
  if (phrases.empty()) return ".";
  if (phrases.size() > named) phrases.resize(named);
  const bool all = phrases.size() == barriers.size();
  return (all ? ": " : ": mainly ") + Joined(phrases) + ".";
}

std::string_view ResourcePhrase(Resource resource) {
  switch (resource) {
    case Resource::kGpTime:
      return "a GP's time";
    case Resource::kNurse:
      return "a nurse";
    case Resource::kPharmacist:
      return "a pharmacist";
    case Resource::kHealthCareAssistant:
      return "a health care assistant";
    case Resource::kSocialPrescriber:
      return "a social prescriber";
    case Resource::kCareCoordinator:
      return "a care coordinator";
    case Resource::kAdministratorTime:
      return "an administrator's time";
    case Resource::kItSkills:
      return "somebody good with IT";
    case Resource::kTraining:
      return "staff training";
    case Resource::kSpace:
      return "space";
    case Resource::kEquipment:
      return "equipment";
    case Resource::kOneOffFunding:
      return "money to start";
    case Resource::kRecurrentFunding:
      return "lasting funding";
    case Resource::kDataSharingAgreement:
      return "a data sharing agreement";
    case Resource::kPartnerOrganisation:
      return "a partner organisation";
  }
  return "";
}

std::string Things(const std::set<Resource>& resources, std::size_t named) {
  std::vector<std::string> phrases;
  for (const Resource resource : resources) phrases.emplace_back(ResourcePhrase(resource));
  if (phrases.size() > named) {
    const auto more = static_cast<int>(phrases.size() - named);
    phrases.resize(named);
    phrases.push_back(Number(more) + " more");
  }
  return Joined(phrases);
}

std::string SystemName(const std::optional<ClinicalSystem>& system) {
  if (!system.has_value()) return "another system";
  return *system == ClinicalSystem::kEmis ? "EMIS" : "SystmOne";
}

std::string_view RuralityAdjective(Rurality rurality) {
  switch (rurality) {
    case Rurality::kUrban:
      return "urban";
    case Rurality::kRuralTown:
      return "rural town";
    case Rurality::kRuralVillage:
      return "village";
  }
  return "";
}

std::string RuralityAdjectives(const std::set<Rurality>& ruralities) {
  std::vector<std::string> words;
  for (const Rurality rurality : ruralities) words.emplace_back(RuralityAdjective(rurality));
  return Joined(words);
}

// "an urban practice".
std::string OnePractice(const std::set<Rurality>& ruralities) {
  const std::string adjectives = RuralityAdjectives(ruralities);
  return (adjectives.starts_with('u') ? "an " : "a ") + adjectives + " practice";
}

// "urban", "in a village": behind "yours is".
std::string_view Place(const std::optional<Rurality>& rurality) {
  if (!rurality.has_value()) return "elsewhere";
  switch (*rurality) {
    case Rurality::kUrban:
      return "urban";
    case Rurality::kRuralTown:
      return "in a rural town";
    case Rurality::kRuralVillage:
      return "in a village";
  }
  return "";
}

// ", one of them in your PCN".
std::string WhereOfThem(int practices, int in_pcn) {
  if (in_pcn == 0) return "";
  if (practices == 1) return ", in your PCN";
  if (in_pcn == practices) {
    return practices == 2 ? ", both in your PCN" : ", all in your PCN";
  }
  return (in_pcn == 1 ? ", one" : ", " + Number(in_pcn)) + " of them in your PCN";
}

// "3 practices like yours, one of them in your PCN". Those that are only in the PCN are counted
// apart, and then it is not said of the others.
std::string Whom(const FitPoint& point) {
  if (point.alike == 0) return Practices(point.others_in_pcn) + " in your PCN";
  const std::string alike = Practices(point.alike) + " like yours";
  if (point.others_in_pcn == 0) return alike + WhereOfThem(point.alike, point.alike_in_pcn);
  return alike + " and " + Counted(point.others_in_pcn, "other", "others") + " in your PCN";
}

// `Whom` as the subject of `did`, and why.
std::string WhoDid(const FitPoint& point, std::string_view did) {
  const bool has_insertion = point.alike > 0 && point.others_in_pcn == 0 && point.alike_in_pcn > 0;
  return Whom(point) + (has_insertion ? ", " : " ") + std::string(did) +
         BecauseOf(point.barriers, kNamedBarriers);
}

std::string StandingBarrier(const FitPoint& point) {
  const std::string ideas =
      point.declined_ideas == 1 ? "another idea" : Number(point.declined_ideas) + " other ideas";
  return "It needs " + Things(point.resources, kNamedResourcesBesides) + "; you declined " + ideas +
         BecauseOf(point.barriers, kNamedBarriersBesides);
}

std::string AboutSize(const FitPoint& point) {
  const std::string made = "It was made in a practice of ";
  switch (point.code) {
    case FitCode::kListSizeSuits:
      return "It suits practices with as many patients as yours.";
    case FitCode::kListTooSmall:
      return "It suits practices of at least " + Patients(point.idea_list_size) + "; yours has " +
             Number(point.practice_list_size) + ".";
    case FitCode::kListTooLarge:
      return "It suits practices of up to " + Patients(point.idea_list_size) + "; yours has " +
             Number(point.practice_list_size) + ".";
    case FitCode::kMuchSmaller:
      return made + Patients(point.idea_list_size) + "; yours has " +
             Number(point.practice_list_size) + " and may need help with it.";
    default:
      return made + "similar size: " + Patients(point.idea_list_size) + "; yours has " +
             Number(point.practice_list_size) + ".";
  }
}

std::string AboutRurality(const FitPoint& point) {
  switch (point.code) {
    case FitCode::kRuralitySuits:
      return "It suits practices like yours that are " +
             std::string(Place(point.practice_rurality)) + ".";
    case FitCode::kRuralityDiffers:
      return "It suits " + RuralityAdjectives(point.idea_ruralities) + " practices; yours is " +
             std::string(Place(point.practice_rurality)) + ".";
    case FitCode::kMoreRural:
      return "It was made in " + OnePractice(point.idea_ruralities) + "; yours is " +
             std::string(Place(point.practice_rurality)) + " and may need help with it.";
    default:
      return "It was made in " + OnePractice(point.idea_ruralities) + ", like yours.";
  }
}

std::string AboutDispensing(const FitPoint& point) {
  const bool suits = point.code == FitCode::kDispensingSuits;
  if (point.idea_dispensing == Dispensing::kYes) {
    return suits ? "It needs a dispensary, which you have."
                 : "It needs a dispensary, which you do not have.";
  }
  return suits ? "It is for practices that do not dispense medicines, like yours."
               : "It is for practices that do not dispense medicines; yours does.";
}

}  // namespace

std::string FitSentence(const FitPoint& point) {
  switch (point.code) {
    case FitCode::kWorkedAtSimilar:
    case FitCode::kWorkedInPcn:
      return "Working at " + Whom(point) + ".";
    case FitCode::kStoppedAtSimilarFor:
    case FitCode::kStoppedInPcnFor:
      return WhoDid(point, "tried it and stopped");
    case FitCode::kDeclinedAtSimilarFor:
    case FitCode::kDeclinedInPcnFor:
      return WhoDid(point, "said it would not work there");
    case FitCode::kStandingBarrier:
      return StandingBarrier(point);
    case FitCode::kSamePcn:
      return "A practice in your PCN made it.";
    case FitCode::kSimilarDeprivation:
      return "It was made in an area about as deprived as yours.";
    case FitCode::kSameSystem:
      return "It rests on " + SystemName(point.idea_system) + " searches, and you use " +
             SystemName(point.practice_system) + ".";
    case FitCode::kOtherClinicalSystem:
      return "It rests on " + SystemName(point.idea_system) + " searches; you use " +
             SystemName(point.practice_system) + ", so they must be built again.";
    case FitCode::kNeedsResource:
      return "It needs " + Things(point.resources, kNamedResources) + ".";
    case FitCode::kDispensingSuits:
    case FitCode::kDispensingDiffers:
      return AboutDispensing(point);
    case FitCode::kListSizeSuits:
    case FitCode::kSimilarSize:
    case FitCode::kListTooSmall:
    case FitCode::kListTooLarge:
    case FitCode::kMuchSmaller:
      return AboutSize(point);
    case FitCode::kRuralitySuits:
    case FitCode::kSameRurality:
    case FitCode::kRuralityDiffers:
    case FitCode::kMoreRural:
      return AboutRurality(point);
  }
  return "";
}

}  // namespace waggle::matching::domain
