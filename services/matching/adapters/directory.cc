#include "services/matching/adapters/directory.h"

#include <map>
#include <optional>
#include <set>

#include "libs/eventing/event_codec.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/adapters/visit_records.h"
#include "waggle/intake/v1/organisation.pb.h"

namespace waggle::matching {
namespace {

using intake::v1::Organisation;
using intake::v1::OrganisationEvent;

std::optional<domain::OrganisationKind> KindOf(const Organisation& organisation) {
  switch (organisation.kind()) {
    case intake::v1::ORGANISATION_KIND_PRACTICE:
      return domain::OrganisationKind::kPractice;
    case intake::v1::ORGANISATION_KIND_PCN:
      return domain::OrganisationKind::kPcn;
    case intake::v1::ORGANISATION_KIND_SUB_ICB_LOCATION:
      return domain::OrganisationKind::kSubIcbLocation;
    case intake::v1::ORGANISATION_KIND_ICB:
      return domain::OrganisationKind::kIcb;
    default:
      return std::nullopt;
  }
}

// The membership that holds at `now`; the first where several do.
domain::OdsCode ParentAt(const Organisation& organisation, Time now) {
  for (const intake::v1::Membership& membership : organisation.memberships()) {
    const bool begun =
        !membership.has_start_time() || eventing::FromTimestamp(membership.start_time()) <= now;
    const bool ended =
        membership.has_end_time() && eventing::FromTimestamp(membership.end_time()) <= now;
    if (begun && !ended) return domain::OdsCode(membership.parent_ods_code());
  }
  return {};
}

void Place(const Organisation& organisation, Time now, domain::OrganisationNetwork& network) {
  const auto kind = KindOf(organisation);
  if (!kind) return;
  network.Place(domain::OdsCode(organisation.ods_code()), *kind, ParentAt(organisation, now));
}

using Organisations = std::map<domain::OdsCode, Organisation>;

// Adds those of `codes` that have arrived.
Status Load(eventing::RecordStore& store, const std::vector<std::string>& codes,
            Organisations& organisations) {
  WAGGLE_ASSIGN_OR_RETURN(const auto records, store.GetMany(std::string(kOrganisationKind), codes));
  for (const eventing::StoredRecord& record : records) {
    if (!organisations[domain::OdsCode(record.id)].ParseFromString(record.state)) {
      return Status(Code::kDataLoss, "STORE_DAMAGED",
                    "organisation " + record.id + " cannot be read");
    }
  }
  return OkStatus();
}

// What this organisation says of a practice: of itself, or as one that the practice belongs to.
void Describe(const Organisation& organisation, const domain::OdsCode& code,
              domain::PracticeContext& context) {
  switch (organisation.kind()) {
    case intake::v1::ORGANISATION_KIND_PRACTICE: {
      const intake::v1::PracticeProfile& profile = organisation.practice();
      context.list_size = Known<int>(profile.list_size());
      context.imd_decile = Known<int>(profile.imd_decile());
      context.rurality = Known<domain::Rurality>(profile.rurality());
      context.clinical_system = Known<domain::ClinicalSystem>(profile.clinical_system());
      context.dispensing = Known<domain::Dispensing>(profile.dispensing());
      break;
    }
    case intake::v1::ORGANISATION_KIND_PCN:
      context.pcn = code;
      break;
    case intake::v1::ORGANISATION_KIND_SUB_ICB_LOCATION:
      context.sub_icb_location = code;
      break;
    case intake::v1::ORGANISATION_KIND_ICB:
      context.icb = code;
      break;
    default:
      break;
  }
}

// Practice, PCN, sub-ICB location, ICB: a circle of memberships ends too.
constexpr int kLevels = 4;

// Those of `codes` that have arrived, and what they belong to: one question a level.
Result<Organisations> LoadWithParents(eventing::RecordStore& store,
                                      const std::vector<domain::OdsCode>& codes, Time now) {
  Organisations organisations;
  std::set<domain::OdsCode> missing(codes.begin(), codes.end());
  for (int level = 0; level < kLevels && !missing.empty(); ++level) {
    std::vector<std::string> ids;
    for (const domain::OdsCode& code : missing) ids.push_back(code.value());
    WAGGLE_RETURN_IF_ERROR(Load(store, ids, organisations));
    std::set<domain::OdsCode> parents;
    for (const domain::OdsCode& code : missing) {
      const auto found = organisations.find(code);
      if (found == organisations.end()) continue;
      const domain::OdsCode parent = ParentAt(found->second, now);
      if (!parent.value().empty() && !organisations.contains(parent)) parents.insert(parent);
    }
    missing = std::move(parents);
  }
  return organisations;
}

domain::PracticeContext ContextOf(const domain::OdsCode& practice,
                                  const Organisations& organisations, Time now) {
  domain::PracticeContext context;
  context.ods_code = practice;
  domain::OdsCode code = practice;
  for (int level = 0; level < kLevels; ++level) {
    const auto found = organisations.find(code);
    if (found == organisations.end()) break;
    Describe(found->second, code, context);
    code = ParentAt(found->second, now);
  }
  return context;
}

}  // namespace

eventing::Subscription OrganisationCopies() {
  const auto project = [](const OrganisationEvent& event, eventing::Commit& commit) {
    const std::string kind(kOrganisationKind);
    commit.puts.push_back({{kind, event.state().ods_code()},
                           event.metadata().sequence(),
                           event.state().SerializeAsString(),
                           {{kind}}});
    return OkStatus();
  };
  return eventing::Subscribe<OrganisationEvent>("waggle.intake.organisation.v1", project, {});
}

Status MustKnowNetworkOf(eventing::RecordStore& store, const std::string& ods_code) {
  // A membership may be wrong; a circle of them must not hold us.
  std::set<std::string> seen;
  std::vector<std::string> open = {ods_code};
  while (!open.empty()) {
    const std::string code = open.back();
    open.pop_back();
    if (!seen.insert(code).second) continue;
    WAGGLE_ASSIGN_OR_RETURN(const auto record, store.Get({std::string(kOrganisationKind), code}));
    if (!record) {
      return Status(Code::kNotFound, "ORGANISATION_UNKNOWN",
                    "organisation " + code + " has not arrived yet");
    }
    Organisation organisation;
    if (!organisation.ParseFromString(record->state)) {
      return Status(Code::kDataLoss, "STORE_DAMAGED", "organisation " + code + " cannot be read");
    }
    for (const intake::v1::Membership& membership : organisation.memberships()) {
      open.push_back(membership.parent_ods_code());
    }
  }
  return OkStatus();
}

Result<domain::OrganisationNetwork> LoadNetwork(eventing::RecordStore& store, Time now) {
  domain::OrganisationNetwork network;
  WAGGLE_RETURN_IF_ERROR(
      ForEach<Organisation>(store, kOrganisationKind, [&](const Organisation& organisation) {
        Place(organisation, now, network);
        return OkStatus();
      }));
  return network;
}

Result<domain::OrganisationNetwork> LoadNetworkOf(eventing::RecordStore& store,
                                                  const std::vector<domain::OdsCode>& organisations,
                                                  Time now) {
  WAGGLE_ASSIGN_OR_RETURN(const Organisations loaded, LoadWithParents(store, organisations, now));
  domain::OrganisationNetwork network;
  for (const auto& [code, organisation] : loaded) Place(organisation, now, network);
  return network;
}

Result<domain::PracticeContext> LoadPracticeContext(eventing::RecordStore& store,
                                                    const domain::OdsCode& practice, Time now) {
  WAGGLE_ASSIGN_OR_RETURN(auto contexts, LoadPracticeContexts(store, {practice}, now));
  return std::move(contexts.front());
}

Result<std::vector<domain::PracticeContext>> LoadPracticeContexts(
    eventing::RecordStore& store, const std::vector<domain::OdsCode>& practices, Time now) {
  WAGGLE_ASSIGN_OR_RETURN(const Organisations organisations,
                          LoadWithParents(store, practices, now));
  std::vector<domain::PracticeContext> contexts;
  for (const domain::OdsCode& practice : practices) {
    contexts.push_back(ContextOf(practice, organisations, now));
  }
  return contexts;
}

Result<std::vector<domain::PracticeContext>> LoadPractices(eventing::RecordStore& store) {
  std::vector<domain::PracticeContext> practices;
  WAGGLE_RETURN_IF_ERROR(
      ForEach<Organisation>(store, kOrganisationKind, [&](const Organisation& organisation) {
        if (organisation.kind() != intake::v1::ORGANISATION_KIND_PRACTICE) return OkStatus();
        domain::PracticeContext practice;
        practice.ods_code = domain::OdsCode(organisation.ods_code());
        Describe(organisation, practice.ods_code, practice);
        practices.push_back(std::move(practice));
        return OkStatus();
      }));
  return practices;
}

}  // namespace waggle::matching
