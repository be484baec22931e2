#pragma once

#include <string>

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "services/intake/domain/idea.h"
#include "services/intake/domain/organisation.h"
#include "services/intake/domain/person.h"
#include "services/intake/domain/problem.h"

namespace waggle::intake {

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
  std::string id;
  std::int64_t sequence = 0;
};

// Where intake keeps its records. A save is durable before it returns and writes the record, its
// event and the memory of the request together or not at all. A request that was answered before
// changes nothing and gets the first receipt; ALREADY_EXISTS REQUEST_ID_REUSED when it was another
// request.
class IntakeStore {
 public:
  virtual ~IntakeStore() = default;

  enum class Known { kYes, kNo };
  virtual Result<Known> FindOrganisation(const OdsCode& ods_code) = 0;
  virtual Result<Known> FindPerson(const PersonId& person) = 0;

  // Adds the organisation or replaces what is known about it.
  virtual Result<Receipt> SaveOrganisation(const Organisation& organisation,
                                           const Origin& origin) = 0;
  virtual Result<Receipt> AddPerson(const Person& person, const Origin& origin) = 0;
  virtual Result<Receipt> AddIdea(const Idea& idea, const Origin& origin) = 0;
  virtual Result<Receipt> AddProblem(const Problem& problem, const Origin& origin) = 0;
};

}  // namespace waggle::intake
