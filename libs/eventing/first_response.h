#pragma once

#include <optional>
#include <string>

#include "libs/eventing/record_store.h"

namespace waggle::eventing {

// What the request was answered before; nothing if it is new. For requests whose step fails now: a
// repetition gets the first answer all the same. ALREADY_EXISTS REQUEST_ID_REUSED.
Result<std::optional<std::string>> FirstResponse(RecordStore& store,
                                                 const AnsweredRequest& request);

}  // namespace waggle::eventing
