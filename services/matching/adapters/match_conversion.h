#pragma once

#include "services/matching/domain/tracked_match.h"
#include "waggle/matching/v1/match.pb.h"

namespace waggle::matching {

// Between waggle.matching.v1.Match and the domain. The enums have the same numbers.
domain::TrackedMatch FromProto(const v1::Match& message);
// All but the time of the next step, which depends on the calendar.
v1::Match ToProto(const domain::TrackedMatch& match);

// That something has changed about what stands against a declined match, which is `after` it; its
// state is still to be set.
v1::MatchEvent BarrierEvent(const domain::TrackedMatch& after);

v1::ScoreParts ToProto(const domain::ScoreParts& parts);
google::protobuf::RepeatedPtrField<v1::FitPoint> ToProto(
    const std::vector<domain::FitReason>& reasons);

// INVALID_ARGUMENT naming the field where a number is none of the list, where there are more
// barriers than the list has, or (of barriers alone) where there is none; the rules of an answer
// are checked by the domain.
Result<std::vector<domain::Barrier>> BarriersFromProto(
    const google::protobuf::RepeatedField<int>& numbers);
Result<domain::MatchAnswer> FromProto(v1::MatchAnswerKind kind,
                                      const google::protobuf::RepeatedField<int>& barriers,
                                      const std::string& text);

}  // namespace waggle::matching
