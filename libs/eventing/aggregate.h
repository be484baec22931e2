#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "libs/base/uuid.h"
#include "libs/eventing/event_codec.h"
#include "libs/eventing/record_store.h"

namespace waggle::eventing {

// What a state looks like from outside: the lists it stands in, and when work on it is due.
struct Footprint {
  std::vector<IndexEntry> indexes = {};
  std::optional<Time> due = {};
};

// From what an event follows.
struct EventContext {
  std::string event_id;
  // Opaque person id, or `system:<service>`.
  std::string actor;
  std::string acting_organisation = {};
  Time now;
  std::string traceparent = {};
  std::optional<AnsweredRequest> request = {};
  std::optional<common::v1::Cause> cause = {};
};

// Who owns a state and may see it.
struct Ownership {
  common::v1::Visibility visibility = common::v1::VISIBILITY_OWNER;
  std::string owning_organisation = {};
};

// An aggregate's kind of record and topic, without its type. `MakeAggregate` adds the type.
struct AggregateTopic {
  std::string kind;
  std::string topic;
};

// Completes the metadata of `event` as the next one of its aggregate, and adds to the commit: the
// expectation that nothing happened to the aggregate meanwhile, the outbox entry and the new state.
// INVALID_ARGUMENT EVENT_TOO_LARGE above 64 KiB.
Status AppendEvent(const AggregateTopic& aggregate, const std::string& id,
                   std::int64_t expected_sequence, std::int64_t epoch, const Ownership& ownership,
                   const EventContext& context, google::protobuf::Message& event,
                   const google::protobuf::Message& state, const Footprint& footprint,
                   Commit& commit);

template <class State>
struct Versioned {
  State state;
  std::int64_t sequence = 0;
};

// One type of aggregate: how its states are stored, indexed and published. Stateless; shared by use
// cases and rebuild.
template <class Event>
class Aggregate {
 public:
  using State = std::remove_cvref_t<decltype(std::declval<Event>().state())>;

  Aggregate(AggregateTopic topic, std::function<Footprint(const State&)> footprint,
            std::function<Ownership(const State&)> ownership)
      : topic_(std::move(topic)),
        footprint_(std::move(footprint)),
        ownership_(std::move(ownership)) {}

  const std::string& kind() const { return topic_.kind; }
  const std::string& topic() const { return topic_.topic; }

  Result<std::optional<Versioned<State>>> Load(RecordStore& store, const std::string& id) const {
    WAGGLE_ASSIGN_OR_RETURN(const std::optional<StoredRecord> record, store.Get({topic_.kind, id}));
    if (!record) return std::optional<Versioned<State>>();
    WAGGLE_ASSIGN_OR_RETURN(State state, Parse(*record));
    return std::optional(Versioned<State>{std::move(state), record->sequence});
  }

  // Those of `ids` that exist, in their order.
  Result<std::vector<Versioned<State>>> LoadMany(RecordStore& store,
                                                 const std::vector<std::string>& ids) const {
    std::vector<Versioned<State>> found;
    WAGGLE_ASSIGN_OR_RETURN(const auto records, store.GetMany(topic_.kind, ids));
    for (const StoredRecord& record : records) {
      WAGGLE_ASSIGN_OR_RETURN(State state, Parse(record));
      found.push_back({std::move(state), record.sequence});
    }
    return found;
  }

  // The first `limit` that stand in the list, in its order.
  Result<std::vector<Versioned<State>>> LoadListed(RecordStore& store, const std::string& index,
                                                   std::size_t limit) const {
    WAGGLE_ASSIGN_OR_RETURN(const auto rows, store.List(index, "", limit));
    return LoadMany(store, IdsOf(rows));
  }

  static Result<State> Parse(const StoredRecord& record) {
    State state;
    if (!state.ParseFromString(record.state)) {
      return Status(Code::kDataLoss, "STORE_DAMAGED", "record " + record.id + " cannot be read");
    }
    return state;
  }

  // `event` has its oneof case and its state set.
  Status Append(RecordStore& store, const std::string& id, std::int64_t expected_sequence,
                const EventContext& context, Event event, Commit& commit) const {
    const State state = event.state();
    return AppendEvent(topic_, id, expected_sequence, store.epoch(), ownership_(state), context,
                       event, state, footprint_(state), commit);
  }

  // What a rebuild writes for this event of the topic.
  RecordPut Restored(const Event& event) const {
    const Footprint footprint = footprint_(event.state());
    return {{topic_.kind, event.metadata().aggregate_id()},
            event.metadata().sequence(),
            event.state().SerializeAsString(),
            footprint.indexes,
            footprint.due};
  }

 private:
  AggregateTopic topic_;
  std::function<Footprint(const State&)> footprint_;
  std::function<Ownership(const State&)> ownership_;
};

}  // namespace waggle::eventing
