#include "services/matching/adapters/match_change.h"

#include "libs/eventing/event_codec.h"

namespace waggle::matching {
namespace {

bool Agrees(const std::string& wanted, const std::string& value) {
  return wanted.empty() || wanted == value;
}

}  // namespace

Result<std::optional<v1::WatchMatchesResponse>> ChangeOf(const kafkax::Record& record,
                                                         const MatchFilter& filter) {
  using Change = std::optional<v1::WatchMatchesResponse>;
  if (record.erased) return Change();
  v1::MatchEvent event;
  WAGGLE_RETURN_IF_ERROR(eventing::DecodeEvent(record, event));
  const bool is_wanted = Agrees(filter.idea_id, event.state().idea_id()) &&
                         Agrees(filter.ods_code, event.state().ods_code());
  if (!is_wanted) return Change();
  v1::WatchMatchesResponse change;
  change.set_change(eventing::EventName(event));
  change.set_event_id(event.metadata().event_id());
  change.set_sequence(event.metadata().sequence());
  *change.mutable_change_time() = event.metadata().event_time();
  *change.mutable_match() = std::move(*event.mutable_state());
  return Change(std::move(change));
}

}  // namespace waggle::matching
