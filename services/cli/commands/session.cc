#include "services/cli/commands/session.h"

#include <ostream>
#include <utility>

#include "services/cli/rpc/rpc_error.h"

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

Result<std::string> ChooseRequestId(const Session& session, const std::string& given) {
  if (given.empty()) return session.ids.NewId();
  if (!IsUuid(given)) {
    return InvalidArgument(
        "--request-id " + given +
        " is not a UUID (8-4-4-4-12 hexadecimal digits); leave it out to get a new one");
  }
  return given;
}

Status ExplainRepetition(const Status& status, const std::string& request_id) {
  const bool unknown =
      status.code() == Code::kUnavailable || status.code() == Code::kDeadlineExceeded;
  if (!unknown || status.reason() == kServiceUnreachable) return status;
  return Status(
      status.code(), status.reason(),
      status.detail() +
          "; it may have been recorded all the same: repeat the command with --request-id " +
          request_id + ", which never records it twice");
}

Status InvalidArgument(std::string detail) {
  return Status(Code::kInvalidArgument, kArgumentInvalid, std::move(detail));
}

}  // namespace waggle::cli
