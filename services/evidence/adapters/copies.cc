#include "services/evidence/adapters/copies.h"

#include "libs/eventing/aggregate.h"
#include "services/evidence/adapters/conversion.h"

namespace waggle::evidence {
namespace {

constexpr const char* kIdeaCopy = "idea-copy";
constexpr const char* kOrganisationCopy = "organisation-copy";

template <class Event>
Result<std::optional<typename eventing::Aggregate<Event>::State>> Find(eventing::RecordStore& store,
                                                                       const std::string& kind,
                                                                       const std::string& id) {
  using State = typename eventing::Aggregate<Event>::State;
  WAGGLE_ASSIGN_OR_RETURN(const auto record, store.Get({kind, id}));
  if (!record) return std::optional<State>();
  WAGGLE_ASSIGN_OR_RETURN(State state, eventing::Aggregate<Event>::Parse(*record));
  return std::optional(std::move(state));
}

}  // namespace

eventing::RecordPut CopyOf(const intake::v1::IdeaEvent& event) {
  intake::v1::Idea copy;
  copy.set_idea_id(event.metadata().aggregate_id());
  copy.set_ods_code(event.state().ods_code());
  return {{kIdeaCopy, copy.idea_id()}, event.metadata().sequence(), copy.SerializeAsString()};
}

eventing::RecordPut CopyOf(const intake::v1::OrganisationEvent& event) {
  intake::v1::Organisation copy;
  copy.set_ods_code(event.metadata().aggregate_id());
  copy.set_kind(event.state().kind());
  return {
      {kOrganisationCopy, copy.ods_code()}, event.metadata().sequence(), copy.SerializeAsString()};
}

Result<std::optional<Idea>> FindIdeaCopy(eventing::RecordStore& store, const IdeaId& idea) {
  WAGGLE_ASSIGN_OR_RETURN(const auto copy,
                          Find<intake::v1::IdeaEvent>(store, kIdeaCopy, idea.value()));
  if (!copy) return std::optional<Idea>();
  return std::optional(FromProto(*copy));
}

Result<std::optional<Organisation>> FindOrganisationCopy(eventing::RecordStore& store,
                                                         const OdsCode& ods_code) {
  WAGGLE_ASSIGN_OR_RETURN(const auto copy, Find<intake::v1::OrganisationEvent>(
                                               store, kOrganisationCopy, ods_code.value()));
  if (!copy) return std::optional<Organisation>();
  return std::optional(FromProto(*copy));
}

}  // namespace waggle::evidence
