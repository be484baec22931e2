#pragma once

#include <chrono>
#include <string>

#include "libs/config/reader.h"

namespace waggle::service {

// What every service needs to know about its surroundings.
struct Settings {
  std::string instance;
  std::string grpc_address;
  std::string admin_address;
  std::string kafka_brokers;
  std::string redis_address;
  std::string redis_password;
  std::string log_level;
  // How long routing may take to notice that a draining process is no longer ready.
  std::chrono::milliseconds drain_routing{};
};

struct DefaultPorts {
  int grpc = 0;
  int admin = 0;
};

Settings ReadSettings(const std::string& service, DefaultPorts ports, config::Reader& reader);

}  // namespace waggle::service
