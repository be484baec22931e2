#include "services/evidence/adapters/aggregates.h"

#include <limits>

namespace waggle::evidence {
namespace {

using eventing::Footprint;
using eventing::Ownership;

// Index rows sort as text; with leading zeros that is the order of the numbers.
std::string SortKey(std::int64_t position) {
  constexpr std::size_t kDigits = std::numeric_limits<std::int64_t>::digits10 + 1;
  const std::string digits = std::to_string(position);
  return std::string(kDigits - digits.size(), '0') + digits;
}

}  // namespace

std::string TimelineIndex(const std::string& idea_id) { return "timeline-entry:of:" + idea_id; }

eventing::Aggregate<v1::TimelineEntryEvent> TimelineEntryAggregate() {
  const auto footprint = [](const v1::TimelineEntry& entry) {
    return Footprint{{{TimelineIndex(entry.idea_id()), SortKey(entry.position())}}};
  };
  // A timeline belongs to nobody: it is seen with the idea.
  const auto ownership = [](const v1::TimelineEntry&) {
    return Ownership{common::v1::VISIBILITY_PUBLISHED};
  };
  return {{"timeline-entry", "waggle.evidence.timeline-entry.v1"}, footprint, ownership};
}

eventing::Aggregate<v1::AdoptionEvent> AdoptionAggregate() {
  const auto footprint = [](const v1::Adoption&) { return Footprint{}; };
  const auto ownership = [](const v1::Adoption& adoption) {
    return Ownership{common::v1::VISIBILITY_PUBLISHED, adoption.ods_code()};
  };
  return {{"adoption", "waggle.evidence.adoption.v1"}, footprint, ownership};
}

}  // namespace waggle::evidence
