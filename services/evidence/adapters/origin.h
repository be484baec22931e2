#pragma once

#include "libs/base/clock.h"
#include "libs/grpcx/request_mark.h"
#include "services/evidence/domain/evidence_store.h"

namespace waggle::evidence {

// What the store must remember about a mutating call.
template <class Request>
Result<Origin> OriginOf(const grpcx::Call& call, std::string_view method, const Request& request,
                        const Clock& clock) {
  WAGGLE_ASSIGN_OR_RETURN(const grpcx::RequestIdentity identity,
                          grpcx::Identify(call, method, request.request_id(), request));
  return Origin{identity.key, identity.payload_hash, call.caller, call.trace.ToTraceparent(),
                clock.Now()};
}

}  // namespace waggle::evidence
