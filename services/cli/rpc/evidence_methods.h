#pragma once

#include "services/cli/rpc/method.h"
#include "waggle/evidence/v1/adoption_service.pb.h"
#include "waggle/evidence/v1/spread_service.pb.h"

namespace waggle::cli {

inline constexpr Method<evidence::v1::StartAdoptionRequest, evidence::v1::StartAdoptionResponse>
    kStartAdoption{Service::kEvidence, "/waggle.evidence.v1.AdoptionService/StartAdoption"};
inline constexpr Method<evidence::v1::ChangeAdoptionStageRequest,
                        evidence::v1::ChangeAdoptionStageResponse>
    kChangeAdoptionStage{Service::kEvidence,
                         "/waggle.evidence.v1.AdoptionService/ChangeAdoptionStage"};
inline constexpr Method<evidence::v1::GetIdeaTimelineRequest, evidence::v1::GetIdeaTimelineResponse>
    kGetIdeaTimeline{Service::kEvidence, "/waggle.evidence.v1.SpreadService/GetIdeaTimeline"};

}  // namespace waggle::cli
