#pragma once

#include "services/matching/domain/document.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// Whether the document has a number, and one below `number`: whoever has that number was compared
// with it.
bool IsNumberedBelow(const v1::CorpusDocument& document, std::int64_t number);

// Between the proto of documents and the domain.
domain::Document FromProto(const v1::CorpusDocument& message);

}  // namespace waggle::matching
