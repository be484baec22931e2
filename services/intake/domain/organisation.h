#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "services/intake/domain/ids.h"

namespace waggle::intake {

// The numbers of the enums are those of the proto.
enum class OrganisationKind {
  kUnspecified = 0,
  kPractice = 1,
  kPcn = 2,
  kSubIcbLocation = 3,
  kIcb = 4
};
enum class Rurality { kUnspecified = 0, kUrban = 1, kRuralTown = 2, kRuralVillage = 3 };
enum class ClinicalSystem { kUnspecified = 0, kEmis = 1, kSystmOne = 2 };
enum class Dispensing { kUnspecified = 0, kYes = 1, kNo = 2 };

struct Membership {
  OdsCode parent;
  std::optional<Time> start = {};
  std::optional<Time> end = {};
};

struct PracticeProfile {
  int list_size = 0;
  int imd_decile = 0;
  Rurality rurality = Rurality::kUnspecified;
  ClinicalSystem clinical_system = ClinicalSystem::kUnspecified;
  Dispensing dispensing = Dispensing::kUnspecified;
};

struct Organisation {
  OdsCode ods_code;
  std::string name;
  OrganisationKind kind = OrganisationKind::kUnspecified;
  std::string postcode;
  std::vector<Membership> memberships;
  std::optional<PracticeProfile> practice = {};
};

// INVALID_ARGUMENT naming every field (below `organisation.`) that breaks the rules of
// organisation.proto.
Status Validate(const Organisation& organisation);

}  // namespace waggle::intake
