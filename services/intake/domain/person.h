#pragma once

#include <string>
#include <vector>

#include "libs/base/status.h"
#include "services/intake/domain/ids.h"

namespace waggle::intake {

// The numbers are those of the proto.
enum class PersonRole {
  kUnspecified = 0,
  kPracticeManager = 1,
  kGpPartner = 2,
  kNurse = 3,
  kPharmacist = 4,
  kInnovationAdvocate = 5,
  kQiReviewer = 6,
};

struct Person {
  PersonId id;
  std::string display_name;
  std::string email;
  OdsCode ods_code;
  PersonRole role = PersonRole::kUnspecified;
  std::string expertise;
  int max_open_reviews = 0;
  // What the person says they have an interest in and must not review.
  std::vector<OdsCode> interest_organisations = {};
  std::vector<IdeaId> interest_ideas = {};
  std::vector<std::string> interest_topics = {};
};

// INVALID_ARGUMENT naming every field (below `person.`) that breaks the rules of person.proto.
Status Validate(const Person& person);

}  // namespace waggle::intake
