#pragma once

#include "libs/base/uuid.h"
#include "libs/eventing/record_store.h"
#include "services/evidence/adapters/timeline_counter.h"
#include "services/evidence/domain/evidence_store.h"
#include "services/evidence/domain/timeline.h"
#include "waggle/evidence/v1/adoption.pb.h"

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
  Result<Receipt> ChangeAdoption(const AdoptionId& id, const AdoptionRule& rule,
                                 const Origin& origin) override;

 private:
  // An adoption's next event, and what it tells the timeline of its idea.
  struct Next {
    Adoption adoption;
    std::int64_t sequence;
    v1::AdoptionEvent event;
    Idea idea;
    Happening happening;
  };

  Result<Receipt> TryChangeAdoption(const AdoptionId& id, const AdoptionRule& rule,
                                    const Origin& origin);
  // ABORTED RECORD_CHANGED when the adoption has an event of this sequence or another entry took
  // the timeline's position.
  Result<Receipt> Write(Next next, const Origin& origin);

  eventing::RecordStore& store_;
  IdGenerator& ids_;
  TimelineCounter& counter_;
};

}  // namespace waggle::evidence
