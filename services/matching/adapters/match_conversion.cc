#include "services/matching/adapters/match_conversion.h"

#include <cmath>

#include "libs/eventing/event_codec.h"

namespace waggle::matching {
namespace {

using eventing::FromTimestamp;
using eventing::ToTimestamp;
using google::protobuf::RepeatedField;
using google::protobuf::RepeatedPtrField;

std::vector<domain::FitReason> FromProto(const RepeatedPtrField<v1::FitPoint>& points) {
  std::vector<domain::FitReason> reasons;
  for (const v1::FitPoint& point : points) {
    reasons.push_back({point.code(), point.sentence(), point.effect()});
  }
  return reasons;
}

domain::ScoreParts FromProto(const v1::ScoreParts& message) {
  domain::ScoreParts parts{message.words(), std::nullopt};
  if (message.has_meaning()) parts.meaning = message.meaning();
  return parts;
}

domain::Match FoundFromProto(const v1::Match& message) {
  domain::Match match;
  match.id = domain::MatchId(message.match_id());
  match.idea_id = domain::DocumentId(message.idea_id());
  match.ods_code = domain::OdsCode(message.ods_code());
  for (const v1::MatchedProblem& entry : message.problems()) {
    match.problems.push_back(
        {domain::DocumentId(entry.problem_id()),
         domain::Score{static_cast<std::int32_t>(std::lround(entry.score() * 1000))},
         {entry.matched_terms().begin(), entry.matched_terms().end()},
         FromProto(entry.parts())});
  }
  match.fit = {message.fit_adjustment(), FromProto(message.agreements()),
               FromProto(message.cautions())};
  return match;
}

void FoundToProto(const domain::Match& match, v1::Match& message) {
  message.set_match_id(match.id.value());
  message.set_idea_id(match.idea_id.value());
  message.set_ods_code(match.ods_code.value());
  for (const domain::MatchedProblem& problem : match.problems) {
    v1::MatchedProblem* entry = message.add_problems();
    entry->set_problem_id(problem.problem_id.value());
    entry->set_score(problem.score.value());
    *entry->mutable_matched_terms() = {problem.matched_terms.begin(), problem.matched_terms.end()};
    *entry->mutable_parts() = ToProto(problem.parts);
  }
  message.set_fit_adjustment(match.fit.adjustment);
  *message.mutable_agreements() = ToProto(match.fit.agreements);
  *message.mutable_cautions() = ToProto(match.fit.cautions);
}

std::vector<domain::Barrier> Barriers(const RepeatedField<int>& numbers) {
  std::vector<domain::Barrier> barriers;
  for (const int number : numbers) barriers.push_back(static_cast<domain::Barrier>(number));
  return barriers;
}

void CheckBarriers(const RepeatedField<int>& numbers, std::vector<FieldViolation>& wrong) {
  const auto count = static_cast<std::size_t>(numbers.size());
  if (count > domain::kBarriers.size()) {
    wrong.push_back({"barriers", "are " + std::to_string(count) + ", and there are only " +
                                     std::to_string(domain::kBarriers.size())});
    return;
  }
  for (const int number : numbers) {
    if (v1::Barrier_IsValid(number) && number != v1::BARRIER_UNSPECIFIED) continue;
    wrong.push_back({"barriers", "number " + std::to_string(number) +
                                     " is no barrier; see waggle.matching.v1.Barrier"});
  }
}

void SetBarriers(const std::vector<domain::Barrier>& barriers, RepeatedField<int>* numbers) {
  for (const domain::Barrier barrier : barriers) numbers->Add(static_cast<int>(barrier));
}

domain::ResponseClock ClockFromProto(const v1::Match& message) {
  const v1::ResponseClock& clock = message.response_clock();
  domain::ResponseClock result{FromTimestamp(message.propose_time())};
  if (clock.has_answer_time()) result.answer_time = FromTimestamp(clock.answer_time());
  if (clock.has_remind_time()) result.remind_time = FromTimestamp(clock.remind_time());
  if (clock.has_escalate_time()) result.escalate_time = FromTimestamp(clock.escalate_time());
  if (clock.exemption() != v1::CLOCK_EXEMPTION_UNSPECIFIED) {
    result.exemption = static_cast<domain::ClockExemption>(clock.exemption());
  }
  return result;
}

void ClockToProto(const domain::ResponseClock& clock, v1::Match& message) {
  *message.mutable_propose_time() = ToTimestamp(clock.propose_time);
  v1::ResponseClock& result = *message.mutable_response_clock();
  if (clock.answer_time) *result.mutable_answer_time() = ToTimestamp(*clock.answer_time);
  if (clock.remind_time) *result.mutable_remind_time() = ToTimestamp(*clock.remind_time);
  if (clock.escalate_time) *result.mutable_escalate_time() = ToTimestamp(*clock.escalate_time);
  if (clock.exemption) {
    result.set_exemption(static_cast<v1::ClockExemption>(*clock.exemption));
  }
}

domain::MatchProgress ProgressFromProto(const v1::Match& message) {
  domain::MatchProgress progress;
  progress.status = static_cast<domain::MatchStatus>(message.status());
  progress.status_time =
      FromTimestamp(message.has_status_time() ? message.status_time() : message.propose_time());
  if (message.has_deferred_until()) {
    progress.deferred_until = FromTimestamp(message.deferred_until());
  }
  if (message.has_answer()) {
    progress.answer = {static_cast<domain::AnswerKind>(message.answer().kind()),
                       Barriers(message.answer().barriers()), message.answer().text()};
  }
  if (message.has_decline()) {
    const v1::Decline& decline = message.decline();
    progress.decline = {FromTimestamp(decline.decline_time()), Barriers(decline.barriers()),
                        static_cast<domain::DeclineFollowUp>(decline.follow_up()),
                        FromTimestamp(decline.follow_up_time())};
  }
  if (message.close_reason() != v1::MATCH_CLOSE_REASON_UNSPECIFIED) {
    progress.close_reason = static_cast<domain::CloseReason>(message.close_reason());
  }
  return progress;
}

void AnswerToProto(const domain::TrackedMatch& match, v1::MatchAnswer& message) {
  const domain::MatchAnswer& answer = *match.progress.answer;
  message.set_kind(static_cast<v1::MatchAnswerKind>(answer.kind));
  SetBarriers(answer.barriers, message.mutable_barriers());
  message.set_text(answer.text);
  *message.mutable_answer_time() = ToTimestamp(match.answer_time);
  message.set_number(match.answers);
}

void DeclineToProto(const domain::TrackedMatch& match, v1::Decline& message) {
  const domain::Decline& decline = *match.progress.decline;
  *message.mutable_decline_time() = ToTimestamp(decline.time);
  SetBarriers(decline.barriers, message.mutable_barriers());
  message.set_follow_up(static_cast<v1::DeclineFollowUp>(decline.follow_up));
  *message.mutable_follow_up_time() = ToTimestamp(decline.follow_up_time);
  message.set_follow_up_text(match.follow_up_text);
}

void ProgressToProto(const domain::TrackedMatch& match, v1::Match& message) {
  const domain::MatchProgress& progress = match.progress;
  message.set_status(static_cast<v1::MatchStatus>(progress.status));
  *message.mutable_status_time() = ToTimestamp(progress.status_time);
  if (progress.deferred_until) {
    *message.mutable_deferred_until() = ToTimestamp(*progress.deferred_until);
  }
  if (progress.answer) AnswerToProto(match, *message.mutable_answer());
  if (progress.decline) DeclineToProto(match, *message.mutable_decline());
  if (progress.close_reason) {
    message.set_close_reason(static_cast<v1::MatchCloseReason>(*progress.close_reason));
  }
}

}  // namespace

v1::MatchEvent BarrierEvent(const domain::TrackedMatch& after) {
  v1::MatchEvent event;
  after.progress.status == domain::MatchStatus::kDeclined
      ? static_cast<void>(event.mutable_barrier_changed())
      : static_cast<void>(event.mutable_reopened());
  return event;
}

v1::ScoreParts ToProto(const domain::ScoreParts& parts) {
  v1::ScoreParts message;
  message.set_words(parts.words);
  message.set_meaning(parts.meaning.value_or(0));
  message.set_has_meaning(parts.meaning.has_value());
  return message;
}

google::protobuf::RepeatedPtrField<v1::FitPoint> ToProto(
    const std::vector<domain::FitReason>& reasons) {
  google::protobuf::RepeatedPtrField<v1::FitPoint> points;
  for (const domain::FitReason& reason : reasons) {
    v1::FitPoint* point = points.Add();
    point->set_code(reason.code);
    point->set_sentence(reason.sentence);
    point->set_effect(reason.effect);
  }
  return points;
}

domain::TrackedMatch FromProto(const v1::Match& message) {
  domain::TrackedMatch match;
  match.match = FoundFromProto(message);
  match.probability.thousandths = message.probability();
  match.progress = ProgressFromProto(message);
  match.decision_reason = message.decision_reason();
  match.proposals = message.proposal_number();
  if (message.has_propose_time()) match.clock = ClockFromProto(message);
  match.advocate_person_id = message.response_clock().advocate_person_id();
  match.answers = message.answer().number();
  if (message.has_answer()) match.answer_time = FromTimestamp(message.answer().answer_time());
  match.follow_up_text = message.decline().follow_up_text();
  for (const v1::BarrierChange& change : message.barrier_changes()) {
    match.barrier_changes.push_back({static_cast<domain::BarrierChangeKind>(change.kind()),
                                     FromTimestamp(change.change_time()),
                                     Barriers(change.barriers())});
  }
  return match;
}

v1::Match ToProto(const domain::TrackedMatch& match) {
  v1::Match message;
  FoundToProto(match.match, message);
  message.set_probability(match.probability.thousandths);
  ProgressToProto(match, message);
  message.set_decision_reason(match.decision_reason);
  message.set_proposal_number(match.proposals);
  if (match.clock) {
    ClockToProto(*match.clock, message);
    message.mutable_response_clock()->set_advocate_person_id(match.advocate_person_id);
  }
  for (const domain::BarrierChange& change : match.barrier_changes) {
    v1::BarrierChange* entry = message.add_barrier_changes();
    entry->set_kind(static_cast<v1::BarrierChangeKind>(change.kind));
    *entry->mutable_change_time() = ToTimestamp(change.time);
    SetBarriers(change.barriers, entry->mutable_barriers());
  }
  return message;
}

Result<std::vector<domain::Barrier>> BarriersFromProto(const RepeatedField<int>& numbers) {
  std::vector<FieldViolation> wrong;
  if (numbers.empty()) wrong.push_back({"barriers", "must name at least one"});
  CheckBarriers(numbers, wrong);
  if (!wrong.empty()) return Status::Invalid(wrong);
  return Barriers(numbers);
}

Result<domain::MatchAnswer> FromProto(v1::MatchAnswerKind kind, const RepeatedField<int>& barriers,
                                      const std::string& text) {
  std::vector<FieldViolation> wrong;
  if (!v1::MatchAnswerKind_IsValid(kind) || kind == v1::MATCH_ANSWER_KIND_UNSPECIFIED) {
    wrong.push_back({"kind", "must be TELL_ME_MORE, WE_WILL_TRY, ALREADY_DOING or NOT_FOR_US"});
  }
  CheckBarriers(barriers, wrong);
  if (!wrong.empty()) return Status::Invalid(wrong);
  return domain::MatchAnswer{static_cast<domain::AnswerKind>(kind), Barriers(barriers), text};
}

}  // namespace waggle::matching
