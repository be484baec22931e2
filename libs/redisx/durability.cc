#include "libs/redisx/durability.h"

namespace waggle::redisx {
namespace {

struct Expectation {
  std::string_view setting;
  std::string_view value;
};

constexpr Expectation kExpectations[] = {
    {"appendonly", "yes"},
    {"appendfsync", "always"},
    {"no-appendfsync-on-rewrite", "no"},
    {"maxmemory-policy", "noeviction"},
};

}  // namespace

Status AssertDurable(Pool& pool) {
  std::string wrong;
  for (const Expectation& expected : kExpectations) {
    WAGGLE_ASSIGN_OR_RETURN(const Reply reply, pool.Command({"CONFIG", "GET", expected.setting}));
    const std::string actual = reply.elements.size() == 2 ? reply.elements[1].text : "(unknown)";
    if (actual != expected.value) {
      wrong += (wrong.empty() ? "" : "; ") + std::string(expected.setting) + " is " + actual +
               ", must be " + std::string(expected.value);
    }
  }
  WAGGLE_ASSIGN_OR_RETURN(const Reply info, pool.Command({"INFO", "persistence"}));
  if (info.text.find("aof_last_write_status:ok") == std::string::npos) {
    wrong +=
        (wrong.empty() ? "" : "; ") + std::string("the last write to the append-only file failed");
  }
  if (wrong.empty()) return OkStatus();
  return Status(
      Code::kFailedPrecondition, "REDIS_NOT_DURABLE",
      "redis could lose acknowledged writes: " + wrong + "; correct redis.conf and restart Redis");
}

}  // namespace waggle::redisx
