#include "services/intake/domain/register.h"

namespace waggle::intake {

Result<Receipt> Register::RegisterOrganisation(const Organisation& organisation,
                                               const Origin& origin) {
  WAGGLE_RETURN_IF_ERROR(Validate(organisation));
  return store_.SaveOrganisation(organisation, origin);
}

Result<Receipt> Register::RegisterPerson(Person person, const Origin& origin) {
  WAGGLE_RETURN_IF_ERROR(Validate(person));
  WAGGLE_RETURN_IF_ERROR(MustKnow(person.ods_code));
  person.id = PersonId(ids_.NewId());
  return store_.AddPerson(person, origin);
}

Result<Receipt> Register::SubmitIdea(Idea idea, const Origin& origin) {
  WAGGLE_RETURN_IF_ERROR(Validate(idea));
  WAGGLE_RETURN_IF_ERROR(MustKnow(idea.ods_code));
  WAGGLE_RETURN_IF_ERROR(MustKnow(idea.author));
  idea.id = IdeaId(ids_.NewId());
  idea.submit_time = origin.now;
  return store_.AddIdea(idea, origin);
}

Result<Receipt> Register::ReportProblem(Problem problem, const Origin& origin) {
  WAGGLE_RETURN_IF_ERROR(Validate(problem));
  WAGGLE_RETURN_IF_ERROR(MustKnow(problem.ods_code));
  WAGGLE_RETURN_IF_ERROR(MustKnow(problem.reporter));
  problem.id = ProblemId(ids_.NewId());
  problem.report_time = origin.now;
  return store_.AddProblem(problem, origin);
}

Status Register::MustKnow(const OdsCode& ods_code) {
  WAGGLE_ASSIGN_OR_RETURN(const IntakeStore::Known known, store_.FindOrganisation(ods_code));
  if (known == IntakeStore::Known::kYes) return OkStatus();
  return Status(
      Code::kNotFound, "ORGANISATION_UNKNOWN",
      "organisation " + ods_code.value() + " is not registered; register or import it first");
}

Status Register::MustKnow(const PersonId& person) {
  if (person.empty()) return OkStatus();
  WAGGLE_ASSIGN_OR_RETURN(const IntakeStore::Known known, store_.FindPerson(person));
  if (known == IntakeStore::Known::kYes) return OkStatus();
  return Status(Code::kNotFound, "PERSON_UNKNOWN",
                "person " + person.value() + " is not registered; register or import them first");
}

}  // namespace waggle::intake
