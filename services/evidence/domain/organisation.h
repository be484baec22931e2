#pragma once

#include "services/evidence/domain/ids.h"

namespace waggle::evidence {

// The numbers are those of the proto.
enum class OrganisationKind {
  kUnspecified = 0,
  kPractice = 1,
  kPcn = 2,
  kSubIcbLocation = 3,
  kIcb = 4
};

// What evidence knows about an organisation of intake.
struct Organisation {
  OdsCode ods_code;
  OrganisationKind kind = OrganisationKind::kUnspecified;
};

}  // namespace waggle::evidence
