#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/status.h"
#include "libs/redisx/reply.h"

struct redisContext;

namespace waggle::redisx {

// One connection, used by one thread at a time. After an error it must be thrown away: `usable`
// says so.
class Connection {
 public:
  static Result<std::unique_ptr<Connection>> Open(const std::string& address,
                                                  const std::string& password,
                                                  std::chrono::milliseconds connect_timeout);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Result<Reply> Command(const std::vector<std::string_view>& arguments,
                        std::chrono::milliseconds timeout);

  // False when an error was seen, or Redis has closed the connection while it was idle.
  bool usable() const;

 private:
  explicit Connection(redisContext* context) : context_(context) {}

  redisContext* context_;
};

}  // namespace waggle::redisx
