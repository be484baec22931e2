#include "services/notification/domain/delivery.h"

#include <gtest/gtest.h>

#include <set>

#include "libs/base/uuid.h"
#include "services/notification/tests/sample_facts.h"

namespace waggle::notification::domain {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

const RetryPolicy kPolicy;

TEST(DeliveryPlan, IsOpenAndDueAtOnce) {
  const Delivery delivery = SampleDelivery();
  EXPECT_TRUE(IsUuid(delivery.id.value()));
  EXPECT_EQ(delivery.message_id, delivery.id.value() + "@example.org");
  EXPECT_TRUE(delivery.open());
  EXPECT_TRUE(delivery.due(SampleTime()));
  EXPECT_FALSE(delivery.due(SampleTime() - milliseconds(1)));
  EXPECT_EQ(delivery.attempts, 0);
}

TEST(DeliveryPlan, TheSameIsPlannedOnceAndEverythingElseApart) {
  const EmailAddress from = SampleSettings().from.address;
  const Delivery later = Delivery::Plan(SamplePlan(), from, SampleTime() + hours(1));
  EXPECT_EQ(later.id, SampleDelivery().id);
  EXPECT_EQ(later.message_id, SampleDelivery().message_id);
  std::set<DeliveryId> ids = {SampleDelivery().id};
  DeliveryPlan plan = SamplePlan();
  plan.subject_id = SubjectId("other");
  ids.insert(Delivery::Plan(plan, from, SampleTime()).id);
  plan = SamplePlan();
  plan.recipient = PersonId("other");
  ids.insert(Delivery::Plan(plan, from, SampleTime()).id);
  plan = SamplePlan();
  plan.mail_template = MailTemplate::kReviewAssigned;
  ids.insert(Delivery::Plan(plan, from, SampleTime()).id);
  plan = SamplePlan();
  plan.transition = Transition::kAssigned;
  ids.insert(Delivery::Plan(plan, from, SampleTime()).id);
  plan = SamplePlan();
  plan.occurrence = 2;
  ids.insert(Delivery::Plan(plan, from, SampleTime()).id);
  plan.occurrence = 3;
  ids.insert(Delivery::Plan(plan, from, SampleTime()).id);
  EXPECT_EQ(ids.size(), 7U);
}

TEST(DeliveryPlan, NamesAreDifferent) {
  std::set<std::string_view> names;
  for (const MailTemplate mail_template : kMailTemplates) names.insert(TemplateName(mail_template));
  EXPECT_EQ(names.size(), kMailTemplates.size());
}

// Ids are in Kafka and in people's mailboxes for ever: whoever changes how they are made sends
// everything again.
TEST(DeliveryPlan, IdsStayAsTheyAre) {
  EXPECT_EQ(SampleDelivery().id.value(), "4022dd00-447f-8ca8-aa58-68e8090d5d48");
  DeliveryPlan again = SamplePlan();
  again.occurrence = 2;
  EXPECT_EQ(Delivery::Plan(again, SampleSettings().from.address, SampleTime()).id.value(),
            "3fab3094-26be-85d4-a734-5ff77d3764f4");
}

TEST(Delivery, IsHandedOver) {
  Delivery delivery = SampleDelivery();
  const Time now = SampleTime() + minutes(1);
  EXPECT_EQ(delivery.OnAccepted(250, "An idea", now), DeliveryChange::kHandedOver);
  EXPECT_EQ(delivery.status, DeliveryStatus::kHandedOver);
  EXPECT_EQ(delivery.hand_over_time, now);
  EXPECT_EQ(delivery.mail_subject, "An idea");
  EXPECT_EQ(delivery.last_reply_code, 250);
  EXPECT_EQ(delivery.attempts, 1);
  EXPECT_EQ(delivery.reason, "");
  EXPECT_EQ(delivery.next_attempt_time, std::nullopt);
  EXPECT_FALSE(delivery.due(now));
}

TEST(Delivery, WaitsDoubleAfterEachRefusalUpToTheCeiling) {
  Delivery delivery = SampleDelivery();
  Time now = SampleTime();
  for (const minutes wait : {minutes(1), minutes(2), minutes(4), minutes(8), minutes(16),
                             minutes(32), minutes(60), minutes(60)}) {
    EXPECT_EQ(delivery.OnTemporaryRefusal(451, now, kPolicy), DeliveryChange::kDeferred);
    EXPECT_EQ(delivery.next_attempt_time, now + wait);
    now = *delivery.next_attempt_time;
  }
  EXPECT_TRUE(delivery.open());
  EXPECT_EQ(delivery.attempts, 8);
  EXPECT_EQ(delivery.last_reply_code, 451);
  EXPECT_EQ(delivery.OnAccepted(250, "", now), DeliveryChange::kHandedOver);
}

TEST(Delivery, TriesOnceMoreWhenFiveDaysHavePassedAndThenGivesUp) {
  Delivery delivery = SampleDelivery();
  const Time end = SampleTime() + days(5);
  EXPECT_EQ(delivery.OnTemporaryRefusal(451, end - milliseconds(1), kPolicy),
            DeliveryChange::kDeferred);
  EXPECT_EQ(delivery.next_attempt_time, end);
  EXPECT_EQ(delivery.OnTemporaryRefusal(451, end, kPolicy), DeliveryChange::kFailed);
  EXPECT_EQ(delivery.status, DeliveryStatus::kFailed);
  EXPECT_EQ(delivery.reason, kRetriesExhausted);
  EXPECT_EQ(delivery.next_attempt_time, std::nullopt);
}

TEST(Delivery, OutagesAreWaitedForWithoutCounting) {
  Delivery delivery = SampleDelivery();
  Time now = SampleTime();
  for (const minutes wait : {minutes(1), minutes(2), minutes(4), minutes(5), minutes(5)}) {
    EXPECT_EQ(delivery.OnUnreachable(now, kPolicy), DeliveryChange::kDeferred);
    EXPECT_EQ(delivery.next_attempt_time, now + wait);
    now = *delivery.next_attempt_time;
  }
  EXPECT_EQ(delivery.attempts, 0);
  EXPECT_EQ(delivery.last_reply_code, 0);
  EXPECT_EQ(delivery.OnUnreachable(SampleTime() + days(5), kPolicy), DeliveryChange::kFailed);
  EXPECT_EQ(delivery.reason, kRetriesExhausted);
}

TEST(Delivery, AClockSetBackDoesNotMakeItRush) {
  Delivery delivery = SampleDelivery();
  const Time now = SampleTime() - hours(1);
  delivery.OnUnreachable(now, kPolicy);
  EXPECT_EQ(delivery.next_attempt_time, now + minutes(1));
}

TEST(Delivery, ARefusalForGoodEndsIt) {
  Delivery delivery = SampleDelivery();
  EXPECT_EQ(delivery.OnPermanentRefusal(550), DeliveryChange::kFailed);
  EXPECT_EQ(delivery.reason, kMailboxRefused);
  EXPECT_EQ(delivery.last_reply_code, 550);
  EXPECT_EQ(delivery.attempts, 1);
}

TEST(Delivery, IsSuppressedWithItsReason) {
  Delivery delivery = SampleDelivery();
  EXPECT_EQ(delivery.Suppress(kDomainNotAllowed), DeliveryChange::kSuppressed);
  EXPECT_EQ(delivery.status, DeliveryStatus::kSuppressed);
  EXPECT_EQ(delivery.reason, kDomainNotAllowed);
  EXPECT_EQ(delivery.attempts, 0);
}

TEST(DeliveryDeathTest, EndsOnce) {
  Delivery delivery = SampleDelivery();
  delivery.OnAccepted(250, "", SampleTime());
  EXPECT_DEATH(delivery.OnTemporaryRefusal(451, SampleTime(), kPolicy), "broken invariant");
  EXPECT_DEATH(delivery.OnAccepted(250, "", SampleTime()), "broken invariant");
  EXPECT_DEATH(delivery.Suppress(kSendingSwitchedOff), "broken invariant");
}

TEST(RetryPolicy, AFirstWaitAboveTheCeilingsStands) {
  const RetryPolicy policy{.first = hours(2)};
  EXPECT_EQ(policy.AfterRefusal(1), hours(2));
  EXPECT_EQ(policy.AfterUnreachable(milliseconds(0)), hours(2));
  EXPECT_EQ(kPolicy.AfterRefusal(1'000'000), hours(1));
}

}  // namespace
}  // namespace waggle::notification::domain
