#pragma once

#include "libs/redisx/script.h"

namespace waggle::eventing {

// The Lua scripts of this folder, built into the library.
const redisx::Script& CommitScript();
const redisx::Script& ClaimScript();
const redisx::Script& ExtendLeaseScript();
const redisx::Script& ReadManyScript();
const redisx::Script& CountRowsScript();
const redisx::Script& HoldRelayLeaseScript();

}  // namespace waggle::eventing
