#pragma once

#include <functional>
#include <vector>

#include "libs/base/clock.h"
#include "libs/base/uuid.h"
#include "libs/eventing/record_store.h"
#include "libs/eventing/subscription.h"
#include "services/notification/domain/delivery.h"
#include "waggle/intake/v1/person.pb.h"
#include "waggle/matching/v1/match.pb.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::notification::adapters {

// What this service does with events: keeps copies, and plans one delivery per person and occasion.
// What is to be told of a match or of a review assignment follows from its state (match_news.h,
// review_news.h). A delivery that is planned already is left alone, so an event that comes again
// plans nothing.
//
// Events of different topics come in any order. A match whose idea, practice, problems or reporters
// are not known yet waits for them, and one that ended with its idea for the idea's end. A manager
// or partner cannot be waited for, since nobody says that one exists; the idea's author and the
// advocate are not waited for, since they may never come, and the practice would hear nothing
// meanwhile. So when a person's registration arrives, the matches that concern them are looked at
// again, and what became news after that registration is told: the same as if it had come first.
class PlanDeliveries {
 public:
  PlanDeliveries(eventing::RecordStore& store, IdGenerator& ids, const Clock& clock,
                 domain::EmailAddress from)
      : store_(store), ids_(ids), clock_(clock), from_(std::move(from)) {}

  // All topics of this service; `applied` wakes the senders.
  std::vector<eventing::Subscription> Subscriptions(const std::function<void()>& applied);

 private:
  Status OnMatch(const matching::v1::Match& match, const eventing::InputContext& context,
                 eventing::Commit& commit);
  Status OnPerson(const intake::v1::PersonEvent& event, const eventing::InputContext& context,
                  eventing::Commit& commit);
  Status OnReviewAssignment(const matching::v1::ReviewAssignment& assignment,
                            const eventing::InputContext& context, eventing::Commit& commit);
  Status Plan(const domain::DeliveryPlan& plan, const eventing::InputContext& context,
              eventing::Commit& commit);

  eventing::RecordStore& store_;
  IdGenerator& ids_;
  const Clock& clock_;
  const domain::EmailAddress from_;
};

}  // namespace waggle::notification::adapters
