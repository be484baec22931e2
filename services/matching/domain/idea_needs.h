#pragma once

#include <optional>
#include <set>
#include <string_view>

#include "services/matching/domain/practice_context.h"

namespace waggle::matching::domain {

// What a practice must find or free before it can do an idea: what the resource lines of ideas name
// most, and what barriers (barrier.h) say is missing.
enum class Resource {
  kGpTime = 1,
  kNurse = 2,
  kPharmacist = 3,
  kHealthCareAssistant = 4,
  kSocialPrescriber = 5,
  kCareCoordinator = 6,
  kAdministratorTime = 7,
  kItSkills = 8,
  kTraining = 9,
  kSpace = 10,
  kEquipment = 11,
  kOneOffFunding = 12,
  kRecurrentFunding = 13,
  kDataSharingAgreement = 14,
  kPartnerOrganisation = 15,
};

// UPPER_SNAKE, for APIs and events. Never changed.
constexpr std::string_view ResourceName(Resource resource) {
  switch (resource) {
    case Resource::kGpTime:
      return "GP_TIME";
    case Resource::kNurse:
      return "NURSE";
    case Resource::kPharmacist:
      return "PHARMACIST";
    case Resource::kHealthCareAssistant:
      return "HEALTH_CARE_ASSISTANT";
    case Resource::kSocialPrescriber:
      return "SOCIAL_PRESCRIBER";
    case Resource::kCareCoordinator:
      return "CARE_COORDINATOR";
    case Resource::kAdministratorTime:
      return "ADMINISTRATOR_TIME";
    case Resource::kItSkills:
      return "IT_SKILLS";
    case Resource::kTraining:
      return "TRAINING";
    case Resource::kSpace:
      return "SPACE";
    case Resource::kEquipment:
      return "EQUIPMENT";
    case Resource::kOneOffFunding:
      return "ONE_OFF_FUNDING";
    case Resource::kRecurrentFunding:
      return "RECURRENT_FUNDING";
    case Resource::kDataSharingAgreement:
      return "DATA_SHARING_AGREEMENT";
    case Resource::kPartnerOrganisation:
      return "PARTNER_ORGANISATION";
  }
  return "";
}

// Registered patients of the practices an idea is meant for; an empty end is open.
struct ListSizeRange {
  std::optional<int> at_least = {};
  std::optional<int> at_most = {};

  bool IsStated() const { return at_least.has_value() || at_most.has_value(); }

  friend bool operator==(const ListSizeRange&, const ListSizeRange&) = default;
};

// What an idea needs of a practice, as far as its practice has said. Empty means not said: nothing
// is held against anybody for it. There is no word about who owns or sells the idea: that a
// commercial origin never raises a score (design, section 4) holds because nothing here could.
struct IdeaNeeds {
  // The system whose searches or reports it rests on; empty: none.
  std::optional<ClinicalSystem> clinical_system = {};
  ListSizeRange list_size = {};
  // Where it works; empty: anywhere.
  std::set<Rurality> ruralities = {};
  // kYes: it needs a dispensary; kNo: it is for practices without one.
  std::optional<Dispensing> dispensing = {};
  std::set<Resource> resources = {};

  friend bool operator==(const IdeaNeeds&, const IdeaNeeds&) = default;
};

}  // namespace waggle::matching::domain
