#pragma once

#include <string>
#include <vector>

#include "libs/base/check.h"
#include "libs/eventing/input_processor.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/in_memory_record_store.h"
#include "libs/testing/silent_telemetry.h"
#include "services/notification/adapters/aggregates.h"
#include "services/notification/adapters/conversion.h"
#include "services/notification/adapters/plan_deliveries.h"
#include "services/notification/tests/source_events.h"

namespace waggle::notification {

// The planning half of the service over a store in memory, without transports.
class NotificationBench {
 public:
  // As the consumer does with a record of a topic.
  eventing::InputOutcome Handle(const google::protobuf::Message& event) {
    kafkax::Record record = RecordOf(event);
    record.offset = ++offset_;
    const Result<eventing::InputOutcome> outcome = processor_.Process(record);
    WAGGLE_CHECK(outcome.ok());
    return *outcome;
  }

  // Both practices, the idea and the problem, and whoever hears of a match.
  void KnowEverybody() {
    KnowEverythingButPeople();
    Handle(PersonEventOf(kManager, kPractice, intake::v1::PERSON_ROLE_PRACTICE_MANAGER));
    Handle(PersonEventOf(kAuthor, kOriginator, intake::v1::PERSON_ROLE_GP_PARTNER));
    Handle(PersonEventOf(kAdvocate, "Z90003", intake::v1::PERSON_ROLE_INNOVATION_ADVOCATE));
  }
  void KnowEverythingButPeople() {
    Handle(OrganisationEventOf(kPractice, "Harrowmere Surgery"));
    Handle(OrganisationEventOf(kOriginator, "Tideswell Surgery"));
    Handle(IdeaEventOf());
    Handle(ProblemEventOf());
  }

  // Planned so far, in order.
  std::vector<domain::Delivery> Deliveries() {
    std::vector<domain::Delivery> deliveries;
    for (const eventing::OutboxEntry& entry : store_.published()) {
      if (entry.record.topic != "waggle.notification.delivery.v1") continue;
      v1::DeliveryEvent event;
      WAGGLE_CHECK(event.ParseFromString(entry.record.value));
      deliveries.push_back(adapters::FromProto(event.state()));
    }
    return deliveries;
  }
  // `match_proposed 1 manager`, one line each, in order.
  std::vector<std::string> Planned() {
    std::vector<std::string> planned;
    for (const domain::Delivery& delivery : Deliveries()) {
      planned.push_back(std::string(domain::TemplateName(delivery.mail_template)) + " " +
                        std::to_string(delivery.occurrence) + " " + delivery.recipient.value());
    }
    return planned;
  }

  eventing::RecordStore& store() { return store_; }
  testing::FakeClock& clock() { return clock_; }
  eventing::InputProcessor& processor() { return processor_; }

 private:
  std::int64_t offset_ = 0;
  testing::InMemoryRecordStore store_;
  testing::FakeClock clock_;
  testing::SilentTelemetry silent_;
  UuidV7Generator ids_{clock_};
  adapters::PlanDeliveries plan_{store_, ids_, clock_,
                                 *domain::EmailAddress::Parse("waggle@example.org")};
  eventing::InputProcessor processor_{
      {.group = "notification"}, plan_.Subscriptions([] {}), store_, clock_, silent_.telemetry()};
};

}  // namespace waggle::notification
