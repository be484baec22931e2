#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "libs/base/status.h"
#include "waggle/matching/v1/corpus.pb.h"
#include "waggle/matching/v1/search_service.pb.h"

namespace waggle::matching {

// The limits of what may be asked; INVALID_ARGUMENT naming every field that breaks one.
Status Check(const v1::FindSimilarIdeasRequest& request);
Status Check(const v1::FindIdeasForProblemRequest& request);
Status Check(const v1::SearchRequest& request);
Status Check(const v1::FindPeersRequest& request);

std::size_t LimitOf(int limit);
std::size_t PageSizeOf(int page_size);

// Where a page of a search begins. Every page is of the log as it was for the first.
struct SearchPosition {
  std::int64_t as_of_number = 0;
  // Among all ideas found, filtered out or not, so that pages stay where they are when an idea
  // ends.
  std::size_t first_rank = 0;

  std::string ToToken() const;
  // INVALID_ARGUMENT for what is no token; the start for an empty one.
  static Result<SearchPosition> Parse(const std::string& token, std::int64_t next_number);
};

// Whether the idea has all of them, in either case.
bool HasTags(const v1::CorpusDocument& idea,
             const google::protobuf::RepeatedPtrField<std::string>& tags);

}  // namespace waggle::matching
