#pragma once

#include <functional>
#include <optional>
#include <string>

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "services/evidence/domain/adoption.h"
#include "services/evidence/domain/idea.h"
#include "services/evidence/domain/organisation.h"

namespace waggle::evidence {

// The request that a change answers.
struct Origin {
  // Caller, method and request id, and the SHA-256 of the request.
  std::string request_key;
  std::string payload_hash;
  std::string caller;
  std::string traceparent;
  Time now;
};

// What the caller is told, the first time and every time the request is repeated.
struct Receipt {
  AdoptionId id;
  std::int64_t sequence = 0;
};

// What becomes of an adoption; the same one when nothing does. Called again when another change was
// faster.
using AdoptionRule = std::function<Result<Adoption>(const Adoption&)>;

// Where evidence keeps its records.
class EvidenceStore {
 public:
  virtual ~EvidenceStore() = default;

  // From the copies of intake's records, which may lag behind intake.
  virtual Result<std::optional<Idea>> FindIdea(const IdeaId& idea) = 0;
  virtual Result<std::optional<Organisation>> FindOrganisation(const OdsCode& ods_code) = 0;

  // Durable before it returns; writes the adoption, its entry on the timeline of `idea`, their
  // events and the memory of the request together or not at all. A request that was answered before
  // changes nothing and gets the first receipt; ALREADY_EXISTS REQUEST_ID_REUSED when it was
  // another request, ADOPTION_STARTED_BEFORE when another request has started this adoption.
  virtual Result<Receipt> AddAdoption(const Idea& idea, const Adoption& adoption,
                                      const Origin& origin) = 0;

  // Durable before it returns, together or not at all, as above: the adoption in its new stage and
  // the entry on its idea's timeline, or the memory of the request alone when the rule changes
  // nothing. A request that was answered before gets the first receipt, even where the rule would
  // refuse it now. NOT_FOUND ADOPTION_UNKNOWN, and what the rule returns.
  virtual Result<Receipt> ChangeAdoption(const AdoptionId& id, const AdoptionRule& rule,
                                         const Origin& origin) = 0;
};

}  // namespace waggle::evidence
