#pragma once

#include <memory>
#include <string>
#include <vector>

#include "libs/base/component.h"

namespace grpc {
class Service;
}

namespace waggle::grpcx {

enum class Serving { kYes, kNo };

// The gRPC listener of a process, with the standard health service and the limits of an internal
// API: 256 KiB per message, 8 KiB of metadata, bounded streams and connection age. Plain text: a
// proxy with mTLS stands in front.
class Server final : public Component {
 public:
  // `services` are registered, not owned. Port 0 takes a free one.
  Server(std::string address, std::vector<grpc::Service*> services);
  ~Server() override;

  std::string_view name() const override { return "grpc-server"; }
  Status Start() override;
  // Refuses new calls and lets those in hand finish within `limit`.
  void Stop(std::chrono::milliseconds limit) override;

  // What the health service answers for the process (the empty service name); it knows no other.
  // NOT_SERVING until told otherwise.
  void SetServing(Serving serving);
  int port() const { return port_; }

 private:
  struct Handle;

  const std::string address_;
  const std::vector<grpc::Service*> services_;
  std::unique_ptr<Handle> handle_;
  int port_ = 0;
};

}  // namespace waggle::grpcx
