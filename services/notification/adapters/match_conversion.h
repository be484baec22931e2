#pragma once

#include <google/protobuf/repeated_field.h>

#include <vector>

#include "services/notification/domain/barrier.h"
#include "services/notification/domain/match_mail.h"
#include "services/notification/domain/match_news.h"
#include "waggle/intake/v1/problem.pb.h"
#include "waggle/matching/v1/match.pb.h"

namespace waggle::notification::adapters {

// From matching's match to what mail follows from and is made of. A status, an answer or a
// follow-up that this build does not know tells nobody anything; a barrier it does not know is
// another reason.
domain::MatchState FromProto(const matching::v1::Match& message);
domain::FitPoint FromProto(const matching::v1::FitPoint& message);
domain::ProblemKind FromProto(intake::v1::ProblemKind kind);
std::vector<domain::Barrier> FromProto(const google::protobuf::RepeatedField<int>& barriers);

}  // namespace waggle::notification::adapters
