#include "libs/eventing/page.h"

#include <algorithm>

#include "libs/base/sha256.h"

namespace waggle::eventing {
namespace {

constexpr std::size_t kDefaultSize = 100;
constexpr std::size_t kLargestSize = 1000;

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

Result<PageRequest> PageRequest::Parse(int page_size, const std::string& page_token) {
  if (page_size < 0) return Status::Invalid({{"page_size", "must not be negative"}});
  const Status unknown =
      Status::Invalid({{"page_token", "is not a token of this list; start again without one"}});
  if (page_token.size() % 2 != 0) return unknown;
  std::string after;
  for (std::size_t i = 0; i < page_token.size(); i += 2) {
    const int high = HexDigit(page_token[i]);
    const int low = HexDigit(page_token[i + 1]);
    if (high < 0 || low < 0) return unknown;
    after += static_cast<char>(high * 16 + low);
  }
  const std::size_t size = page_size == 0 ? kDefaultSize : static_cast<std::size_t>(page_size);
  return PageRequest(std::min(size, kLargestSize), std::move(after));
}

Result<Page> ListPage(RecordStore& store, const std::string& kind, const std::string& index,
                      const PageRequest& request) {
  // One row more tells whether there is another page.
  WAGGLE_ASSIGN_OR_RETURN(std::vector<IndexRow> rows,
                          store.List(index, request.after(), request.size() + 1));
  Page page;
  const bool more = rows.size() > request.size();
  if (more) rows.pop_back();
  page.follow_token = ToHex(rows.empty() ? request.after() : rows.back().position);
  if (more) page.next_page_token = page.follow_token;
  const std::vector<std::string> ids = IdsOf(rows);
  WAGGLE_ASSIGN_OR_RETURN(page.records, store.GetMany(kind, ids));
  return page;
}

}  // namespace waggle::eventing
