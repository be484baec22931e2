#pragma once

#include <vector>

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "services/matching/domain/experience.h"
#include "services/matching/domain/ods_code.h"

namespace waggle::matching {

// What practices have done with an idea so far: adoptions with an outcome, and declines with a
// barrier that nothing has ended by `now`.
Result<std::vector<domain::Experience>> LoadExperiences(eventing::RecordStore& store,
                                                        const domain::DocumentId& idea, Time now);
// The ideas that the practice has declined, with the barriers that stand at `now`.
Result<std::vector<domain::EarlierDecline>> LoadEarlierDeclines(eventing::RecordStore& store,
                                                                const domain::OdsCode& practice,
                                                                Time now);

}  // namespace waggle::matching
