#pragma once

#include <string>
#include <string_view>

#include "waggle/intake/v1/idea_needs.pb.h"

namespace waggle::cli {

// What an idea needs of a practice, for people: limits, places, dispensary and what must be found,
// with `separator` between them. Empty when it needs nothing.
std::string NeedsText(const intake::v1::IdeaNeeds& needs, std::string_view separator);

}  // namespace waggle::cli
