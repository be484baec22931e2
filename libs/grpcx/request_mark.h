#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "libs/base/sha256.h"
#include "libs/base/status.h"
#include "libs/base/uuid.h"
#include "libs/grpcx/funnel.h"

namespace waggle::grpcx {

// What makes two calls the same request: caller, method and request_id; and whether they really
// are: the payload.
struct RequestIdentity {
  std::string key;
  Sha256Digest payload_hash;
};

// `request` is a mutating request message; INVALID_ARGUMENT when its request_id is not a UUID.
inline Result<RequestIdentity> Identify(const Call& call, std::string_view method,
                                        std::string_view request_id,
                                        const google::protobuf::Message& request) {
  if (!IsUuid(request_id)) {
    return Status::Invalid(
        {{"request_id",
          "must be a UUID that the caller makes once per request and repeats on retries"}});
  }
  return RequestIdentity{call.caller + "/" + std::string(method) + "/" + std::string(request_id),
                         Sha256(request.SerializeAsString())};
}

}  // namespace waggle::grpcx
