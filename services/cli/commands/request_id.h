#pragma once

#include <string>
#include <string_view>

#include "libs/base/uuid.h"
#include "services/cli/output/json.h"

namespace waggle::cli {

// The request id of an imported record: the same content always has the same one, so importing a
// file twice changes nothing. `record_id` (the record's own id in its file) keeps two records with
// the same words apart.
template <class Message>
std::string ImportRequestId(std::string_view kind, std::string_view record_id,
                            const Message& message) {
  return DerivedId("import", {kind, record_id, CanonicalJson(message)});
}

}  // namespace waggle::cli
