#pragma once

#include <chrono>
#include <string>

#include "libs/base/status.h"
#include "services/cli/rpc/method.h"

namespace waggle::cli {

// Reasons of errors that the client finds itself; a service's own reasons pass through unchanged.
// No connection was made, so nothing was sent.
inline constexpr std::string_view kServiceUnreachable = "SERVICE_UNREACHABLE";
// The connection broke while the call was under way: whether the service did it is not known.
inline constexpr std::string_view kConnectionLost = "CONNECTION_LOST";
inline constexpr std::string_view kNoAnswerInTime = "NO_ANSWER_IN_TIME";
inline constexpr std::string_view kMessageTooLarge = "MESSAGE_TOO_LARGE";
inline constexpr std::string_view kMethodUnknown = "METHOD_UNKNOWN";
inline constexpr std::string_view kPageTokenRepeated = "PAGE_TOKEN_REPEATED";

// A failed call as gRPC delivers it, without gRPC's types.
struct RpcFailure {
  // google.rpc.Code.
  int code = 0;
  std::string message;
  // `grpc-status-details-bin`: a serialized google.rpc.Status, or empty.
  std::string details;
  // Trailing metadata `waggle-error-reason`, or empty: then the answer did not come from a Waggle
  // service.
  std::string reason;
};

// Which call it was, for the text of the error.
struct CallSite {
  Service service;
  std::string address;
  std::string path;
  std::chrono::milliseconds timeout;
  // Finds the call in the service's log.
  std::string trace_id;
};

// What the failure means to a person: the service's own words where it answered, else which service
// at which address could not be reached and what to do. google.rpc.BadRequest becomes the
// violations of the Status.
Status StatusOfFailure(const RpcFailure& failure, const CallSite& site);

}  // namespace waggle::cli
