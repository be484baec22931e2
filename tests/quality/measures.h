#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace waggle::quality {

// The measures of one query. `ranked` are the grades of what was found, best first; `ideal` all
// grades above 0, highest first, and not empty.
//
// Discounted cumulative gain of the first 10, gain = grade, divided by that of the best order
// (Järvelin and Kekäläinen 2002).
double NdcgAt10(const std::vector<int>& ranked, const std::vector<int>& ideal);
// One over the rank of the first with a grade above 0; 0 where there is none.
double ReciprocalRank(const std::vector<int>& ranked);
// The share of what has a grade above 0 that is among the first 100.
double RecallAt100(const std::vector<int>& ranked, const std::vector<int>& ideal);

double Mean(const std::vector<double>& values);

// The middle 95 % of the means of 2,000 samples drawn with replacement; the same every time.
std::pair<double, double> BootstrapInterval(const std::vector<double>& values);

}  // namespace waggle::quality
