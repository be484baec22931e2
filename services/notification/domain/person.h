#pragma once

#include <string>

#include "services/notification/domain/ids.h"

namespace waggle::notification::domain {

enum class PersonRole {
  kPracticeManager,
  kGpPartner,
  kNurse,
  kPharmacist,
  kInnovationAdvocate,
  kQiReviewer,
};

// A member of staff: personal data, kept to address mail.
struct Person {
  PersonId id;
  std::string display_name;
  // As registered; EmailAddress::Parse says whether mail can go there.
  std::string email;
  // Home organisation.
  OdsCode ods_code;
  PersonRole role = PersonRole::kPracticeManager;

  friend bool operator==(const Person&, const Person&) = default;
};

}  // namespace waggle::notification::domain
