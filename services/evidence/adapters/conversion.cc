#include "services/evidence/adapters/conversion.h"

#include "libs/eventing/event_codec.h"

namespace waggle::evidence {

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
  return message;
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
      return MatchExtended{match, practice};
    case matching::v1::MatchEvent::EVENT_NOT_SET:
      break;
  }
  return std::nullopt;
}

std::optional<Happening> HappeningOf(const matching::v1::ReviewAssignmentEvent& event) {
  const AssignmentId assignment(event.metadata().aggregate_id());
  switch (event.event_case()) {
    case matching::v1::ReviewAssignmentEvent::kAssigned:
      return ReviewAssigned{assignment, PersonId(event.state().reviewer_person_id())};
    case matching::v1::ReviewAssignmentEvent::kUnfilled:
      return ReviewUnfilled{assignment};
    case matching::v1::ReviewAssignmentEvent::EVENT_NOT_SET:
      break;
  }
  return std::nullopt;
}

}  // namespace waggle::evidence
