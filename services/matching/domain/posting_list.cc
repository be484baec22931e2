#include "services/matching/domain/posting_list.h"

#include <algorithm>

#include "libs/base/check.h"

namespace waggle::matching::domain {
namespace {

constexpr std::size_t kMaxSurfaces = 256;

bool IsBelow(const Posting& posting, Slot slot) { return posting.slot < slot; }

}  // namespace

void PostingList::Add(Slot slot, std::uint16_t weight, std::string_view surface) {
  auto form = std::find(surfaces_.begin(), surfaces_.end(), surface);
  if (form == surfaces_.end()) {
    form = surfaces_.size() < kMaxSurfaces ? surfaces_.emplace(form, surface) : surfaces_.begin();
  }
  postings_.push_back({slot, weight, static_cast<std::uint8_t>(form - surfaces_.begin())});
}

std::int64_t PostingList::LiveBelow(Slot limit) const {
  const auto used = std::lower_bound(postings_.begin(), postings_.end(), limit, IsBelow);
  const auto replaced = std::lower_bound(retired_.begin(), retired_.end(), limit);
  return (used - postings_.begin()) - (replaced - retired_.begin());
}

const Posting& PostingList::Find(Slot slot) const {
  const auto found = std::lower_bound(postings_.begin(), postings_.end(), slot, IsBelow);
  WAGGLE_CHECK(found != postings_.end() && found->slot == slot);
  return *found;
}

}  // namespace waggle::matching::domain
