#include "services/matching/adapters/first_response.h"

namespace waggle::matching {

Result<std::optional<std::string>> FirstResponse(eventing::RecordStore& store,
                                                 const eventing::AnsweredRequest& request) {
  // The store looks at the request first; where that is new, an expectation that cannot hold keeps
  // the commit from doing anything.
  eventing::Commit commit;
  commit.request = request;
  commit.expectations.push_back({{"no-such-kind", request.key}, 1});
  Result<eventing::CommitOutcome> outcome = store.Apply(commit);
  if (outcome.status().reason() == "RECORD_CHANGED") return std::optional<std::string>();
  if (!outcome.ok()) return outcome.status();
  return std::optional(std::move(outcome->response));
}

}  // namespace waggle::matching
