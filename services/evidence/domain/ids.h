#pragma once

#include "libs/base/strong_id.h"

namespace waggle::evidence {

using OdsCode = StrongId<struct OdsCodeTag>;
using PersonId = StrongId<struct PersonIdTag>;
using IdeaId = StrongId<struct IdeaIdTag>;
using MatchId = StrongId<struct MatchIdTag>;
using AssignmentId = StrongId<struct AssignmentIdTag>;
using AdoptionId = StrongId<struct AdoptionIdTag>;
using TimelineEntryId = StrongId<struct TimelineEntryIdTag>;
using EventId = StrongId<struct EventIdTag>;

}  // namespace waggle::evidence
