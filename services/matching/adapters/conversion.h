#pragma once

#include "libs/base/clock.h"
#include "services/matching/domain/document.h"
#include "services/matching/domain/reviewer_selection.h"
#include "waggle/matching/v1/corpus.pb.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::matching {

// Between the protos of documents and reviews, and the domain.
domain::Document FromProto(const v1::CorpusDocument& message);
v1::ReviewAssignment ToProto(const domain::ReviewSelection& selection,
                             const domain::DocumentId& idea, Time now);

}  // namespace waggle::matching
