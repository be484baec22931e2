#pragma once

#include "services/matching/domain/document.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// Between the proto of documents and the domain.
domain::Document FromProto(const v1::CorpusDocument& message);

}  // namespace waggle::matching
