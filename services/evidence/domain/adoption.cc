#include "services/evidence/domain/adoption.h"

#include <algorithm>
#include <vector>

#include "libs/base/uuid.h"

namespace waggle::evidence {
namespace {

bool IsOdsCode(const std::string& text) {
  return text.size() >= 3 && text.size() <= 12 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
         });
}

}  // namespace

Status ValidateAdoption(const IdeaId& idea, const OdsCode& practice) {
  std::vector<FieldViolation> violations;
  if (!IsUuid(idea.value())) {
    violations.push_back({"idea_id", "must be the UUID that the idea received when submitted"});
  }
  if (!IsOdsCode(practice.value())) {
    violations.push_back({"ods_code", "must be an ODS code: 3 to 12 of A-Z and 0-9"});
  }
  return violations.empty() ? OkStatus() : Status::Invalid(std::move(violations));
}

Result<Adoption> BeginAdoption(const Idea& idea, const Organisation& adopter, Time now) {
  if (adopter.kind != OrganisationKind::kPractice) {
    return Status::Invalid({{"ods_code", "names " + adopter.ods_code.value() +
                                             ", which is not a practice; name the practice that "
                                             "starts"}});
  }
  if (adopter.ods_code == idea.originator) {
    return Status(Code::kFailedPrecondition, "ADOPTER_IS_ORIGINATOR",
                  "practice " + adopter.ods_code.value() + " had idea " + idea.id.value() +
                      " itself; only another practice can adopt it");
  }
  return Adoption{AdoptionId(DerivedId("adoption", {idea.id.value(), adopter.ods_code.value()})),
                  idea.id, adopter.ods_code, AdoptionStage::kTesting, now};
}

}  // namespace waggle::evidence
