#include "services/matching/domain/posting_list.h"

#include <algorithm>

#include "libs/base/check.h"

namespace waggle::matching::domain {
namespace {

constexpr std::size_t kMaxSurfaces = 256;

}  // namespace

void PostingList::Add(Slot slot, std::uint16_t weight, std::string_view surface) {
  auto form = std::find(surfaces_.begin(), surfaces_.end(), surface);
  if (form == surfaces_.end()) {
    form = surfaces_.size() < kMaxSurfaces ? surfaces_.emplace(form, surface) : surfaces_.begin();
  }
  slots_.push_back(slot);
  weights_.push_back(weight);
  forms_.push_back(static_cast<std::uint8_t>(form - surfaces_.begin()));
}

std::int64_t PostingList::LiveBelow(Slot limit) const {
  const auto replaced = std::lower_bound(retired_.begin(), retired_.end(), limit);
  return static_cast<std::int64_t>(CountBelow(limit)) - (replaced - retired_.begin());
}

Postings PostingList::Below(Slot limit) const {
  const std::size_t count = CountBelow(limit);
  return {std::span(slots_).first(count), std::span(weights_).first(count)};
}

std::size_t PostingList::CountBelow(Slot limit) const {
  return static_cast<std::size_t>(std::lower_bound(slots_.begin(), slots_.end(), limit) -
                                  slots_.begin());
}

std::size_t PostingList::PlaceOf(Slot slot) const {
  const std::size_t place = CountBelow(slot);
  WAGGLE_CHECK(place < slots_.size() && slots_[place] == slot);
  return place;
}

}  // namespace waggle::matching::domain
