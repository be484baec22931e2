#pragma once

#include <string>
#include <vector>

#include "tests/contract/source_tree.h"

namespace waggle {

// Each returns one line per offence: the file, and what in it is against the rule.

// Sources have at most 400 lines, tests 600, a library's README 60.
std::vector<std::string> TooLong(const std::vector<SourceFile>& files);
// `domain` decides and does nothing: it includes the standard library, base and itself, and reads
// no clock. (And the stemmer: rules about words; and a processor's instructions: arithmetic.)
std::vector<std::string> ImpureDomain(const std::vector<SourceFile>& files);
// Each third-party library is known in one place.
std::vector<std::string> StrayThirdParty(const std::vector<SourceFile>& files);
// Services do not know each other, libraries only those below them, and nobody but tests knows
// what tests need.
std::vector<std::string> WrongDirection(const std::vector<SourceFile>& files);
// Nobody sleeps, headers are included once, and what is left to do names its issue.
std::vector<std::string> BadHabits(const std::vector<SourceFile>& files);

}  // namespace waggle
