#pragma once

#include <vector>

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "services/matching/domain/experience.h"
#include "services/matching/domain/ods_code.h"

namespace waggle::matching {

// What practices have said of an idea so far, as far as it stands at `now`: declines with a barrier
// that nothing has ended. Adoptions follow when they have an outcome.
Result<std::vector<domain::Experience>> LoadExperiences(eventing::RecordStore& store,
                                                        const domain::DocumentId& idea, Time now);

}  // namespace waggle::matching
