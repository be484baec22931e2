#include "services/evidence/adapters/conversion.h"

#include "libs/eventing/event_codec.h"

namespace waggle::evidence {
namespace {

// Nothing for what is no answer.
std::optional<PracticeAnswer> AnswerOf(matching::v1::MatchStatus status) {
  switch (status) {
    case matching::v1::MATCH_STATUS_INTERESTED:
      return PracticeAnswer::kInterested;
    case matching::v1::MATCH_STATUS_TRYING:
      return PracticeAnswer::kWillTry;
    case matching::v1::MATCH_STATUS_ALREADY_DOING:
      return PracticeAnswer::kAlreadyDoing;
    case matching::v1::MATCH_STATUS_DECLINED:
      return PracticeAnswer::kDeclined;
    default:
      return std::nullopt;
  }
}

AdoptionStage StageOf(v1::AdoptionStage stage) {
  return v1::AdoptionStage_IsValid(stage) ? static_cast<AdoptionStage>(stage)
                                          : AdoptionStage::kUnspecified;
}

// Numbers of later builds are kept as they are.
std::vector<Barrier> BarriersOf(const google::protobuf::RepeatedField<int>& numbers) {
  std::vector<Barrier> barriers;
  for (const int number : numbers) barriers.push_back(static_cast<Barrier>(number));
  return barriers;
}

}  // namespace

v1::TimelineEntry ToProto(const TimelineEntry& entry, std::int64_t position) {
  v1::TimelineEntry message;
  message.set_entry_id(entry.id.value());
  message.set_idea_id(entry.idea.value());
  message.set_kind(static_cast<v1::TimelineEntryKind>(entry.kind));
  *message.mutable_happen_time() = eventing::ToTimestamp(entry.happen_time);
  message.set_ods_code(entry.practice.value());
  message.set_subject_id(entry.subject_id);
  message.set_person_id(entry.person.value());
  message.set_position(position);
  return message;
}

v1::Adoption ToProto(const Adoption& adoption) {
  v1::Adoption message;
  message.set_adoption_id(adoption.id.value());
  message.set_idea_id(adoption.idea.value());
  message.set_ods_code(adoption.practice.value());
  message.set_stage(static_cast<v1::AdoptionStage>(adoption.stage));
  *message.mutable_start_time() = eventing::ToTimestamp(adoption.start_time);
  for (const Barrier barrier : adoption.barriers) {
    message.add_barriers(static_cast<matching::v1::Barrier>(barrier));
  }
  message.set_text(adoption.text);
  *message.mutable_stage_time() = eventing::ToTimestamp(adoption.stage_time);
  return message;
}

Adoption FromProto(const v1::Adoption& message) {
  const Time start_time = eventing::FromTimestamp(message.start_time());
  return {AdoptionId(message.adoption_id()),
          IdeaId(message.idea_id()),
          OdsCode(message.ods_code()),
          StageOf(message.stage()),
          start_time,
          message.has_stage_time() ? eventing::FromTimestamp(message.stage_time()) : start_time,
          BarriersOf(message.barriers()),
          message.text()};
}

Result<StageChange> FromProto(const v1::ChangeAdoptionStageRequest& request) {
  std::vector<FieldViolation> wrong;
  for (const int number : request.barriers()) {
    if (matching::v1::Barrier_IsValid(number) && number != matching::v1::BARRIER_UNSPECIFIED) {
      continue;
    }
    wrong.push_back({"barriers", "number " + std::to_string(number) +
                                     " is no barrier; see waggle.matching.v1.Barrier"});
  }
  if (!wrong.empty()) return Status::Invalid(std::move(wrong));
  return StageChange{StageOf(request.stage()), BarriersOf(request.barriers()), request.text()};
}

Idea FromProto(const intake::v1::Idea& message) {
  return {IdeaId(message.idea_id()), OdsCode(message.ods_code())};
}

Organisation FromProto(const intake::v1::Organisation& message) {
  const bool known = intake::v1::OrganisationKind_IsValid(message.kind());
  return {OdsCode(message.ods_code()),
          known ? static_cast<OrganisationKind>(message.kind()) : OrganisationKind::kUnspecified};
}

std::optional<Happening> HappeningOf(const intake::v1::IdeaEvent& event) {
  switch (event.event_case()) {
    case intake::v1::IdeaEvent::kSubmitted:
      return IdeaSubmitted{};
    case intake::v1::IdeaEvent::kRevised:
      return IdeaRevised{};
    case intake::v1::IdeaEvent::kWithdrawn:
      return IdeaWithdrawn{};
    case intake::v1::IdeaEvent::kSuperseded:
      return IdeaSuperseded{};
    case intake::v1::IdeaEvent::EVENT_NOT_SET:
      break;
  }
  return std::nullopt;
}

std::optional<Happening> HappeningOf(const matching::v1::MatchEvent& event) {
  const MatchId match(event.metadata().aggregate_id());
  const OdsCode practice(event.state().ods_code());
  switch (event.event_case()) {
    case matching::v1::MatchEvent::kProposed:
      return MatchProposed{match, practice};
    case matching::v1::MatchEvent::kExtended:
      // Nobody has been told yet.
      if (event.state().status() == matching::v1::MATCH_STATUS_DEFERRED) return std::nullopt;
      return MatchExtended{match, practice};
    case matching::v1::MatchEvent::kAnswered: {
      const auto answer = AnswerOf(event.state().status());
      if (!answer) return std::nullopt;
      return MatchAnswered{match, practice, *answer};
    }
    default:
      return std::nullopt;
  }
}

std::optional<Happening> HappeningOf(const matching::v1::ReviewAssignmentEvent& event) {
  const AssignmentId assignment(event.metadata().aggregate_id());
  const PersonId reviewer(event.state().reviewer_person_id());
  switch (event.event_case()) {
    case matching::v1::ReviewAssignmentEvent::kAssigned:
      return ReviewAssigned{assignment, reviewer};
    case matching::v1::ReviewAssignmentEvent::kUnfilled:
      return ReviewUnfilled{assignment};
    case matching::v1::ReviewAssignmentEvent::kAccepted:
      return ReviewAnswered{assignment, reviewer, ReviewerAnswer::kAccepted};
    case matching::v1::ReviewAssignmentEvent::kDeclined:
      return ReviewAnswered{assignment, reviewer, ReviewerAnswer::kDeclined};
    default:
      // Between matching and the reviewer; whoever is asked next is told of as assigned.
      return std::nullopt;
  }
}

}  // namespace waggle::evidence
