#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/status.h"
#include "services/matching/domain/barrier.h"
#include "services/matching/domain/match_status.h"

namespace waggle::matching::domain {

// What a practice says to a match: the four buttons of the mail.
enum class AnswerKind {
  kTellMeMore = 1,
  kWeWillTry = 2,
  kAlreadyDoing = 3,
  kNotForUs = 4,
};

// UPPER_SNAKE, for APIs, events and metrics' labels. Never changed.
std::string_view AnswerKindName(AnswerKind kind);

// The kind of exactly that name; nothing if there is none.
std::optional<AnswerKind> AnswerKindFromName(std::string_view name);

// A few paragraphs; more is a conversation, which people have elsewhere.
inline constexpr std::size_t kMaxAnswerCharacters = 2000;

struct MatchAnswer {
  AnswerKind kind = AnswerKind::kTellMeMore;
  // For kNotForUs alone: at least one, none twice, in the practice's order.
  std::vector<Barrier> barriers = {};
  // The practice's own words: what it wants to know, or why not. Goes to the originator. Needed
  // where kOther is among the barriers, otherwise as people like.
  std::string text = {};

  friend bool operator==(const MatchAnswer&, const MatchAnswer&) = default;
};

// INVALID_ARGUMENT naming every field that breaks these rules. The text must be UTF-8 already;
// whether it names patients is for others to look at.
Status ValidateAnswer(const MatchAnswer& answer);

// The same rules of length and characters for what is written back to a practice (`text`).
Status ValidateFollowUpText(std::string_view text);

// The status that the answer leads to. "Not for us" with no other reason than that it is done
// already is the answer "already doing" through another door: there is no question to follow up.
MatchStatus StatusAfter(const MatchAnswer& answer);

}  // namespace waggle::matching::domain
