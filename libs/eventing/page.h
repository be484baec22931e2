#pragma once

#include <string>
#include <vector>

#include "libs/base/status.h"
#include "libs/eventing/record_store.h"

namespace waggle::eventing {

// One page of a list as a caller asks for it. Tokens are opaque to callers: the hexadecimal index
// position behind which the page begins.
class PageRequest {
 public:
  // INVALID_ARGUMENT for a negative size or text that is no token. 0 means 100, above 1,000 means
  // 1,000.
  static Result<PageRequest> Parse(int page_size, const std::string& page_token);

  std::size_t size() const { return size_; }
  const std::string& after() const { return after_; }

 private:
  PageRequest(std::size_t size, std::string after) : size_(size), after_(std::move(after)) {}

  std::size_t size_;
  std::string after_;
};

struct Page {
  std::vector<StoredRecord> records;
  // Empty on the last page.
  std::string next_page_token;
  // Where a reader that follows the list goes on; never empty once anything was listed.
  std::string follow_token;
};

Result<Page> ListPage(RecordStore& store, const std::string& kind, const std::string& index,
                      const PageRequest& request);

}  // namespace waggle::eventing
