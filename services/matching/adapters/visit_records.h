#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libs/eventing/record_store.h"

namespace waggle::matching {

// Visits every record of a kind that is listed under the kind's own name.
template <class Message, class Visit>
Status ForEach(eventing::RecordStore& store, std::string_view kind, const Visit& visit) {
  const std::string name(kind);
  std::string after;
  while (true) {
    WAGGLE_ASSIGN_OR_RETURN(const auto rows, store.List(name, after, 1000));
    if (rows.empty()) return OkStatus();
    after = rows.back().position;
    const std::vector<std::string> ids = eventing::IdsOf(rows);
    WAGGLE_ASSIGN_OR_RETURN(const auto records, store.GetMany(name, ids));
    for (const eventing::StoredRecord& record : records) {
      Message message;
      if (!message.ParseFromString(record.state)) {
        return Status(Code::kDataLoss, "STORE_DAMAGED", name + " " + record.id + " cannot be read");
      }
      WAGGLE_RETURN_IF_ERROR(visit(message));
    }
  }
}

}  // namespace waggle::matching
