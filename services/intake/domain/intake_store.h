#pragma once

#include <functional>
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

// What a change is called in the event log.
enum class IdeaChange { kRevised, kWithdrawn, kSuperseded };
enum class ProblemChange { kRevised, kClosed };

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

  // NOT_FOUND IDEA_UNKNOWN.
  virtual Result<Idea> LoadIdea(const IdeaId& id) = 0;
  // Saves what `rule` makes of the idea as it is, again with what it is then if somebody else has
  // changed it meanwhile. NOT_FOUND IDEA_UNKNOWN, or the rule's error; a repeated request gets its
  // first receipt even where the rule would refuse it now.
  using IdeaRule = std::function<Result<Idea>(const Idea&)>;
  virtual Result<Receipt> ChangeIdea(const IdeaId& id, IdeaChange change, const IdeaRule& rule,
                                     const Origin& origin) = 0;
  // The same for a problem; NOT_FOUND PROBLEM_UNKNOWN.
  using ProblemRule = std::function<Result<Problem>(const Problem&)>;
  virtual Result<Receipt> ChangeProblem(const ProblemId& id, ProblemChange change,
                                        const ProblemRule& rule, const Origin& origin) = 0;
};

}  // namespace waggle::intake
