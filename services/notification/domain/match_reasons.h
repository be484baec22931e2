#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "services/notification/domain/idea_blocks.h"
#include "services/notification/domain/ids.h"
#include "services/notification/domain/mail_layout.h"

namespace waggle::notification::domain {

// What a matched problem is to the practice.
enum class ProblemKind {
  // Something that troubles it.
  kProblem,
  // Nothing wrong: it asked to hear of ideas about something.
  kWant,
};

// A problem of the recipient's own practice that the idea would help.
struct MatchedProblem {
  std::string title;
  // Empty when nobody is named.
  PersonId reporter;
  // Words that idea and problem share, most telling first.
  std::vector<std::string> shared_words;
  ProblemKind kind = ProblemKind::kProblem;
  // The meanings were compared too: where no word is shared, they are what is close.
  bool has_meaning = false;
};

// What a point of the fit is about, where the mail must know it.
enum class FitSubject {
  kClinicalSystem,
  // What happened at other practices.
  kElsewhere,
  kOther,
};

// Something that speaks for the idea at the practice, or to know before trying it.
struct FitPoint {
  // Plain, for people.
  std::string sentence;
  FitSubject subject = FitSubject::kOther;
};

// The most that a line of reasons has, its label included: two lines of a mail.
inline constexpr std::size_t kReasonCharacters = 110;

// Why the practice hears of the idea, in three lines at most: what of its own the idea would help
// and what the two have in common; what to know first; what happened elsewhere, or, where nothing
// did, what speaks for the idea. A line with nothing to say is left out.
struct MatchReasons {
  FactLines lines;
  // Whether one of them says how the idea's clinical system fits.
  ClinicalSystemFit clinical_system = ClinicalSystemFit::kNotSaid;
};

// Of each kind the most telling comes first. What happened elsewhere and has no room in its own
// line is a caution like the others: told first, or counted.
MatchReasons ReasonsOf(std::span<const MatchedProblem> problems,
                       std::span<const FitPoint> agreements, std::span<const FitPoint> cautions);

}  // namespace waggle::notification::domain
