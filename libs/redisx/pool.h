#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/status.h"
#include "libs/observability/telemetry.h"
#include "libs/redisx/reply.h"
#include "libs/redisx/script.h"

namespace waggle::redisx {

struct PoolOptions {
  // `unix:/path/to/socket` or `host:port`.
  std::string address;
  // Empty: no AUTH.
  std::string password;
  std::chrono::milliseconds connect_timeout{1000};
  // Longest wait for an answer; longer than any fsync should take.
  std::chrono::milliseconds command_timeout{5000};
};

// Connections to one Redis. Thread-safe: each call borrows a connection of its own and gives it
// back, so a thread never reads another's answer. A connection that saw an error is closed and
// never used again (a late answer would be read as the next one).
//
// Errors: UNAVAILABLE REDIS_UNREACHABLE (not sent, or Redis refuses for now) and
// REDIS_OUTCOME_UNKNOWN (sent, no answer: it may or may not have happened; repeating must be safe),
// RESOURCE_EXHAUSTED REDIS_MEMORY_FULL, INTERNAL REDIS_REFUSED for a command that is wrong.
class Pool {
 public:
  Pool(PoolOptions options, observability::Telemetry telemetry);
  ~Pool();

  Result<Reply> Command(const std::vector<std::string_view>& arguments);
  // For commands that block on the server, at most `wait`: the command timeout starts after it.
  Result<Reply> BlockingCommand(const std::vector<std::string_view>& arguments,
                                std::chrono::milliseconds wait);
  // Runs by digest and sends the source when this Redis does not know it (it forgets scripts when
  // it restarts).
  Result<Reply> Run(const Script& script, const std::vector<std::string_view>& keys,
                    const std::vector<std::string_view>& arguments);

  // OK when Redis answers.
  Status Ping();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waggle::redisx
