#pragma once

#include "libs/base/status.h"
#include "libs/redisx/pool.h"

namespace waggle::redisx {

// Whether this Redis keeps what it acknowledges: append-only file with `appendfsync always`, also
// during a rewrite, no eviction, and no failed write. FAILED_PRECONDITION REDIS_NOT_DURABLE names
// every wrong setting and its remedy. Asserted at start and every 30 s, because CONFIG SET can take
// the promise back at any time.
Status AssertDurable(Pool& pool);

}  // namespace waggle::redisx
