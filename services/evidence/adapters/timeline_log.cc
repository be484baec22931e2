#include "services/evidence/adapters/timeline_log.h"

#include "services/evidence/adapters/aggregates.h"
#include "services/evidence/adapters/conversion.h"

namespace waggle::evidence {
namespace {

eventing::RecordKey HeadKey(const std::string& idea_id) { return {"timeline-head", idea_id}; }

// 0 for a timeline without entries, which is also the sequence of a record that does not exist.
Result<std::int64_t> LastPosition(eventing::RecordStore& store, const std::string& idea_id) {
  WAGGLE_ASSIGN_OR_RETURN(const auto head, store.Get(HeadKey(idea_id)));
  return head ? head->sequence : 0;
}

eventing::RecordPut HeadAt(const std::string& idea_id, std::int64_t position) {
  return {HeadKey(idea_id), position, ""};
}

}  // namespace

Result<Appended> AppendToTimeline(eventing::RecordStore& store, const TimelineEntry& entry,
                                  const eventing::EventContext& context, eventing::Commit& commit) {
  const auto aggregate = TimelineEntryAggregate();
  WAGGLE_ASSIGN_OR_RETURN(const auto written, store.Get({aggregate.kind(), entry.id.value()}));
  if (written) return Appended::kBefore;
  const std::string& idea_id = entry.idea.value();
  WAGGLE_ASSIGN_OR_RETURN(const std::int64_t last, LastPosition(store, idea_id));
  v1::TimelineEntryEvent event;
  event.mutable_recorded();
  *event.mutable_state() = ToProto(entry, last + 1);
  WAGGLE_RETURN_IF_ERROR(
      aggregate.Append(store, entry.id.value(), 0, context, std::move(event), commit));
  commit.expectations.push_back({HeadKey(idea_id), last});
  commit.puts.push_back(HeadAt(idea_id, last + 1));
  return Appended::kNow;
}

eventing::OwnTopic RestoresTimeline() {
  eventing::OwnTopic topic = eventing::Restores(TimelineEntryAggregate());
  topic.restore = [entries = std::move(topic.restore)](const google::protobuf::Message& message,
                                                       eventing::RecordStore& store,
                                                       eventing::Commit& commit) -> Status {
    WAGGLE_RETURN_IF_ERROR(entries(message, store, commit));
    // Entries come back in any order; the head is the highest position of them.
    const v1::TimelineEntry& entry = static_cast<const v1::TimelineEntryEvent&>(message).state();
    WAGGLE_ASSIGN_OR_RETURN(const std::int64_t last, LastPosition(store, entry.idea_id()));
    if (entry.position() > last) commit.puts.push_back(HeadAt(entry.idea_id(), entry.position()));
    return OkStatus();
  };
  return topic;
}

}  // namespace waggle::evidence
