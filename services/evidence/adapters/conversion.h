#pragma once

#include <optional>

#include "services/evidence/domain/adoption.h"
#include "services/evidence/domain/idea.h"
#include "services/evidence/domain/organisation.h"
#include "services/evidence/domain/timeline.h"
#include "waggle/evidence/v1/adoption.pb.h"
#include "waggle/evidence/v1/adoption_service.pb.h"
#include "waggle/evidence/v1/timeline.pb.h"
#include "waggle/intake/v1/idea.pb.h"
#include "waggle/intake/v1/organisation.pb.h"
#include "waggle/matching/v1/match.pb.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::evidence {

v1::TimelineEntry ToProto(const TimelineEntry& entry, std::int64_t position);
v1::Adoption ToProto(const Adoption& adoption);

// An adoption written before there were other stages is in its first one since it started.
Adoption FromProto(const v1::Adoption& message);
// A stage that this build does not know becomes unspecified. INVALID_ARGUMENT for what is no
// barrier.
Result<StageChange> FromProto(const v1::ChangeAdoptionStageRequest& request);

Idea FromProto(const intake::v1::Idea& message);
// A kind that this build does not know becomes unspecified.
Organisation FromProto(const intake::v1::Organisation& message);

// What the event tells a timeline; nothing for an event that this build does not know.
std::optional<Happening> HappeningOf(const intake::v1::IdeaEvent& event);
std::optional<Happening> HappeningOf(const matching::v1::MatchEvent& event);
std::optional<Happening> HappeningOf(const matching::v1::ReviewAssignmentEvent& event);

}  // namespace waggle::evidence
