#pragma once

#include <optional>

#include "services/matching/domain/ods_code.h"

namespace waggle::matching::domain {

// The numbers of the enums are those of waggle.intake.v1; its `unspecified` is an empty optional
// here.

// From least to most rural: a later value has more distance between patients and services.
enum class Rurality { kUrban = 1, kRuralTown = 2, kRuralVillage = 3 };

enum class ClinicalSystem { kEmis = 1, kSystmOne = 2 };

// Whether a practice dispenses medicines itself.
enum class Dispensing { kYes = 1, kNo = 2 };

// What is publicly known of a practice. Empty means not known, which is never a reason for or
// against anything.
struct PracticeContext {
  OdsCode ods_code;
  // Registered patients.
  std::optional<int> list_size = {};
  // Index of Multiple Deprivation: 1 = most deprived tenth, 10 = least.
  std::optional<int> imd_decile = {};
  std::optional<Rurality> rurality = {};
  std::optional<ClinicalSystem> clinical_system = {};
  std::optional<Dispensing> dispensing = {};
  // As of the moment of the question: memberships change.
  std::optional<OdsCode> pcn = {};
  std::optional<OdsCode> sub_icb_location = {};
  std::optional<OdsCode> icb = {};

  friend bool operator==(const PracticeContext&, const PracticeContext&) = default;
};

// The figure, or nothing where it cannot be one: sources write 0 for what they do not know.
inline std::optional<int> KnownListSize(const PracticeContext& practice) {
  return practice.list_size.value_or(0) > 0 ? practice.list_size : std::nullopt;
}

inline std::optional<int> KnownImdDecile(const PracticeContext& practice) {
  const int decile = practice.imd_decile.value_or(0);
  return decile >= 1 && decile <= 10 ? practice.imd_decile : std::nullopt;
}

}  // namespace waggle::matching::domain
