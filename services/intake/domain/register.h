#pragma once

#include "libs/base/uuid.h"
#include "services/intake/domain/intake_store.h"

namespace waggle::intake {

// The four ways in. Each checks the rules, then that what it names exists (NOT_FOUND
// ORGANISATION_UNKNOWN or PERSON_UNKNOWN), gives the new thing its id and time, and saves it.
// Stateless; thread-safe as its store is.
class Register {
 public:
  Register(IntakeStore& store, IdGenerator& ids) : store_(store), ids_(ids) {}

  Result<Receipt> RegisterOrganisation(const Organisation& organisation, const Origin& origin);
  Result<Receipt> RegisterPerson(Person person, const Origin& origin);
  Result<Receipt> SubmitIdea(Idea idea, const Origin& origin);
  Result<Receipt> ReportProblem(Problem problem, const Origin& origin);

 private:
  Status MustKnow(const OdsCode& ods_code);
  // An empty id names nobody and is fine.
  Status MustKnow(const PersonId& person);

  IntakeStore& store_;
  IdGenerator& ids_;
};

}  // namespace waggle::intake
