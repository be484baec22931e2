#pragma once

#include <utility>
#include <vector>

#include "services/cli/rpc/rpc_caller.h"
#include "services/cli/rpc/rpc_error.h"

namespace waggle::cli {

// Keeps a page of the largest records within the answer limit of RpcCaller.
inline constexpr int kPageSize = 100;

// All pages of a list RPC. `items_of` takes a response and returns its mutable repeated field.
template <class Request, class Response, class ItemsOf>
auto ListAll(RpcCaller& rpc, const Method<Request, Response>& method, Request request,
             ItemsOf items_of)
    -> Result<std::vector<typename std::remove_reference_t<
        decltype(*items_of(std::declval<Response&>()))>::value_type>> {
  using Item =
      typename std::remove_reference_t<decltype(*items_of(std::declval<Response&>()))>::value_type;
  std::vector<Item> all;
  request.set_page_size(kPageSize);
  while (true) {
    WAGGLE_ASSIGN_OR_RETURN(Response page, rpc.Call(method, request));
    for (Item& item : *items_of(page)) all.push_back(std::move(item));
    if (page.next_page_token().empty()) return all;
    if (page.next_page_token() == request.page_token()) {
      return Status(
          Code::kInternal, kPageTokenRepeated,
          std::string(method.path) + " gave the same page token twice; the list would never end");
    }
    request.set_page_token(page.next_page_token());
  }
}

}  // namespace waggle::cli
