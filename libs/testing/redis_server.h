#pragma once

#include <sys/types.h>

#include <string>

namespace waggle::testing {

// A redis-server of our own on a unix socket in a fresh folder, with the durability settings that
// services demand. Killed and its folder removed by the destructor.
class RedisServer {
 public:
  RedisServer();
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  // For `WAGGLE_REDIS_ADDRESS`.
  std::string address() const { return "unix:" + directory_ + "/redis.sock"; }
  // SIGKILL, as a crash.
  void Kill();
  // Starts again over the same files and waits until it answers.
  void Start();

 private:
  std::string directory_;
  pid_t pid_ = 0;
};

}  // namespace waggle::testing
