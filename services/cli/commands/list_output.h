#pragma once

#include <string>
#include <vector>

#include "services/cli/commands/session.h"
#include "services/cli/output/json.h"
#include "services/cli/output/table.h"

namespace waggle::cli {

// A list: the plain messages as a JSON array, or a table for people. `fill` adds the rows; it is
// called for people only, because it may ask intake for names. `nothing` is what people read when
// the list is empty.
template <class Message, class Fill>
void PrintList(const Session& session, const std::vector<Message>& messages, Table table, Fill fill,
               std::string_view nothing) {
  if (session.format == Format::kJson) {
    std::vector<std::string> elements;
    for (const Message& message : messages) elements.push_back(ToJson(message));
    PrintJson(session, JsonArray(elements));
    return;
  }
  if (messages.empty()) {
    PrintNote(session, std::string(nothing) + "\n");
    return;
  }
  for (const Message& message : messages) fill(table, message);
  PrintText(session, table.Render(session.out));
}

}  // namespace waggle::cli
