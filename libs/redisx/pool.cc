#include "libs/redisx/pool.h"

#include <map>
#include <mutex>

#include "libs/redisx/connection.h"

namespace waggle::redisx {

struct Pool::State {
  State(PoolOptions pool_options, observability::Telemetry pool_telemetry)
      : options(std::move(pool_options)), telemetry(pool_telemetry) {}

  const PoolOptions options;
  observability::Telemetry telemetry;
  std::mutex mutex;
  std::vector<std::unique_ptr<Connection>> idle;
  std::map<std::string, observability::Histogram, std::less<>> seconds;

  Result<std::unique_ptr<Connection>> Borrow() {
    {
      const std::lock_guard lock(mutex);
      while (!idle.empty()) {
        std::unique_ptr<Connection> connection = std::move(idle.back());
        idle.pop_back();
        if (connection->usable()) return connection;
      }
    }
    return Connection::Open(options.address, options.password, options.connect_timeout);
  }

  void GiveBack(std::unique_ptr<Connection> connection) {
    if (!connection->usable()) return;
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(connection));
  }

  Result<Reply> Call(std::string_view label, const std::vector<std::string_view>& arguments,
                     std::chrono::milliseconds timeout) {
    const auto start = std::chrono::steady_clock::now();
    WAGGLE_ASSIGN_OR_RETURN(std::unique_ptr<Connection> connection, Borrow());
    Result<Reply> reply = connection->Command(arguments, timeout);
    GiveBack(std::move(connection));
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    Seconds(label).Observe(elapsed.count());
    return reply;
  }

  observability::Histogram Seconds(std::string_view label) {
    const std::lock_guard lock(mutex);
    const auto known = seconds.find(label);
    if (known != seconds.end()) return known->second;
    const observability::Histogram series = telemetry.metrics.AddHistogram(
        "waggle_redis_command_seconds", "Time of a Redis command or script, connection included",
        {{"command", std::string(label)}});
    return seconds.emplace(label, series).first->second;
  }
};

Pool::Pool(PoolOptions options, observability::Telemetry telemetry)
    : state_(std::make_unique<State>(std::move(options), telemetry)) {}

Pool::~Pool() = default;

Result<Reply> Pool::Command(const std::vector<std::string_view>& arguments) {
  return state_->Call(arguments.front(), arguments, state_->options.command_timeout);
}

Result<Reply> Pool::BlockingCommand(const std::vector<std::string_view>& arguments,
                                    std::chrono::milliseconds wait) {
  return state_->Call(arguments.front(), arguments, wait + state_->options.command_timeout);
}

Result<Reply> Pool::Run(const Script& script, const std::vector<std::string_view>& keys,
                        const std::vector<std::string_view>& arguments) {
  const std::string key_count = std::to_string(keys.size());
  std::vector<std::string_view> command = {"EVALSHA", script.digest(), key_count};
  command.insert(command.end(), keys.begin(), keys.end());
  command.insert(command.end(), arguments.begin(), arguments.end());
  Result<Reply> reply = state_->Call(script.name(), command, state_->options.command_timeout);
  if (reply.ok() || reply.status().reason() != "REDIS_SCRIPT_UNKNOWN") return reply;
  command[0] = "EVAL";
  command[1] = script.source();
  return state_->Call(script.name(), command, state_->options.command_timeout);
}

Status Pool::Ping() {
  const Result<Reply> reply = Command({"PING"});
  return reply.ok() ? OkStatus() : reply.status();
}

}  // namespace waggle::redisx
