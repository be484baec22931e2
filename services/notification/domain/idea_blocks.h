#pragma once

#include <vector>

#include "services/notification/domain/idea.h"
#include "services/notification/domain/mail_layout.h"

namespace waggle::notification::domain {

// The idea from its title on, for somebody who decides whether to look closer: how it works, what
// came of it, what it takes, and what to be careful about. Fits on a phone's screen or two, however
// long the idea is.
std::vector<Block> IdeaAtAGlance(const Idea& idea);

// The same for somebody who is to judge it: all that its authors say, shortened only where it would
// be endless.
std::vector<Block> WholeIdea(const Idea& idea);

}  // namespace waggle::notification::domain
