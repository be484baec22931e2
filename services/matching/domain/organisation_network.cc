#include "services/matching/domain/organisation_network.h"

namespace waggle::matching::domain {
namespace {

// Practice, PCN, sub-ICB location, ICB. Memberships that go round in a circle end here too.
constexpr int kLevels = 4;

}  // namespace

void OrganisationNetwork::Place(const OdsCode& organisation, OrganisationKind kind,
                                const OdsCode& parent) {
  nodes_.insert_or_assign(organisation, Node{kind, parent});
}

std::optional<OdsCode> OrganisationNetwork::PcnOf(const OdsCode& organisation) const {
  return AncestorOf(organisation, OrganisationKind::kPcn);
}

std::optional<OdsCode> OrganisationNetwork::SubIcbLocationOf(const OdsCode& organisation) const {
  return AncestorOf(organisation, OrganisationKind::kSubIcbLocation);
}

std::optional<OdsCode> OrganisationNetwork::IcbOf(const OdsCode& organisation) const {
  return AncestorOf(organisation, OrganisationKind::kIcb);
}

bool OrganisationNetwork::IsWithin(const OdsCode& organisation, const OdsCode& whole) const {
  OdsCode current = organisation;
  for (int level = 0; level < kLevels; ++level) {
    if (current == whole) return true;
    const auto node = nodes_.find(current);
    if (node == nodes_.end()) return false;
    current = node->second.parent;
  }
  return false;
}

std::optional<OdsCode> OrganisationNetwork::AncestorOf(const OdsCode& organisation,
                                                       OrganisationKind kind) const {
  OdsCode current = organisation;
  for (int level = 0; level < kLevels; ++level) {
    const auto node = nodes_.find(current);
    if (node == nodes_.end()) return std::nullopt;
    if (node->second.kind == kind) return current;
    current = node->second.parent;
  }
  return std::nullopt;
}

}  // namespace waggle::matching::domain
