#pragma once

#include <vector>

#include "services/notification/domain/idea.h"
#include "services/notification/domain/mail_layout.h"

namespace waggle::notification::domain {

// Whether the reader has been told how the idea's clinical system fits their own.
enum class ClinicalSystemFit { kNotSaid, kSaid };

// The idea from its title on, for somebody who decides whether to look closer: how it works, what
// came of it, what it takes, and what to be careful about. Fits on a phone's screen or two, however
// long the idea is. The clinical system is spoken of only where that was not said before.
std::vector<Block> IdeaAtAGlance(const Idea& idea, ClinicalSystemFit fit);

// The same for somebody who has seen it before, or need not decide on it: how it works in a few
// lines.
std::vector<Block> IdeaInBrief(const Idea& idea);

// Its title and whether it was reviewed, for a mail that is about something else.
std::vector<Block> IdeaTitle(const Idea& idea);

// The same for somebody who is to judge it: all that its authors say, shortened only where it would
// be endless.
std::vector<Block> WholeIdea(const Idea& idea);

}  // namespace waggle::notification::domain
