#include "services/matching/adapters/pair_facts.h"

#include "libs/eventing/event_codec.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/match_conversion.h"
#include "services/matching/adapters/match_lists.h"
#include "services/matching/adapters/review_checks.h"

namespace waggle::matching {
namespace {

using evidence::v1::Adoption;
using evidence::v1::AdoptionEvent;

constexpr const char* kAdoptionKind = "adoption";
// More than there are practices.
constexpr std::size_t kEveryPractice = 100'000;

eventing::RecordKey AdoptionKey(const std::string& idea, const std::string& practice) {
  return {kAdoptionKind, idea + ":" + practice};
}

std::string AdoptionsOf(const std::string& idea) { return "adoption:idea:" + idea; }

Result<Adoption> Parse(const eventing::StoredRecord& record) {
  Adoption adoption;
  if (!adoption.ParseFromString(record.state)) {
    return Status(Code::kDataLoss, "STORE_DAMAGED", "adoption " + record.id + " cannot be read");
  }
  return adoption;
}

}  // namespace

eventing::Subscription AdoptionCopies() {
  const auto project = [](const AdoptionEvent& event, eventing::Commit& commit) {
    commit.puts.push_back({AdoptionKey(event.state().idea_id(), event.state().ods_code()),
                           event.metadata().sequence(),
                           event.state().SerializeAsString(),
                           {{AdoptionsOf(event.state().idea_id())}}});
    commit.puts.push_back(CheckConflicts(domain::DocumentId(event.state().idea_id())));
    return OkStatus();
  };
  return eventing::Subscribe<AdoptionEvent>("waggle.evidence.adoption.v1", project, {});
}

Result<eventing::Expectation> AddAdoption(eventing::RecordStore& store,
                                          const domain::DocumentId& idea, domain::PairFacts& pair) {
  eventing::Expectation expected{AdoptionKey(idea.value(), pair.practice.value())};
  WAGGLE_ASSIGN_OR_RETURN(const auto record, store.Get(expected.key));
  if (!record) return expected;
  expected.sequence = record->sequence;
  WAGGLE_ASSIGN_OR_RETURN(const Adoption adoption, Parse(*record));
  if (adoption.stage() != evidence::v1::ADOPTION_STAGE_ABANDONED) {
    pair.adoption = domain::Adoption::kInUse;
    return expected;
  }
  WAGGLE_ASSIGN_OR_RETURN(auto barriers, BarriersFromProto(adoption.barriers()));
  pair.abandonment =
      domain::Refusal{eventing::FromTimestamp(adoption.stage_time()), std::move(barriers)};
  return expected;
}

Result<std::vector<domain::OdsCode>> MergedOriginators(eventing::RecordStore& store,
                                                       const domain::DocumentId& idea) {
  WAGGLE_ASSIGN_OR_RETURN(const auto rows,
                          store.List(SupersededBy(idea.value()), "", kEveryPractice));
  std::vector<domain::OdsCode> originators;
  for (const eventing::IndexRow& row : rows) originators.emplace_back(row.sort_key);
  return originators;
}

Result<std::vector<Adoption>> LoadAdoptions(eventing::RecordStore& store,
                                            const domain::DocumentId& idea) {
  WAGGLE_ASSIGN_OR_RETURN(const auto rows,
                          store.List(AdoptionsOf(idea.value()), "", kEveryPractice));
  std::vector<Adoption> adoptions;
  WAGGLE_ASSIGN_OR_RETURN(const auto records, store.GetMany(kAdoptionKind, eventing::IdsOf(rows)));
  for (const eventing::StoredRecord& record : records) {
    WAGGLE_ASSIGN_OR_RETURN(Adoption adoption, Parse(record));
    adoptions.push_back(std::move(adoption));
  }
  return adoptions;
}

Result<std::vector<domain::OdsCode>> LoadAdopters(eventing::RecordStore& store,
                                                  const domain::DocumentId& idea) {
  std::vector<domain::OdsCode> adopters;
  WAGGLE_ASSIGN_OR_RETURN(const auto adoptions, LoadAdoptions(store, idea));
  for (const Adoption& adoption : adoptions) adopters.emplace_back(adoption.ods_code());
  WAGGLE_ASSIGN_OR_RETURN(const auto matches,
                          MatchAggregate().LoadListed(store, InUseOfIdea(idea), kEveryPractice));
  for (const auto& match : matches) adopters.emplace_back(match.state.ods_code());
  return adopters;
}

}  // namespace waggle::matching
