#pragma once

#include "libs/base/uuid.h"
#include "libs/eventing/record_store.h"
#include "services/intake/domain/intake_store.h"

namespace waggle::intake {

// IntakeStore over the service's record store; each save is one commit of state, event and request
// mark.
class RecordIntakeStore final : public IntakeStore {
 public:
  RecordIntakeStore(eventing::RecordStore& store, IdGenerator& ids) : store_(store), ids_(ids) {}

  Result<Known> FindOrganisation(const OdsCode& ods_code) override;
  Result<Known> FindPerson(const PersonId& person) override;
  Result<Receipt> SaveOrganisation(const Organisation& organisation, const Origin& origin) override;
  Result<Receipt> AddPerson(const Person& person, const Origin& origin) override;
  Result<Receipt> AddIdea(const Idea& idea, const Origin& origin) override;
  Result<Receipt> AddProblem(const Problem& problem, const Origin& origin) override;
  Result<Idea> LoadIdea(const IdeaId& id) override;
  Result<Receipt> ChangeIdea(const IdeaId& id, IdeaChange change, const IdeaRule& rule,
                             const Origin& origin) override;
  Result<Receipt> ChangeProblem(const ProblemId& id, ProblemChange change, const ProblemRule& rule,
                                const Origin& origin) override;

 private:
  eventing::RecordStore& store_;
  IdGenerator& ids_;
};

}  // namespace waggle::intake
