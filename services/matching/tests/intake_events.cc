#include "services/matching/tests/intake_events.h"

#include <atomic>

#include "libs/base/check.h"
#include "libs/eventing/event_codec.h"

namespace waggle::matching {
namespace {

constexpr const char* kTraceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

template <class Event>
Event Made(const std::string& id, std::int64_t sequence) {
  Event event;
  common::v1::EventMetadata& metadata = *event.mutable_metadata();
  metadata.set_event_id("event-" + id + "-" + std::to_string(sequence));
  metadata.set_aggregate_id(id);
  metadata.set_sequence(sequence);
  metadata.set_epoch(1);
  metadata.set_actor("person-of-a-test");
  metadata.set_visibility(common::v1::VISIBILITY_PUBLISHED);
  *metadata.mutable_event_time() = eventing::ToTimestamp(Time(std::chrono::seconds(1'700'000'000)));
  return event;
}

std::string TopicOf(const google::protobuf::Message& event) {
  const std::string& name = event.GetDescriptor()->name();
  if (name == "OrganisationEvent") return "waggle.intake.organisation.v1";
  if (name == "PersonEvent") return "waggle.intake.person.v1";
  if (name == "IdeaEvent") return "waggle.intake.idea.v1";
  if (name == "ProblemEvent") return "waggle.intake.problem.v1";
  WAGGLE_CHECK(name == "AdoptionEvent");
  return "waggle.evidence.adoption.v1";
}

}  // namespace

intake::v1::OrganisationEvent OrganisationOf(const std::string& ods_code,
                                             intake::v1::OrganisationKind kind,
                                             const std::string& parent, std::int64_t sequence) {
  auto event = Made<intake::v1::OrganisationEvent>(ods_code, sequence);
  event.mutable_registered();
  event.mutable_state()->set_ods_code(ods_code);
  event.mutable_state()->set_kind(kind);
  if (!parent.empty()) event.mutable_state()->add_memberships()->set_parent_ods_code(parent);
  return event;
}

intake::v1::PersonEvent AdvocateAt(const std::string& person_id, const std::string& ods_code) {
  auto event = Made<intake::v1::PersonEvent>(person_id, 1);
  event.mutable_registered();
  event.mutable_state()->set_person_id(person_id);
  event.mutable_state()->set_ods_code(ods_code);
  event.mutable_state()->set_role(intake::v1::PERSON_ROLE_INNOVATION_ADVOCATE);
  return event;
}

intake::v1::PersonEvent QiReviewerAt(const std::string& person_id, const std::string& ods_code,
                                     const std::string& expertise) {
  auto event = AdvocateAt(person_id, ods_code);
  event.mutable_state()->set_role(intake::v1::PERSON_ROLE_QI_REVIEWER);
  event.mutable_state()->set_expertise(expertise);
  return event;
}

intake::v1::IdeaEvent IdeaOf(const std::string& id, const std::string& ods_code,
                             const std::string& text) {
  auto event = Made<intake::v1::IdeaEvent>(id, 1);
  event.mutable_submitted();
  event.mutable_state()->set_idea_id(id);
  event.mutable_state()->set_ods_code(ods_code);
  event.mutable_state()->set_title(text);
  event.mutable_state()->set_problem_it_solves(text);
  return event;
}

intake::v1::ProblemEvent ProblemOf(const std::string& id, const std::string& ods_code,
                                   const std::string& text) {
  auto event = Made<intake::v1::ProblemEvent>(id, 1);
  event.mutable_reported();
  event.mutable_state()->set_problem_id(id);
  event.mutable_state()->set_ods_code(ods_code);
  event.mutable_state()->set_title(text);
  event.mutable_state()->set_description(text);
  return event;
}

evidence::v1::AdoptionEvent AdoptionOf(const std::string& idea, const std::string& ods_code) {
  auto event = Made<evidence::v1::AdoptionEvent>("adoption-" + idea + "-" + ods_code, 1);
  event.mutable_started();
  event.mutable_state()->set_adoption_id(event.metadata().aggregate_id());
  event.mutable_state()->set_idea_id(idea);
  event.mutable_state()->set_ods_code(ods_code);
  return event;
}

kafkax::Record RecordOf(const google::protobuf::Message& event) {
  static std::atomic<std::int64_t> offset = 0;
  const kafkax::OutgoingRecord sent = eventing::EncodeEvent(TopicOf(event), event, kTraceparent);
  kafkax::Record record;
  record.topic = sent.topic;
  record.key = sent.key;
  record.value = sent.value;
  record.headers = sent.headers;
  record.offset = ++offset;
  return record;
}

}  // namespace waggle::matching
