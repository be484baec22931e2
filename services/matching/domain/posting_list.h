#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waggle::matching::domain {

// Place of a document version in the order of numbers, without gaps.
using Slot = std::uint32_t;

// That a document version uses a term. 8 bytes, since there are some 40 of them for each document.
struct Posting {
  Slot slot = 0;
  std::uint16_t weight = 0;
  // Place in PostingList::surfaces_.
  std::uint8_t surface = 0;
};

// The document versions of one kind that use one term, in the order of their slots: what may be
// known below a limit is found by binary search.
class PostingList {
 public:
  // `slot` is higher than in every call before.
  void Add(Slot slot, std::uint16_t weight, std::string_view surface);
  // The version in slot `newer` replaced a version that uses the term; `newer` does not fall from
  // call to call.
  void Retire(Slot newer) { retired_.push_back(newer); }

  // How many versions below the limit use the term and are not replaced below it.
  std::int64_t LiveBelow(Slot limit) const;
  const std::vector<Posting>& postings() const { return postings_; }
  // The posting of the slot, which must use the term.
  const Posting& Find(Slot slot) const;
  // The form of the term that the posting's document uses.
  const std::string& SurfaceOf(const Posting& posting) const { return surfaces_[posting.surface]; }

 private:
  std::vector<Posting> postings_;
  std::vector<Slot> retired_;
  // The forms seen so far, at most 256; documents with further forms show the first.
  std::vector<std::string> surfaces_;
};

}  // namespace waggle::matching::domain
