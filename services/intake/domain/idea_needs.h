#pragma once

#include <vector>

#include "services/intake/domain/field_checks.h"
#include "services/intake/domain/organisation.h"

namespace waggle::intake {

// The numbers of the enums are those of idea_needs.proto.

// What a practice must find or free before it can do an idea.
enum class Resource {
  kUnspecified = 0,
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
  kPartnerOrganisation = 15
};

// Who made an idea; unspecified is as in house.
enum class IdeaOrigin {
  kUnspecified = 0,
  kInHouse = 1,
  kExternalPartner = 2,
  kCommercial = 3,
  kAcademic = 4,
  kCoProduced = 5
};

// What an idea needs of a practice, as far as its practice says.
struct IdeaNeeds {
  // Registered patients; 0: no limit.
  int list_size_at_least = 0;
  int list_size_at_most = 0;
  // None: anywhere.
  std::vector<Rurality> ruralities = {};
  Dispensing dispensing = Dispensing::kUnspecified;
  std::vector<Resource> resources = {};

  friend bool operator==(const IdeaNeeds&, const IdeaNeeds&) = default;
};

// Names every field (below `needs.`) that breaks the rules of idea_needs.proto.
void Check(const IdeaNeeds& needs, FieldChecks& checks);

}  // namespace waggle::intake
