#pragma once

#include <string_view>

namespace waggle::cli {

enum class Service { kIntake, kMatching, kEvidence, kNotification };

// Lower-case name, as in `waggle-intake` and `--intake`.
constexpr std::string_view NameOf(Service service) {
  switch (service) {
    case Service::kIntake:
      return "intake";
    case Service::kMatching:
      return "matching";
    case Service::kEvidence:
      return "evidence";
    case Service::kNotification:
      return "notification";
  }
  return "";
}

// One RPC with its message types. The lists of methods (intake_methods.h, …) stand in for the
// generated stubs, so that only rpc/*.cc pay for gRPC's headers; methods_test.cc compares
// every entry with the proto descriptors.
template <class RequestT, class ResponseT>
struct Method {
  using Request = RequestT;
  using Response = ResponseT;

  Service service;
  // `/<package>.<service>/<rpc>`, as it travels in the HTTP/2 header.
  const char* path;
};

// The same for an RPC that answers with a stream of responses.
template <class RequestT, class ResponseT>
struct StreamMethod {
  using Request = RequestT;
  using Response = ResponseT;

  Service service;
  const char* path;
};

}  // namespace waggle::cli
