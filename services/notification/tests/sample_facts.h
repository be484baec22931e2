#pragma once

#include <chrono>
#include <vector>

#include "services/notification/domain/answer_mail.h"
#include "services/notification/domain/delivery.h"
#include "services/notification/domain/follow_up_mail.h"
#include "services/notification/domain/idea_end_mail.h"
#include "services/notification/domain/mail_settings.h"
#include "services/notification/domain/match_mail.h"
#include "services/notification/domain/overdue_mail.h"
#include "services/notification/domain/review_course_mail.h"
#include "services/notification/domain/review_mail.h"

namespace waggle::notification::domain {

// Invented people, practices and ideas, as in the development set.

inline Time SampleTime() { return Time(std::chrono::milliseconds(1'763'830'923'456)); }

inline MailSettings SampleSettings() {
  return {Mailbox::Parse("Waggle <waggle@example.org>").value(), "https://waggle.example.org/"};
}

inline Idea SampleIdea() {
  return {
      .id = IdeaId("019aab00-0000-7000-8000-000000000001"),
      .title = "Borrow-a-cuff: finding high blood pressure with loan monitors and a text",
      .problem_it_solves =
          "We had far fewer people coded with hypertension than expected, a seven-week wait for "
          "24-hour monitors, and a drawer full of scribbled home readings.",
      .how_it_works =
          "Thirty validated monitors are lent for a week, like library books, from reception, the "
          "pharmacy and the "
          "football club. A text link takes the readings, works out the average and drops it into "
          "the record with a "
          "code. Anyone over 135/85 is rung by the pharmacist; over 170/115 the same day. A search "
          "each month finds "
          "people over 40 with no reading for five years, or with one high reading and no follow "
          "up, and invites "
          "them. There is also a self-service machine in the waiting room.",
      .core_elements = {"Loan monitors with a simple booking-out book",
                        "Readings sent by text link and averaged", "Set thresholds for action",
                        "Monthly search for never-measured and not-followed-up"},
      .adaptable_elements = {"Number of monitors", "Lending points", "Who rings the high readings"},
      .resources = "30 monitors at £22; 4 pharmacist hours a week; text costs.",
      .results_so_far =
          "214 new diagnoses in a year. Wait for home confirmation down from seven weeks to five "
          "days.",
      .clinical_system = ClinicalSystem::kEmis,
      .practice_name = "Tideswell Bridge Surgery",
      .author_name = "Dr Imran Silverbeck"};
}

inline Person SampleManager() {
  return {.id = PersonId("person-1"),
          .display_name = "Delphine Ashcombe-Ode",
          .email = "delphine.ashcombe.ode@z90001.example.org",
          .ods_code = OdsCode("Z90001"),
          .role = PersonRole::kPracticeManager};
}

inline MatchMailFacts SampleMatch() {
  return {
      .recipient = SampleManager(),
      .address = *EmailAddress::Parse(SampleManager().email),
      .practice_name = "Harrowmere Lanternhouse Surgery",
      .idea = SampleIdea(),
      .problems = {{.title = "Home blood pressure readings pile up on paper",
                    .reporter = PersonId("person-9"),
                    .shared_words = {"readings", "blood pressure", "monitors", "seven weeks"}}}};
}

inline ReviewMailFacts SampleReview() {
  return {.recipient = {.id = PersonId("person-2"),
                        .display_name = "Oriana Plumstead-Vale",
                        .email = "oriana.plumstead.vale@qi.example.org",
                        .ods_code = OdsCode("QZ1"),
                        .role = PersonRole::kQiReviewer},
          .address = *EmailAddress::Parse("oriana.plumstead.vale@qi.example.org"),
          .role = ReviewerRole::kQiReviewer,
          .idea = SampleIdea(),
          .shared_words = {"hypertension", "monitors", "pharmacist"}};
}

inline OverdueMailFacts SampleOverdue() {
  return {.recipient = {.id = PersonId("person-3"),
                        .display_name = "Tamsin Oakhollow",
                        .email = "tamsin.oakhollow@z90007.example.org",
                        .ods_code = OdsCode("Z90007"),
                        .role = PersonRole::kInnovationAdvocate},
          .address = *EmailAddress::Parse("tamsin.oakhollow@z90007.example.org"),
          .practice_name = "Harrowmere Lanternhouse Surgery",
          .idea = SampleIdea(),
          .propose_time = SampleTime(),
          .remind_time = SampleTime() + std::chrono::days(6)};
}

inline AnswerMailFacts SampleAnswer() {
  return {.recipient = {.id = PersonId("person-4"),
                        .display_name = "Dr Imran Silverbeck",
                        .email = "imran.silverbeck@z90002.example.org",
                        .ods_code = OdsCode("Z90002"),
                        .role = PersonRole::kGpPartner},
          .address = *EmailAddress::Parse("imran.silverbeck@z90002.example.org"),
          .practice_name = "Harrowmere Lanternhouse Surgery",
          .idea = SampleIdea(),
          .kind = MatchAnswerKind::kNotForUs,
          .barriers = {Barrier::kItOrClinicalSystem, Barrier::kStaffTime},
          .words =
              "We are on SystmOne, and our pharmacist is here two mornings a week. Nobody else "
              "could ring the people whose readings are high."};
}

inline FollowUpMailFacts SampleFollowUp() {
  return {.recipient = SampleManager(),
          .address = *EmailAddress::Parse(SampleManager().email),
          .practice_name = "Harrowmere Lanternhouse Surgery",
          .idea = SampleIdea(),
          .decline_time = SampleTime(),
          .barriers = {Barrier::kItOrClinicalSystem, Barrier::kStaffTime},
          .follow_up = DeclineFollowUp::kAdaptationOffered,
          .words =
              "Our neighbours run it on SystmOne with a report of their own, which they will "
              "share. A healthcare assistant rings with a script; the pharmacist sees only "
              "the highest 1 in 10."};
}

inline IdeaEndMailFacts SampleWithdrawal() {
  return {.recipient = SampleManager(),
          .address = *EmailAddress::Parse(SampleManager().email),
          .practice_name = "Harrowmere Lanternhouse Surgery",
          .idea = SampleIdea(),
          .end = IdeaEnd::kWithdrawn,
          .reason =
              "Two of the monitors that we lend read too low with large arms. Please measure "
              "again whoever had a normal reading with the large cuff since September."};
}

inline IdeaEndMailFacts SampleReplacement() {
  IdeaEndMailFacts facts = SampleWithdrawal();
  facts.end = IdeaEnd::kSuperseded;
  facts.reason = "";
  facts.successor.emplace();
  facts.successor->title = "Borrow-a-cuff with a pharmacy: the same, without a drawer";
  facts.successor->practice_name = "Quillbrook Health Centre";
  return facts;
}

inline ReviewState SampleOpenReview() {
  return {.status = ReviewStatus::kOpen, .reminders = 1, .ask_time = SampleTime()};
}

inline ReviewState SampleAcceptedReview() {
  return {.status = ReviewStatus::kAccepted,
          .reminders = 1,
          .ask_time = SampleTime(),
          .due_time = SampleTime() + std::chrono::days(14)};
}

inline ReviewState SampleOverdueReview() {
  ReviewState review = SampleAcceptedReview();
  review.status = ReviewStatus::kOverdue;
  review.reminders = 0;
  return review;
}

inline DeliveryPlan SamplePlan() {
  return {.mail_template = MailTemplate::kMatchProposed,
          .transition = Transition::kProposed,
          .recipient = PersonId("person-1"),
          .ods_code = OdsCode("Z90001"),
          .idea_id = SampleIdea().id,
          .subject_id = SubjectId("8b1c9e1e-4f0a-8d3b-9c5d-2f6a7b8c9d0e"),
          .traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"};
}

inline Delivery SampleDelivery() {
  return Delivery::Plan(SamplePlan(), SampleSettings().from.address, SampleTime());
}

inline Delivery SampleReviewDelivery() {
  DeliveryPlan plan = SamplePlan();
  plan.mail_template = MailTemplate::kReviewAssigned;
  plan.transition = Transition::kAssigned;
  plan.recipient = PersonId("person-2");
  return Delivery::Plan(plan, SampleSettings().from.address, SampleTime());
}

// Of a mail about what became of the match.
inline Delivery SampleDelivery(MailTemplate mail_template, Transition transition,
                               const Person& recipient) {
  DeliveryPlan plan = SamplePlan();
  plan.mail_template = mail_template;
  plan.transition = transition;
  plan.recipient = recipient.id;
  return Delivery::Plan(plan, SampleSettings().from.address, SampleTime() + std::chrono::days(6));
}

inline Mail ReminderMail(const MatchMailFacts& facts) {
  return ComposeReminderMail(
      SampleDelivery(MailTemplate::kMatchReminder, Transition::kReminded, facts.recipient), facts,
      SampleTime(), SampleSettings());
}

inline Mail OverdueMail(const OverdueMailFacts& facts) {
  return ComposeOverdueMail(
      SampleDelivery(MailTemplate::kMatchOverdue, Transition::kEscalated, facts.recipient), facts,
      SampleSettings());
}

inline Mail AnswerMail(const AnswerMailFacts& facts) {
  return ComposeAnswerMail(
      SampleDelivery(MailTemplate::kMatchAnswered, Transition::kAnswered, facts.recipient), facts,
      SampleSettings());
}

inline Mail FollowUpMail(const FollowUpMailFacts& facts) {
  return ComposeFollowUpMail(
      SampleDelivery(MailTemplate::kMatchFollowUp, Transition::kFollowedUp, facts.recipient), facts,
      SampleSettings());
}

inline Mail IdeaEndMail(const IdeaEndMailFacts& facts) {
  return ComposeIdeaEndMail(
      SampleDelivery(MailTemplate::kIdeaWithdrawn, Transition::kClosed, facts.recipient), facts,
      SampleSettings());
}

inline Mail ReviewReminderMail(const ReviewMailFacts& facts, const ReviewState& review) {
  return ComposeReviewReminderMail(
      SampleDelivery(MailTemplate::kReviewReminded, Transition::kReminded, facts.recipient), facts,
      review, SampleSettings());
}

inline Mail ReviewOverdueMail(const ReviewMailFacts& facts, const ReviewState& review) {
  return ComposeReviewReminderMail(
      SampleDelivery(MailTemplate::kReviewOverdue, Transition::kOverdue, facts.recipient), facts,
      review, SampleSettings());
}

inline Mail ReviewReleasedMail(const ReviewMailFacts& facts, ReviewReleaseReason reason) {
  return ComposeReviewReleasedMail(
      SampleDelivery(MailTemplate::kReviewReleased, Transition::kReleased, facts.recipient), facts,
      reason, SampleTime(), SampleSettings());
}

}  // namespace waggle::notification::domain
