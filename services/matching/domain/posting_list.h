#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waggle::matching::domain {

// Place of a document version in the order of numbers, without gaps.
using Slot = std::uint32_t;

// That a document version uses a term, of all versions that do: two columns, of which the i-th
// entries belong together.
struct Postings {
  std::span<const Slot> slots;
  std::span<const std::uint16_t> weights;
};

// The document versions of one kind that use one term, in the order of their slots: what may be
// known below a limit is found by binary search. 7 bytes a version, since there are some 40 of them
// for each document.
class PostingList {
 public:
  // `slot` is higher than in every call before.
  void Add(Slot slot, std::uint16_t weight, std::string_view surface);
  // The version in slot `newer` replaced a version that uses the term; `newer` does not fall from
  // call to call.
  void Retire(Slot newer) { retired_.push_back(newer); }

  // How many versions below the limit use the term and are not replaced below it.
  std::int64_t LiveBelow(Slot limit) const;
  Postings Below(Slot limit) const;
  // The term's weight in the version of a slot, which must use it, and the form that it uses.
  std::uint16_t WeightIn(Slot slot) const { return weights_[PlaceOf(slot)]; }
  const std::string& SurfaceIn(Slot slot) const { return surfaces_[forms_[PlaceOf(slot)]]; }

 private:
  std::size_t CountBelow(Slot limit) const;
  std::size_t PlaceOf(Slot slot) const;

  // By posting.
  std::vector<Slot> slots_;
  std::vector<std::uint16_t> weights_;
  // Places in surfaces_.
  std::vector<std::uint8_t> forms_;
  std::vector<Slot> retired_;
  // The forms seen so far, at most 256; documents with further forms show the first.
  std::vector<std::string> surfaces_;
};

}  // namespace waggle::matching::domain
