#pragma once

#include "libs/base/strong_id.h"

namespace waggle::intake {

using OdsCode = StrongId<struct OdsCodeTag>;
using PersonId = StrongId<struct PersonIdTag>;
using IdeaId = StrongId<struct IdeaIdTag>;
using ProblemId = StrongId<struct ProblemIdTag>;

}  // namespace waggle::intake
