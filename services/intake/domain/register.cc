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
  idea.status = IdeaStatus::kPublished;
  idea.version = 1;
  idea.revise_time.reset();
  idea.successor = {};
  idea.end_reason.clear();
  idea.end_time.reset();
  return store_.AddIdea(idea, origin);
}

Result<Receipt> Register::ReportProblem(Problem problem, const Origin& origin) {
  WAGGLE_RETURN_IF_ERROR(Validate(problem));
  WAGGLE_RETURN_IF_ERROR(MustKnow(problem.ods_code));
  WAGGLE_RETURN_IF_ERROR(MustKnow(problem.reporter));
  problem.id = ProblemId(ids_.NewId());
  problem.report_time = origin.now;
  problem.status = ProblemStatus::kOpen;
  problem.revise_time.reset();
  problem.close_time.reset();
  return store_.AddProblem(problem, origin);
}

Result<Receipt> Register::ReviseIdea(const Idea& said, const Origin& origin) {
  return store_.ChangeIdea(
      said.id, IdeaChange::kRevised,
      [&](const Idea& idea) { return Revise(idea, said, origin.now); }, origin);
}

Result<Receipt> Register::WithdrawIdea(const IdeaId& id, const std::string& reason,
                                       const Origin& origin) {
  return store_.ChangeIdea(
      id, IdeaChange::kWithdrawn,
      [&](const Idea& idea) { return Withdraw(idea, reason, origin.now); }, origin);
}

Result<Receipt> Register::SupersedeIdea(const IdeaId& id, const IdeaId& successor,
                                        const Origin& origin) {
  WAGGLE_ASSIGN_OR_RETURN(const Idea next, store_.LoadIdea(successor));
  return store_.ChangeIdea(
      id, IdeaChange::kSuperseded,
      [&](const Idea& idea) { return Supersede(idea, next, origin.now); }, origin);
}

Result<Receipt> Register::ReviseProblem(const Problem& said, const Origin& origin) {
  return store_.ChangeProblem(
      said.id, ProblemChange::kRevised,
      [&](const Problem& problem) { return Revise(problem, said, origin.now); }, origin);
}

Result<Receipt> Register::CloseProblem(const ProblemId& id, const Origin& origin) {
  return store_.ChangeProblem(
      id, ProblemChange::kClosed,
      [&](const Problem& problem) { return Close(problem, origin.now); }, origin);
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
