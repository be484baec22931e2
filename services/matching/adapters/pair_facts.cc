#include "services/matching/adapters/pair_facts.h"

#include "waggle/evidence/v1/adoption.pb.h"

namespace waggle::matching {
namespace {

using evidence::v1::AdoptionEvent;

constexpr const char* kAdoptionKind = "adoption";
// More than there are practices.
constexpr std::size_t kEveryPractice = 100'000;

eventing::RecordKey AdoptionKey(const std::string& idea, const std::string& practice) {
  return {kAdoptionKind, idea + ":" + practice};
}

std::string AdoptionsOf(const std::string& idea) { return "adoption:idea:" + idea; }

}  // namespace

eventing::Subscription AdoptionCopies() {
  const auto project = [](const AdoptionEvent& event, eventing::Commit& commit) {
    commit.puts.push_back({AdoptionKey(event.state().idea_id(), event.state().ods_code()),
                           event.metadata().sequence(),
                           event.state().SerializeAsString(),
                           {{AdoptionsOf(event.state().idea_id())}}});
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

Result<std::vector<domain::OdsCode>> LoadAdopters(eventing::RecordStore& store,
                                                  const domain::DocumentId& idea) {
  WAGGLE_ASSIGN_OR_RETURN(const auto rows,
                          store.List(AdoptionsOf(idea.value()), "", kEveryPractice));
  const std::vector<std::string> ids = eventing::IdsOf(rows);
  std::vector<domain::OdsCode> adopters;
  if (ids.empty()) return adopters;
  WAGGLE_ASSIGN_OR_RETURN(const auto records, store.GetMany(kAdoptionKind, ids));
  for (const eventing::StoredRecord& record : records) {
    evidence::v1::Adoption adoption;
    if (!adoption.ParseFromString(record.state)) {
      return Status(Code::kDataLoss, "STORE_DAMAGED", "adoption " + record.id + " cannot be read");
    }
    adopters.emplace_back(adoption.ods_code());
  }
  return adopters;
}

}  // namespace waggle::matching
