#pragma once

#include <map>
#include <vector>

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "services/matching/domain/experience.h"
#include "services/matching/domain/ods_code.h"

namespace waggle::matching {

// What practices have done with ideas so far: adoptions with an outcome, and declines with a
// barrier that nothing has ended by `now`. With most ideas nobody has done anything, which is one
// question for all of them; these are not in the result.
Result<std::map<domain::DocumentId, std::vector<domain::Experience>>> LoadExperiences(
    eventing::RecordStore& store, const std::vector<domain::DocumentId>& ideas, Time now);
// The ideas that these practices have declined, with the barriers that stand at `now`. Practices
// that have declined none are not in the result.
Result<std::map<domain::OdsCode, std::vector<domain::EarlierDecline>>> LoadEarlierDeclines(
    eventing::RecordStore& store, const std::vector<domain::OdsCode>& practices, Time now);

}  // namespace waggle::matching
