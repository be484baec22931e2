#pragma once

#include <optional>
#include <vector>

#include "libs/base/clock.h"
#include "libs/base/uuid.h"
#include "libs/eventing/record_store.h"
#include "libs/eventing/subscription.h"
#include "services/evidence/adapters/timeline_counter.h"
#include "services/evidence/domain/timeline.h"
#include "waggle/intake/v1/idea.pb.h"
#include "waggle/matching/v1/match.pb.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::evidence {

// What evidence does with the events of intake and matching: copies what it must know of ideas and
// organisations, and writes what happens to an idea on its timeline. An event of an idea that has
// not come yet gets NOT_FOUND IDEA_UNKNOWN and is parked. An event that is on the timeline already
// (it came again after a rebuild) adds nothing. Thread-safe.
class TimelineInputs {
 public:
  // Projections never touch the store: a rebuild runs them while `store` is not open.
  TimelineInputs(eventing::RecordStore& store, IdGenerator& ids, const Clock& clock,
                 TimelineCounter& counter)
      : store_(store), ids_(ids), clock_(clock), counter_(counter) {}

  // One for each topic that deploy/kafka/topics.yaml lists for evidence. They refer to this object.
  std::vector<eventing::Subscription> Subscriptions();

 private:
  Status OnIdea(const intake::v1::IdeaEvent& event, const eventing::InputContext& context,
                eventing::Commit& commit);
  // For an event of matching, which names its idea in its state.
  template <class Event>
  Status OnIdeaOf(const Event& event, const eventing::InputContext& context,
                  eventing::Commit& commit);
  Status Record(const common::v1::EventMetadata& source, const Idea& idea,
                const Happening& happening, const eventing::InputContext& context,
                eventing::Commit& commit);

  eventing::RecordStore& store_;
  IdGenerator& ids_;
  const Clock& clock_;
  TimelineCounter& counter_;
};

}  // namespace waggle::evidence
