#pragma once

#include <string_view>

namespace waggle::matching::domain {

// Whether a folded word (lower case, straight apostrophes) is an English word that says nothing
// about what a text is about. Contractions are known with and without their apostrophe, as people
// type them.
bool IsStopWord(std::string_view word);

}  // namespace waggle::matching::domain
