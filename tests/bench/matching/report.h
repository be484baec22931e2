#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/matching/contender.h"

namespace waggle::bench {

struct PeerReport {
  std::string name;
  std::string about;
  double build_seconds = 0;
  double resident_mb = 0;
  // Share of its own exact best 20 that its approximate search finds.
  double recall = 0;
};

// What was found with so many problems in the index.
struct SizeReport {
  std::size_t problems = 0;
  std::size_t passages = 0;
  std::vector<Figure> figures;
  std::vector<PeerReport> peers;
  // By which the process grew with the index, all included, for each passage.
  double bytes_per_passage = 0;
  // From serialized documents to an index, and by the service's reader from Redis.
  double fill_seconds = 0;
  std::optional<double> redis_seconds;
  std::size_t checked = 0;
  // Answers that are not the exact ones.
  std::vector<std::string> wrong;
};

struct Report {
  std::string processor;
  int cpu = 0;
  double load_average = 0;
  // What a core really ran at, before and after.
  double gigahertz_before = 0;
  double gigahertz_after = 0;
  std::uint64_t seed = 0;
  double encoder_seconds = 0;
  std::int64_t encoder_bytes = 0;
  std::vector<SizeReport> sizes;
  // Peers that are not there, and why.
  std::vector<std::string> skipped;

  bool IsRight() const;
};

// For people, on standard output.
void PrintHeading(const Report& report);
void Print(const SizeReport& size);
// What the design asks for (section 11) beside what was measured.
void PrintGoals(const Report& report);

// One line: the service's rates in units of what peers and floors reached in the same run, at the
// largest size at which peers ran. `matched/<peer>` gives the peer the service's encoder.
std::string Ratios(const Report& report);

std::string ToJson(const Report& report);

}  // namespace waggle::bench
