#include "services/matching/domain/proximity.h"

namespace waggle::matching::domain {
namespace {

bool IsSame(const std::optional<OdsCode>& a, const std::optional<OdsCode>& b) {
  return a.has_value() && a == b;
}

}  // namespace

Proximity ProximityOf(const OrganisationNetwork& network, const OdsCode& a, const OdsCode& b) {
  if (IsSame(network.PcnOf(a), network.PcnOf(b))) return Proximity::kSamePcn;
  if (IsSame(network.SubIcbLocationOf(a), network.SubIcbLocationOf(b))) {
    return Proximity::kSameSubIcbLocation;
  }
  if (IsSame(network.IcbOf(a), network.IcbOf(b))) return Proximity::kSameIcb;
  return Proximity::kElsewhere;
}

}  // namespace waggle::matching::domain
