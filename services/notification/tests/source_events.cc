#include "services/notification/tests/source_events.h"

namespace waggle::notification {
namespace {

using eventing::ToTimestamp;

template <class Event>
Event Made(const std::string& aggregate_id, std::int64_t sequence, Time time) {
  Event event;
  event.mutable_metadata()->set_event_id("event-" + aggregate_id + "-" + std::to_string(sequence));
  event.mutable_metadata()->set_aggregate_id(aggregate_id);
  event.mutable_metadata()->set_sequence(sequence);
  event.mutable_metadata()->set_epoch(1);
  *event.mutable_metadata()->mutable_event_time() = ToTimestamp(time);
  return event;
}

std::string TopicOf(const google::protobuf::Message& event) {
  const std::string& name = event.GetDescriptor()->name();
  if (name == "OrganisationEvent") return "waggle.intake.organisation.v1";
  if (name == "PersonEvent") return "waggle.intake.person.v1";
  if (name == "IdeaEvent") return "waggle.intake.idea.v1";
  if (name == "ProblemEvent") return "waggle.intake.problem.v1";
  if (name == "ReviewAssignmentEvent") return "waggle.matching.review-assignment.v1";
  return "waggle.matching.match.v1";
}

Time LongBefore() { return ProposeTime() - std::chrono::days(365); }

}  // namespace

intake::v1::OrganisationEvent OrganisationEventOf(const std::string& ods_code,
                                                  const std::string& name) {
  auto event = Made<intake::v1::OrganisationEvent>(ods_code, 1, LongBefore());
  event.mutable_registered();
  event.mutable_state()->set_ods_code(ods_code);
  event.mutable_state()->set_name(name);
  return event;
}

intake::v1::PersonEvent PersonEventOf(const std::string& person_id, const std::string& ods_code,
                                      intake::v1::PersonRole role, Time registered) {
  auto event = Made<intake::v1::PersonEvent>(person_id, 1, registered);
  event.mutable_registered();
  event.mutable_state()->set_person_id(person_id);
  event.mutable_state()->set_display_name("The " + person_id);
  event.mutable_state()->set_email(person_id + "@example.org");
  event.mutable_state()->set_ods_code(ods_code);
  event.mutable_state()->set_role(role);
  return event;
}

intake::v1::IdeaEvent IdeaEventOf() {
  auto event = Made<intake::v1::IdeaEvent>(kIdeaId, 1, LongBefore());
  event.mutable_submitted();
  event.mutable_state()->set_idea_id(kIdeaId);
  event.mutable_state()->set_ods_code(kOriginator);
  event.mutable_state()->set_author_person_id(kAuthor);
  event.mutable_state()->set_status(intake::v1::IDEA_STATUS_PUBLISHED);
  event.mutable_state()->set_title("Borrow-a-cuff");
  return event;
}

intake::v1::IdeaEvent WithdrawnIdeaEventOf(const std::string& reason) {
  intake::v1::IdeaEvent event = IdeaEventOf();
  event.mutable_metadata()->set_event_id("event-withdrawn");
  event.mutable_metadata()->set_sequence(2);
  event.mutable_withdrawn();
  event.mutable_state()->set_status(intake::v1::IDEA_STATUS_WITHDRAWN);
  event.mutable_state()->set_end_reason(reason);
  return event;
}

intake::v1::IdeaEvent SupersededIdeaEventOf(const std::string& successor_id) {
  intake::v1::IdeaEvent event = IdeaEventOf();
  event.mutable_metadata()->set_event_id("event-superseded");
  event.mutable_metadata()->set_sequence(2);
  event.mutable_superseded();
  event.mutable_state()->set_status(intake::v1::IDEA_STATUS_SUPERSEDED);
  event.mutable_state()->set_successor_idea_id(successor_id);
  return event;
}

intake::v1::IdeaEvent SuccessorIdeaEventOf(const std::string& idea_id, const std::string& title) {
  auto event = Made<intake::v1::IdeaEvent>(idea_id, 1, LongBefore());
  event.mutable_submitted();
  event.mutable_state()->set_idea_id(idea_id);
  event.mutable_state()->set_ods_code(kOriginator);
  event.mutable_state()->set_title(title);
  event.mutable_state()->set_status(intake::v1::IDEA_STATUS_PUBLISHED);
  return event;
}

intake::v1::ProblemEvent ProblemEventOf() {
  auto event = Made<intake::v1::ProblemEvent>(kProblemId, 1, LongBefore());
  event.mutable_reported();
  event.mutable_state()->set_problem_id(kProblemId);
  event.mutable_state()->set_ods_code(kPractice);
  event.mutable_state()->set_title(kProblemTitle);
  return event;
}

SampleMatchLog::SampleMatchLog() {
  state_.set_match_id(kMatchId);
  state_.set_idea_id(kIdeaId);
  state_.set_ods_code(kPractice);
  state_.set_status(matching::v1::MATCH_STATUS_PROPOSED);
  *state_.mutable_propose_time() = ToTimestamp(ProposeTime());
  state_.set_proposal_number(1);
  auto& problem = *state_.add_problems();
  problem.set_problem_id(kProblemId);
  problem.add_matched_terms("readings");
}

void SampleMatchLog::Answer(matching::v1::MatchStatus status, matching::v1::MatchAnswerKind kind,
                            std::chrono::milliseconds after) {
  state_.set_status(status);
  matching::v1::MatchAnswer& answer = *state_.mutable_answer();
  answer.set_kind(kind);
  answer.set_number(answer.number() + 1);
  answer.set_text("In the words of answer " + std::to_string(answer.number()));
  *answer.mutable_answer_time() = ToTimestamp(ProposeTime() + after);
  if (status != matching::v1::MATCH_STATUS_DECLINED) return;
  matching::v1::Decline& decline = *state_.mutable_decline();
  decline.Clear();
  decline.set_follow_up(matching::v1::DECLINE_FOLLOW_UP_OPEN);
  *decline.mutable_decline_time() = answer.answer_time();
  for (const auto barrier : {matching::v1::BARRIER_STAFF_TIME, matching::v1::BARRIER_OTHER}) {
    answer.add_barriers(barrier);
    decline.add_barriers(barrier);
  }
}

void SampleMatchLog::FollowUp(matching::v1::DeclineFollowUp follow_up, const std::string& text) {
  state_.mutable_decline()->set_follow_up(follow_up);
  state_.mutable_decline()->set_follow_up_text(text);
  *state_.mutable_decline()->mutable_follow_up_time() =
      ToTimestamp(ProposeTime() + std::chrono::days(9));
}

matching::v1::MatchEvent SampleMatchLog::Event() {
  auto event = Made<matching::v1::MatchEvent>(kMatchId, ++sequence_, ProposeTime());
  event.mutable_extended();
  *event.mutable_state() = state_;
  return event;
}

void SampleMatchLog::EndIdea(matching::v1::MatchCloseReason reason,
                             std::chrono::milliseconds after) {
  state_.set_status(matching::v1::MATCH_STATUS_CLOSED);
  state_.set_close_reason(reason);
  *state_.mutable_status_time() = ToTimestamp(ProposeTime() + after);
}

SampleReviewLog::SampleReviewLog() {
  state_.set_assignment_id(kAssignmentId);
  state_.set_idea_id(kIdeaId);
  state_.set_reviewer_person_id(kReviewer);
  state_.set_role(matching::v1::REVIEWER_ROLE_INNOVATION_ADVOCATE);
  state_.set_status(matching::v1::REVIEW_ASSIGNMENT_STATUS_OPEN);
  *state_.mutable_assign_time() = ToTimestamp(ProposeTime());
}

matching::v1::ReviewAssignmentEvent SampleReviewLog::Enter(
    matching::v1::ReviewAssignmentStatus status, int reminders) {
  state_.set_status(status);
  state_.set_reminders(reminders);
  auto event = Made<matching::v1::ReviewAssignmentEvent>(kAssignmentId, ++sequence_, ProposeTime());
  event.mutable_assigned();
  *event.mutable_state() = state_;
  return event;
}

kafkax::Record RecordOf(const google::protobuf::Message& event) {
  const kafkax::OutgoingRecord outgoing = eventing::EncodeEvent(
      TopicOf(event), event, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  kafkax::Record record;
  record.topic = outgoing.topic;
  record.key = outgoing.key;
  record.value = outgoing.value;
  record.headers = outgoing.headers;
  return record;
}

}  // namespace waggle::notification
