#include "services/cli/commands/reconnection.h"

#include <utility>

namespace waggle::cli {

Result<Reconnection::Retry> Reconnection::AfterEnd(const Status& end) {
  const bool may_return = end.ok() || end.code() == Code::kUnavailable;
  if (!may_return || (!has_answered_ && !end.ok())) return end;
  return Retry{backoff_.Next(), !std::exchange(is_away_, true)};
}

bool Reconnection::NoteResponse() {
  backoff_.Reset();
  has_answered_ = true;
  return std::exchange(is_away_, false);
}

}  // namespace waggle::cli
