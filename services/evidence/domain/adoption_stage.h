#pragma once

#include <array>
#include <string_view>

namespace waggle::evidence {

// How far a practice has come with an idea. The numbers are those of the proto.
enum class AdoptionStage {
  kUnspecified = 0,
  // Tries it on a small scale.
  kTesting = 1,
  // In use, with its core parts kept.
  kAdopted = 2,
  // Still in use at a later check.
  kSustained = 3,
  // In use with core parts changed.
  kModified = 4,
  // Stopped for a time.
  kPaused = 5,
  // Given up, with the barriers that made the practice do so.
  kAbandoned = 6,
};

inline constexpr std::array kAdoptionStages{AdoptionStage::kTesting,   AdoptionStage::kAdopted,
                                            AdoptionStage::kSustained, AdoptionStage::kModified,
                                            AdoptionStage::kPaused,    AdoptionStage::kAbandoned};

// As people read it in messages, and write it in requests: `TESTING`.
std::string_view NameOf(AdoptionStage stage);

// Whether a practice can go from one stage to another; never to the one where it is. Only what is
// in use can be sustained, so a pause ends in another stage; who has given up begins again with a
// test.
bool CanFollow(AdoptionStage from, AdoptionStage to);

}  // namespace waggle::evidence
