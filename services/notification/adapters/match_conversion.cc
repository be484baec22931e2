#include "services/notification/adapters/match_conversion.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "libs/eventing/event_codec.h"

namespace waggle::notification::adapters {
namespace {

using eventing::FromTimestamp;

domain::MatchStatus FromProto(matching::v1::MatchStatus status) {
  switch (status) {
    case matching::v1::MATCH_STATUS_PROPOSED:
      return domain::MatchStatus::kProposed;
    case matching::v1::MATCH_STATUS_INTERESTED:
      return domain::MatchStatus::kInterested;
    case matching::v1::MATCH_STATUS_TRYING:
      return domain::MatchStatus::kTrying;
    case matching::v1::MATCH_STATUS_DECLINED:
      return domain::MatchStatus::kDeclined;
    default:
      return domain::MatchStatus::kQuiet;
  }
}

std::optional<domain::MatchAnswerKind> FromProto(matching::v1::MatchAnswerKind kind) {
  switch (kind) {
    case matching::v1::MATCH_ANSWER_KIND_TELL_ME_MORE:
      return domain::MatchAnswerKind::kTellMeMore;
    case matching::v1::MATCH_ANSWER_KIND_WE_WILL_TRY:
      return domain::MatchAnswerKind::kWeWillTry;
    case matching::v1::MATCH_ANSWER_KIND_NOT_FOR_US:
      return domain::MatchAnswerKind::kNotForUs;
    default:
      return std::nullopt;
  }
}

std::optional<domain::DeclineFollowUp> FromProto(matching::v1::DeclineFollowUp follow_up) {
  switch (follow_up) {
    case matching::v1::DECLINE_FOLLOW_UP_ANSWERED:
      return domain::DeclineFollowUp::kAnswered;
    case matching::v1::DECLINE_FOLLOW_UP_ADAPTATION_OFFERED:
      return domain::DeclineFollowUp::kAdaptationOffered;
    default:
      return std::nullopt;
  }
}

domain::Barrier FromProto(matching::v1::Barrier barrier) {
  switch (barrier) {
    case matching::v1::BARRIER_FINANCIAL_INCENTIVE:
      return domain::Barrier::kFinancialIncentive;
    case matching::v1::BARRIER_STAFF_TIME:
      return domain::Barrier::kStaffTime;
    case matching::v1::BARRIER_STAFF_RESISTANCE:
      return domain::Barrier::kStaffResistance;
    case matching::v1::BARRIER_TOP_DOWN:
      return domain::Barrier::kTopDown;
    case matching::v1::BARRIER_BUREAUCRACY:
      return domain::Barrier::kBureaucracy;
    case matching::v1::BARRIER_CULTURE_OR_NORMS:
      return domain::Barrier::kCultureOrNorms;
    case matching::v1::BARRIER_STRUCTURE:
      return domain::Barrier::kStructure;
    case matching::v1::BARRIER_FRAGMENTATION:
      return domain::Barrier::kFragmentation;
    case matching::v1::BARRIER_EVIDENCE_UNCONVINCING:
      return domain::Barrier::kEvidenceUnconvincing;
    case matching::v1::BARRIER_WRONG_CONTEXT:
      return domain::Barrier::kWrongContext;
    case matching::v1::BARRIER_IT_OR_CLINICAL_SYSTEM:
      return domain::Barrier::kItOrClinicalSystem;
    case matching::v1::BARRIER_SKILLS:
      return domain::Barrier::kSkills;
    case matching::v1::BARRIER_SPACE_OR_EQUIPMENT:
      return domain::Barrier::kSpaceOrEquipment;
    case matching::v1::BARRIER_FUNDING_RECURRENT:
      return domain::Barrier::kFundingRecurrent;
    case matching::v1::BARRIER_PATIENT_ACCEPTABILITY:
      return domain::Barrier::kPatientAcceptability;
    case matching::v1::BARRIER_SAFETY_CONCERN:
      return domain::Barrier::kSafetyConcern;
    case matching::v1::BARRIER_IG_OR_CONTRACT:
      return domain::Barrier::kIgOrContract;
    case matching::v1::BARRIER_ALREADY_DOING:
      return domain::Barrier::kAlreadyDoing;
    case matching::v1::BARRIER_NOT_A_PRIORITY_NOW:
      return domain::Barrier::kNotAPriorityNow;
    default:
      return domain::Barrier::kOther;
  }
}

// "Not for us, for no other reason than that we do it" says the same as "already doing".
domain::IdeaUse UseOf(const matching::v1::MatchAnswer& answer) {
  switch (answer.kind()) {
    case matching::v1::MATCH_ANSWER_KIND_WE_WILL_TRY:
    case matching::v1::MATCH_ANSWER_KIND_ALREADY_DOING:
      return domain::IdeaUse::kInUse;
    case matching::v1::MATCH_ANSWER_KIND_NOT_FOR_US:
      return answer.barriers_size() == 1 &&
                     answer.barriers(0) == matching::v1::BARRIER_ALREADY_DOING
                 ? domain::IdeaUse::kInUse
                 : domain::IdeaUse::kNone;
    default:
      return domain::IdeaUse::kNone;
  }
}

std::optional<domain::IdeaEnd> EndOf(const matching::v1::Match& match) {
  if (match.status() != matching::v1::MATCH_STATUS_CLOSED) return std::nullopt;
  switch (match.close_reason()) {
    case matching::v1::MATCH_CLOSE_REASON_IDEA_WITHDRAWN:
      return domain::IdeaEnd::kWithdrawn;
    case matching::v1::MATCH_CLOSE_REASON_SUPERSEDED:
      return domain::IdeaEnd::kSuperseded;
    default:
      return std::nullopt;
  }
}

// Who was exempted is reminded no more, whatever was begun before.
domain::MatchState::Silence SilenceOf(const matching::v1::ResponseClock& clock) {
  domain::MatchState::Silence silence;
  if (clock.exemption() != matching::v1::CLOCK_EXEMPTION_UNSPECIFIED) return silence;
  if (clock.has_remind_time()) silence.remind_time = FromTimestamp(clock.remind_time());
  if (clock.has_escalate_time()) silence.escalate_time = FromTimestamp(clock.escalate_time());
  return silence;
}

// Codes of the same happening say where it happened and why: STOPPED_AT_SIMILAR_FOR,
// STOPPED_IN_PCN_FOR.
domain::FitSubject SubjectOf(std::string_view code) {
  if (code == "SAME_SYSTEM" || code == "OTHER_CLINICAL_SYSTEM")
    return domain::FitSubject::kClinicalSystem;
  const bool elsewhere =
      code.starts_with("WORKED_") || code.starts_with("STOPPED_") || code.starts_with("DECLINED_");
  return elsewhere ? domain::FitSubject::kElsewhere : domain::FitSubject::kOther;
}

}  // namespace

domain::MatchState FromProto(const matching::v1::Match& message) {
  domain::MatchState match;
  match.status = FromProto(message.status());
  // Events from before proposals were counted are of the first.
  match.proposal = {FromTimestamp(message.propose_time()), std::max(message.proposal_number(), 1)};
  match.silence = SilenceOf(message.response_clock());
  if (const auto kind = FromProto(message.answer().kind())) {
    match.answer = {*kind, FromTimestamp(message.answer().answer_time()),
                    std::max(message.answer().number(), 1)};
  }
  if (const auto state = FromProto(message.decline().follow_up()))
    match.follow_up = {*state, FromTimestamp(message.decline().follow_up_time())};
  match.use = UseOf(message.answer());
  if (const auto end = EndOf(message)) {
    match.status = domain::MatchStatus::kIdeaEnded;
    match.ending = {*end, FromTimestamp(message.status_time())};
  }
  return match;
}

domain::FitPoint FromProto(const matching::v1::FitPoint& message) {
  return {message.sentence(), SubjectOf(message.code())};
}

domain::ProblemKind FromProto(intake::v1::ProblemKind kind) {
  return kind == intake::v1::PROBLEM_KIND_WANT ? domain::ProblemKind::kWant
                                               : domain::ProblemKind::kProblem;
}

std::vector<domain::Barrier> FromProto(const google::protobuf::RepeatedField<int>& barriers) {
  std::vector<domain::Barrier> known;
  known.reserve(static_cast<std::size_t>(barriers.size()));
  for (const int barrier : barriers)
    known.push_back(FromProto(static_cast<matching::v1::Barrier>(barrier)));
  return known;
}

}  // namespace waggle::notification::adapters
