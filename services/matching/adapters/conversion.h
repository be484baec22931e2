#pragma once

#include "libs/base/clock.h"
#include "services/matching/domain/document.h"
#include "services/matching/domain/proposal.h"
#include "services/matching/domain/reviewer_selection.h"
#include "waggle/matching/v1/corpus.pb.h"
#include "waggle/matching/v1/match.pb.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::matching {

// Between the protos and the domain.
domain::Document FromProto(const v1::CorpusDocument& message);
domain::Match FromProto(const v1::Match& message);
// The proposed problems over what `base` says of status and times.
v1::Match ToProto(const domain::Match& match, const v1::Match& base);
v1::ReviewAssignment ToProto(const domain::ReviewSelection& selection,
                             const domain::DocumentId& idea, Time now);

}  // namespace waggle::matching
