#pragma once

#include "services/matching/domain/organisation_network.h"

namespace waggle::matching::domain {

// How far apart two organisations are, nearest first. Until coordinates are known, what they both
// belong to stands for the distance.
enum class Proximity { kSamePcn, kSameSubIcbLocation, kSameIcb, kElsewhere };

// kElsewhere also where the ICB of either is not known.
Proximity ProximityOf(const OrganisationNetwork& network, const OdsCode& a, const OdsCode& b);

}  // namespace waggle::matching::domain
