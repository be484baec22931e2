#include "services/cli/commands/session.h"

#include <ostream>
#include <utility>

namespace waggle::cli {

void PrintText(const Session& session, std::string_view text) {
  if (session.format == Format::kText) session.out.stream << text << std::flush;
}

void PrintJson(const Session& session, std::string_view json) {
  if (session.format == Format::kJson) session.out.stream << json << '\n' << std::flush;
}

void PrintNote(const Session& session, std::string_view text) {
  if (session.format == Format::kText) session.err.stream << text << std::flush;
}

Status InvalidArgument(std::string detail) {
  return Status(Code::kInvalidArgument, kArgumentInvalid, std::move(detail));
}

}  // namespace waggle::cli
