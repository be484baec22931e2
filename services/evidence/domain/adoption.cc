#include "services/evidence/domain/adoption.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "libs/base/text.h"
#include "libs/base/uuid.h"

namespace waggle::evidence {
namespace {

bool IsOdsCode(const std::string& text) {
  return text.size() >= 3 && text.size() <= 12 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
         });
}

void CheckBarriers(const StageChange& change, std::vector<FieldViolation>& violations) {
  const std::string field = "barriers";
  if (change.stage != AdoptionStage::kAbandoned) {
    if (!change.barriers.empty()) {
      violations.push_back(
          {field, "belong to ABANDONED alone; " + std::string(NameOf(change.stage)) + " has none"});
    }
    return;
  }
  if (change.barriers.empty()) {
    violations.push_back({field, "must have at least one reason why the practice gave up"});
  }
  const std::set<Barrier> different(change.barriers.begin(), change.barriers.end());
  if (different.size() < change.barriers.size()) {
    violations.push_back({field, "have a reason more than once; give each once"});
  }
}

void CheckText(const StageChange& change, std::vector<FieldViolation>& violations) {
  const auto& barriers = change.barriers;
  const bool other = std::find(barriers.begin(), barriers.end(), Barrier::kOther) != barriers.end();
  if (other && IsBlank(change.text)) {
    violations.push_back({"text", "must say what the barrier OTHER is"});
  }
  if (const std::size_t length = CountCharacters(change.text); length > kMaxTextCharacters) {
    violations.push_back({"text", "has " + std::to_string(length) + " characters, at most " +
                                      std::to_string(kMaxTextCharacters) + " are accepted"});
  }
  if (HasControlCharacter(change.text)) {
    violations.push_back({"text", "contains control characters"});
  }
}

// Where a practice can go from here, as a message lists it; never empty, for there is a way on from
// every stage.
std::string NextStages(AdoptionStage from) {
  std::string names;
  for (const AdoptionStage to : kAdoptionStages) {
    if (!CanFollow(from, to)) continue;
    names += (names.empty() ? "" : ", ") + std::string(NameOf(to));
  }
  return names;
}

bool Says(const Adoption& adoption, const StageChange& change) {
  return adoption.stage == change.stage && adoption.text == change.text &&
         std::is_permutation(adoption.barriers.begin(), adoption.barriers.end(),
                             change.barriers.begin(), change.barriers.end());
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
                  idea.id,
                  adopter.ods_code,
                  AdoptionStage::kTesting,
                  now,
                  now};
}

Status ValidateStageChange(const StageChange& change) {
  std::vector<FieldViolation> violations;
  if (change.stage == AdoptionStage::kUnspecified) {
    violations.push_back(
        {"stage", "must be TESTING, ADOPTED, SUSTAINED, MODIFIED, PAUSED or ABANDONED"});
  } else {
    CheckBarriers(change, violations);
  }
  CheckText(change, violations);
  return violations.empty() ? OkStatus() : Status::Invalid(std::move(violations));
}

Result<Adoption> ChangeStage(const Adoption& adoption, const StageChange& change, Time now) {
  if (Says(adoption, change)) return adoption;
  if (!CanFollow(adoption.stage, change.stage)) {
    return Status(Code::kFailedPrecondition, "ADOPTION_STAGE_IMPOSSIBLE",
                  "adoption " + adoption.id.value() + " is " + std::string(NameOf(adoption.stage)) +
                      " and cannot become " + std::string(NameOf(change.stage)) +
                      "; from there it can become " + NextStages(adoption.stage));
  }
  Adoption next = adoption;
  next.stage = change.stage;
  next.stage_time = now;
  next.barriers = change.barriers;
  next.text = change.text;
  return next;
}

Status AdoptionUnknown(const AdoptionId& adoption) {
  return Status(Code::kNotFound, "ADOPTION_UNKNOWN",
                "adoption " + adoption.value() + " does not exist");
}

}  // namespace waggle::evidence
