#pragma once

#include "libs/base/uuid.h"
#include "services/intake/domain/intake_store.h"

namespace waggle::intake {

// The four ways in, and what becomes of ideas and problems. Each checks the rules, then that what
// it names exists (NOT_FOUND ORGANISATION_UNKNOWN or PERSON_UNKNOWN), gives the new thing its id
// and time, and saves it. Stateless; thread-safe as its store is.
class Register {
 public:
  Register(IntakeStore& store, IdGenerator& ids) : store_(store), ids_(ids) {}

  Result<Receipt> RegisterOrganisation(const Organisation& organisation, const Origin& origin);
  Result<Receipt> RegisterPerson(Person person, const Origin& origin);
  Result<Receipt> SubmitIdea(Idea idea, const Origin& origin);
  Result<Receipt> ReportProblem(Problem problem, const Origin& origin);

  // What becomes of them; NOT_FOUND IDEA_UNKNOWN or PROBLEM_UNKNOWN, and the rules' errors.
  Result<Receipt> ReviseIdea(const Idea& said, const Origin& origin);
  Result<Receipt> WithdrawIdea(const IdeaId& id, const std::string& reason, const Origin& origin);
  Result<Receipt> SupersedeIdea(const IdeaId& id, const IdeaId& successor, const Origin& origin);
  Result<Receipt> ReviseProblem(const Problem& said, const Origin& origin);
  Result<Receipt> CloseProblem(const ProblemId& id, const Origin& origin);

 private:
  Status MustKnow(const OdsCode& ods_code);
  // An empty id names nobody and is fine.
  Status MustKnow(const PersonId& person);

  IntakeStore& store_;
  IdGenerator& ids_;
};

}  // namespace waggle::intake
