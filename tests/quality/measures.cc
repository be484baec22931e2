#include "tests/quality/measures.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace waggle::quality {
namespace {

constexpr std::size_t kSamples = 2'000;

double DiscountedGain(const std::vector<int>& grades) {
  double gain = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(grades.size(), 10); ++i) {
    gain += grades[i] / std::log2(static_cast<double>(i) + 2);
  }
  return gain;
}

}  // namespace

double NdcgAt10(const std::vector<int>& ranked, const std::vector<int>& ideal) {
  return DiscountedGain(ranked) / DiscountedGain(ideal);
}

double ReciprocalRank(const std::vector<int>& ranked) {
  const auto first =
      std::find_if(ranked.begin(), ranked.end(), [](int grade) { return grade > 0; });
  return first == ranked.end() ? 0.0 : 1.0 / static_cast<double>(first - ranked.begin() + 1);
}

double RecallAt100(const std::vector<int>& ranked, const std::vector<int>& ideal) {
  const auto end =
      ranked.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(ranked.size(), 100));
  const auto found = std::count_if(ranked.begin(), end, [](int grade) { return grade > 0; });
  return static_cast<double>(found) / static_cast<double>(ideal.size());
}

double Mean(const std::vector<double>& values) {
  if (values.empty()) return 0;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::pair<double, double> BootstrapInterval(const std::vector<double>& values) {
  if (values.empty()) return {0, 0};
  std::mt19937_64 random(20'240'101);
  std::vector<double> means;
  for (std::size_t sample = 0; sample < kSamples; ++sample) {
    double sum = 0;
    // The remainder, not a distribution of the library, which would differ from one to the next.
    for (std::size_t i = 0; i < values.size(); ++i) sum += values[random() % values.size()];
    means.push_back(sum / static_cast<double>(values.size()));
  }
  std::sort(means.begin(), means.end());
  return {means[kSamples / 40], means[kSamples - 1 - kSamples / 40]};
}

}  // namespace waggle::quality
