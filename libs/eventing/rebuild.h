#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "libs/eventing/aggregate.h"
#include "libs/eventing/input_processor.h"
#include "libs/eventing/redis_record_store.h"

namespace waggle::eventing {

// How the states of one of the service's own topics come back.
struct OwnTopic {
  std::string topic;
  std::function<std::unique_ptr<google::protobuf::Message>()> make;
  // Adds the records of this event to the commit. Called once per aggregate, with its latest event.
  std::function<Status(const google::protobuf::Message&, RecordStore&, Commit&)> restore;
};

// The usual case: the aggregate's record and nothing else.
template <class Event>
OwnTopic Restores(const Aggregate<Event>& aggregate) {
  return {aggregate.topic(), [] { return std::make_unique<Event>(); },
          [aggregate](const google::protobuf::Message& event, RecordStore&, Commit& commit) {
            commit.puts.push_back(aggregate.Restored(static_cast<const Event&>(event)));
            return OkStatus();
          }};
}

struct RebuildPlan {
  std::string service;
  std::string brokers;
  std::vector<OwnTopic> own_topics;
  // What the service consumes; its projections come back from there. Empty for a service that
  // consumes nothing.
  std::vector<Subscription> subscriptions;
};

struct RebuildReport {
  std::int64_t epoch = 0;
  std::int64_t aggregates = 0;
  std::int64_t requests = 0;
  std::int64_t inputs_projected = 0;
  std::int64_t inputs_answered = 0;
};

// Kind of the store's records that name inputs behind the checkpoint whose consequences are already
// published.
inline constexpr std::string_view kAnsweredInputKind = "answered-input";

// Erases the service's Redis and restores it from Kafka: own states, answered requests, copies of
// other services' states, and where to go on. Nothing is published and nothing is sent. Run while
// no replica of the service runs.
Result<RebuildReport> Rebuild(const RebuildPlan& plan, redisx::Pool& pool, const Clock& clock,
                              observability::Telemetry telemetry);

// The event ids that a rebuild left for InputProcessorOptions::answered_event_ids.
Result<std::set<std::string>> AnsweredInputs(RecordStore& store);

}  // namespace waggle::eventing
