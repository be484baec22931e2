#include "libs/eventing/first_response.h"

namespace waggle::eventing {

Result<std::optional<std::string>> FirstResponse(RecordStore& store,
                                                 const AnsweredRequest& request) {
  // The store looks at the request first; where that is new, an expectation that cannot hold keeps
  // the commit from doing anything.
  Commit commit;
  commit.request = request;
  commit.expectations.push_back({{"no-such-kind", request.key}, 1});
  Result<CommitOutcome> outcome = store.Apply(commit);
  if (outcome.status().reason() == "RECORD_CHANGED") return std::optional<std::string>();
  if (!outcome.ok()) return outcome.status();
  return std::optional(std::move(outcome->response));
}

}  // namespace waggle::eventing
