#include "libs/testing/redis_server.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "libs/base/check.h"
#include "libs/redisx/pool.h"
#include "libs/testing/eventually.h"
#include "libs/testing/silent_telemetry.h"

namespace waggle::testing {

RedisServer::RedisServer() {
  // Socket paths are limited to 107 bytes, so /tmp rather than a folder deep in the build tree.
  char pattern[] = "/tmp/waggle-redis-XXXXXX";
  WAGGLE_CHECK(mkdtemp(pattern) != nullptr);
  directory_ = pattern;
  Start();
}

RedisServer::~RedisServer() {
  Kill();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

void RedisServer::Start() {
  const pid_t parent = getpid();
  pid_ = fork();
  WAGGLE_CHECK(pid_ >= 0);
  if (pid_ == 0) {
    // Dies with the test, whatever kills that.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    const int null = open("/dev/null", O_RDWR);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    const std::string socket = directory_ + "/redis.sock";
    execlp("redis-server", "redis-server", "--port", "0", "--unixsocket", socket.c_str(), "--dir",
           directory_.c_str(), "--appendonly", "yes", "--appendfsync", "always",
           "--no-appendfsync-on-rewrite", "no", "--maxmemory-policy", "noeviction", "--save", "",
           static_cast<char*>(nullptr));
    _exit(127);
  }
  SilentTelemetry silent;
  redisx::Pool pool({.address = address(), .password = ""}, silent.telemetry());
  WAGGLE_CHECK(Eventually([&] { return pool.Ping().ok(); }));
}

void RedisServer::Kill() {
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

}  // namespace waggle::testing
