#include "libs/service/settings.h"

namespace waggle::service {

Settings ReadSettings(const std::string& service, DefaultPorts ports, config::Reader& reader) {
  Settings settings;
  settings.instance = reader.Text("WAGGLE_INSTANCE", service + "-0");
  settings.grpc_address =
      reader.Text("WAGGLE_GRPC_ADDRESS", "127.0.0.1:" + std::to_string(ports.grpc));
  settings.admin_address =
      reader.Text("WAGGLE_ADMIN_ADDRESS", "127.0.0.1:" + std::to_string(ports.admin));
  settings.kafka_brokers = reader.Text("WAGGLE_KAFKA_BROKERS", "127.0.0.1:7120");
  settings.redis_address = reader.Text("WAGGLE_REDIS_ADDRESS", "127.0.0.1:6379");
  settings.redis_password = reader.SecretFile("WAGGLE_REDIS_PASSWORD_FILE");
  settings.log_level =
      reader.Choice("WAGGLE_LOG_LEVEL", "info", {"debug", "info", "warn", "error"});
  settings.drain_routing = reader.Milliseconds("WAGGLE_DRAIN_ROUTING_MS", std::chrono::seconds(3));
#ifdef WAGGLE_CRASH_POINTS
  // Read by base/crash_point; named here so that it is not reported as unknown.
  reader.Text("WAGGLE_CRASH_AT", "");
#endif
  return settings;
}

}  // namespace waggle::service
