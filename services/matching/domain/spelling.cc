#include "services/matching/domain/spelling.h"

#include <array>
#include <cstddef>

namespace waggle::matching::domain {
namespace {

// Letters of which one is written or another.
struct Variant {
  std::string_view written;
  std::string_view kept;
  // How many letters stand before and behind at least. They keep short words as they are, and their
  // plurals with them: "hours", "shoes".
  std::size_t before;
  std::size_t behind;
};

// The first that fits counts.
constexpr auto kVariants = std::to_array<Variant>({
    {"oea", "ea", 0, 0},  // diarrhoea
    {"ae", "e", 0, 3},    // anaemia
    {"oe", "e", 0, 3},    // oedema
    {"our", "or", 2, 0},  // tumour
});

const Variant* VariantAt(std::string_view word, std::size_t place) {
  const std::string_view rest = word.substr(place);
  for (const Variant& variant : kVariants) {
    if (place >= variant.before && rest.size() >= variant.written.size() + variant.behind &&
        rest.substr(0, variant.written.size()) == variant.written) {
      return &variant;
    }
  }
  return nullptr;
}

}  // namespace

std::string OneSpelling(std::string_view word) {
  std::string spelling;
  for (std::size_t place = 0; place < word.size();) {
    if (const Variant* variant = VariantAt(word, place)) {
      spelling += variant->kept;
      place += variant->written.size();
    } else {
      spelling += word[place++];
    }
  }
  return spelling;
}

}  // namespace waggle::matching::domain
