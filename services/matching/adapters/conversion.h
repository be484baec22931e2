#pragma once

#include <optional>

#include "services/matching/domain/document.h"
#include "services/matching/domain/idea_needs.h"
#include "services/matching/domain/match_candidate.h"
#include "services/matching/domain/match_status.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// Whether the document has a number, and one below `number`: whoever has that number was compared
// with it.
bool IsNumberedBelow(const v1::CorpusDocument& document, std::int64_t number);

// Nothing for 0, which stands for "not known" and "no limit"; the enums have the same numbers on
// both sides.
template <class Value>
std::optional<Value> Known(int number) {
  return number == 0 ? std::nullopt : std::optional(static_cast<Value>(number));
}

// Between the proto of documents and the domain.
domain::Document FromProto(const v1::CorpusDocument& message);
// Who made the idea; the practice itself where nothing is said.
domain::Origin OriginOf(const v1::CorpusDocument& idea);

// Why every match of the idea ends: it was withdrawn or has a successor. Nothing while it goes on.
std::optional<domain::CloseReason> EndOf(const v1::CorpusDocument& idea);

// What the idea needs, as its practice says.
domain::IdeaNeeds NeedsOf(const v1::CorpusDocument& idea);

}  // namespace waggle::matching
