#include "services/matching/adapters/pair_facts.h"

#include "waggle/evidence/v1/adoption.pb.h"

namespace waggle::matching {
namespace {

using evidence::v1::AdoptionEvent;

eventing::RecordKey AdoptionKey(const std::string& idea, const std::string& practice) {
  return {"adoption", idea + ":" + practice};
}

}  // namespace

eventing::Subscription AdoptionCopies() {
  const auto project = [](const AdoptionEvent& event, eventing::Commit& commit) {
    commit.puts.push_back({AdoptionKey(event.state().idea_id(), event.state().ods_code()),
                           event.metadata().sequence(), event.state().SerializeAsString()});
    return OkStatus();
  };
  return eventing::Subscribe<AdoptionEvent>("waggle.evidence.adoption.v1", project, {});
}

Result<domain::Adoption> LoadAdoption(eventing::RecordStore& store, const domain::DocumentId& idea,
                                      const domain::OdsCode& practice) {
  WAGGLE_ASSIGN_OR_RETURN(const auto record,
                          store.Get(AdoptionKey(idea.value(), practice.value())));
  return record ? domain::Adoption::kInUse : domain::Adoption::kNone;
}

}  // namespace waggle::matching
