#pragma once

#include "libs/base/uuid.h"
#include "libs/eventing/record_store.h"
#include "services/evidence/adapters/timeline_counter.h"
#include "services/evidence/domain/evidence_store.h"

namespace waggle::evidence {

// EvidenceStore over the service's record store.
class RecordEvidenceStore final : public EvidenceStore {
 public:
  RecordEvidenceStore(eventing::RecordStore& store, IdGenerator& ids, TimelineCounter& counter)
      : store_(store), ids_(ids), counter_(counter) {}

  Result<std::optional<Idea>> FindIdea(const IdeaId& idea) override;
  Result<std::optional<Organisation>> FindOrganisation(const OdsCode& ods_code) override;
  Result<Receipt> AddAdoption(const Idea& idea, const Adoption& adoption,
                              const Origin& origin) override;

 private:
  // ABORTED RECORD_CHANGED when the adoption exists or another entry took the timeline's position.
  Result<Receipt> TryAddAdoption(const Idea& idea, const Adoption& adoption, const Origin& origin);

  eventing::RecordStore& store_;
  IdGenerator& ids_;
  TimelineCounter& counter_;
};

}  // namespace waggle::evidence
