#pragma once

#include <optional>
#include <string>

#include "libs/base/status.h"
#include "libs/kafkax/record.h"
#include "waggle/matching/v1/match_service.pb.h"

namespace waggle::matching {

// Which matches somebody wants to hear of: those that agree with each field that is not empty.
struct MatchFilter {
  std::string idea_id;
  std::string ods_code;
};

// A record of the topic of matches as a change to tell of, without its resume token. Nothing where
// the filter leaves it out. Errors as DecodeEvent.
Result<std::optional<v1::WatchMatchesResponse>> ChangeOf(const kafkax::Record& record,
                                                         const MatchFilter& filter);

}  // namespace waggle::matching
