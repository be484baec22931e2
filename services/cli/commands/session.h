#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "libs/base/status.h"
#include "libs/base/uuid.h"
#include "services/cli/output/terminal.h"
#include "services/cli/rpc/rpc_caller.h"

namespace google::protobuf {
class Message;
}

namespace waggle::cli {

class Names;

enum class Format { kText, kJson };

// Reason of a command line that parses but makes no sense; ends with exit code 2.
inline constexpr std::string_view kArgumentInvalid = "ARGUMENT_INVALID";

// What a command works with. Made once per run of the program; everything in it outlives the
// command.
struct Session {
  RpcCaller& rpc;
  Names& names;
  IdGenerator& ids;
  std::istream& in;
  Terminal out;
  Terminal err;
  Format format;
  // Kafka's bootstrap servers, for the commands that speak to it.
  std::string brokers;
};

// The result for people; nothing with --json.
void PrintText(const Session& session, std::string_view text);
// The result for programs, a line of its own; nothing without --json.
void PrintJson(const Session& session, std::string_view json);
// Words beside the result, on standard error so that scripts read ids and tables only; nothing with
// --json.
void PrintNote(const Session& session, std::string_view text);

Status InvalidArgument(std::string detail);

}  // namespace waggle::cli
