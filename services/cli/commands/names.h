#pragma once

#include <functional>
#include <map>
#include <string>

#include "services/cli/rpc/rpc_caller.h"

namespace waggle::cli {

// Looks up in intake what people call the things that other services know by id. Only for reading
// along: what cannot be found stays an id. Remembers answers; gives up after the first call that
// intake does not answer and after kMostLookups, so that names never make a command slow. Not
// thread-safe.
class Names {
 public:
  static constexpr int kMostLookups = 300;

  explicit Names(RpcCaller& rpc) : rpc_(rpc) {}

  // `Saltpan Lane Medical Practice (Z90002)`, or the code.
  std::string Organisation(const std::string& ods_code);
  // The person's name, or the id.
  std::string Person(const std::string& person_id);
  // The title, or the id.
  std::string Idea(const std::string& idea_id);
  std::string Problem(const std::string& problem_id);

 private:
  using Lookup = std::function<Result<std::string>(const std::string& id)>;
  using Known = std::map<std::string, std::string>;

  std::string Find(Known& known, const std::string& id, const Lookup& lookup);

  RpcCaller& rpc_;
  int lookups_left_ = kMostLookups;
  Known organisations_;
  Known people_;
  Known ideas_;
  Known problems_;
};

}  // namespace waggle::cli
