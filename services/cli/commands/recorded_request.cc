#include "services/cli/commands/recorded_request.h"

#include "services/cli/rpc/rpc_error.h"

namespace waggle::cli {

void AddRequestIdOption(Command& command, std::string& request_id) {
  command
      .AddOption("--request-id", request_id,
                 "Repeat an earlier command safely: same id, recorded once")
      .ValueName("UUID");
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

}  // namespace waggle::cli
