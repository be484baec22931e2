#pragma once

#include "libs/base/status.h"
#include "services/cli/input/record.h"
#include "waggle/intake/v1/idea.pb.h"
#include "waggle/intake/v1/person.pb.h"
#include "waggle/intake/v1/problem.pb.h"

namespace waggle::cli {

// The messages that import records stand for, or every violation of the record. Fields that only
// the author of a file uses (`_id`, `theme`) and fields that the service gives (ids, status, times)
// are allowed and left out, so what `get --json` printed can be imported again.
Result<intake::v1::Idea> IdeaFrom(const Record& record);
Result<intake::v1::Problem> ProblemFrom(const Record& record);
// A record with `home_org` is a QI reviewer; every other names `ods_code` and `role`.
Result<intake::v1::Person> PersonFrom(const Record& record);

}  // namespace waggle::cli
