#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <memory>
#include <string>

#include "libs/base/status.h"
#include "libs/eventing/commit.h"
#include "waggle/common/v1/event_metadata.pb.h"

namespace waggle::eventing {

// Where a consumed event came from, for events that follow from it.
struct InputContext {
  common::v1::Cause cause;
  std::string traceparent;
};

// What a service does with the events of one topic. Both functions add to the commit that handles
// the event; both may run again for the same event (another try, a rebuild) and must then add the
// same.
//
// Errors decide what becomes of the record: transient ones are tried again, NOT_FOUND parks it
// until what it names is known, anything else dead-letters it.
struct Subscription {
  std::string topic;
  std::function<std::unique_ptr<google::protobuf::Message>()> make;
  // Copies what the service must know. Runs for every event that is news, also during a rebuild.
  std::function<Status(const google::protobuf::Message&, Commit&)> project;
  // What follows from the event. Does not run for events whose consequences are already in the
  // service's own topics.
  std::function<Status(const google::protobuf::Message&, const InputContext&, Commit&)> react;
  // After an event of the topic was applied: wakes whoever works on what it left. May be empty.
  std::function<void()> applied = {};
};

template <class Event>
Subscription Subscribe(std::string topic, std::function<Status(const Event&, Commit&)> project,
                       std::function<Status(const Event&, const InputContext&, Commit&)> react,
                       std::function<void()> applied = {}) {
  return {std::move(topic), [] { return std::make_unique<Event>(); },
          [project = std::move(project)](const google::protobuf::Message& event, Commit& commit) {
            return project ? project(static_cast<const Event&>(event), commit) : OkStatus();
          },
          [react = std::move(react)](const google::protobuf::Message& event,
                                     const InputContext& context, Commit& commit) {
            return react ? react(static_cast<const Event&>(event), context, commit) : OkStatus();
          },
          std::move(applied)};
}

}  // namespace waggle::eventing
