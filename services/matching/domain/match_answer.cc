#include "services/matching/domain/match_answer.h"

#include <algorithm>
#include <array>
#include <set>

#include "libs/base/text.h"

namespace waggle::matching::domain {
namespace {

constexpr std::array kKinds = {AnswerKind::kTellMeMore, AnswerKind::kWeWillTry,
                               AnswerKind::kAlreadyDoing, AnswerKind::kNotForUs};

void CheckBarriers(const MatchAnswer& answer, std::vector<FieldViolation>& violations) {
  const std::string field = "barriers";
  if (answer.kind != AnswerKind::kNotForUs) {
    if (!answer.barriers.empty()) {
      violations.push_back({field, "belong to NOT_FOR_US alone; " +
                                       std::string(AnswerKindName(answer.kind)) + " has none"});
    }
    return;
  }
  if (answer.barriers.empty()) {
    violations.push_back({field, "must have at least one reason why the idea would not work here"});
  }
  std::set<Barrier> seen;
  std::set<Barrier> named;
  for (const Barrier barrier : answer.barriers) {
    if (!seen.insert(barrier).second && named.insert(barrier).second) {
      violations.push_back(
          {field, "have " + std::string(BarrierName(barrier)) + " more than once"});
    }
  }
}

void CheckCharacters(std::string_view text, std::vector<FieldViolation>& violations) {
  if (const std::size_t length = CountCharacters(text); length > kMaxAnswerCharacters) {
    violations.push_back({"text", "has " + std::to_string(length) + " characters, at most " +
                                      std::to_string(kMaxAnswerCharacters) + " are accepted"});
  }
  if (HasControlCharacter(text)) {
    violations.push_back({"text", "contains control characters"});
  }
}

void CheckText(const MatchAnswer& answer, std::vector<FieldViolation>& violations) {
  const bool other = std::find(answer.barriers.begin(), answer.barriers.end(), Barrier::kOther) !=
                     answer.barriers.end();
  if (other && IsBlank(answer.text)) {
    violations.push_back({"text", "must say what the barrier OTHER is"});
  }
  CheckCharacters(answer.text, violations);
}

}  // namespace

std::string_view AnswerKindName(AnswerKind kind) {
  switch (kind) {
    case AnswerKind::kTellMeMore:
      return "TELL_ME_MORE";
    case AnswerKind::kWeWillTry:
      return "WE_WILL_TRY";
    case AnswerKind::kAlreadyDoing:
      return "ALREADY_DOING";
    case AnswerKind::kNotForUs:
      return "NOT_FOR_US";
  }
  return "";
}

std::optional<AnswerKind> AnswerKindFromName(std::string_view name) {
  for (const AnswerKind kind : kKinds) {
    if (AnswerKindName(kind) == name) return kind;
  }
  return std::nullopt;
}

Status ValidateAnswer(const MatchAnswer& answer) {
  std::vector<FieldViolation> violations;
  CheckBarriers(answer, violations);
  CheckText(answer, violations);
  return violations.empty() ? OkStatus() : Status::Invalid(std::move(violations));
}

Status ValidateFollowUpText(std::string_view text) {
  std::vector<FieldViolation> violations;
  CheckCharacters(text, violations);
  return violations.empty() ? OkStatus() : Status::Invalid(std::move(violations));
}

MatchStatus StatusAfter(const MatchAnswer& answer) {
  switch (answer.kind) {
    case AnswerKind::kTellMeMore:
      return MatchStatus::kInterested;
    case AnswerKind::kWeWillTry:
      return MatchStatus::kTrying;
    case AnswerKind::kAlreadyDoing:
      return MatchStatus::kAlreadyDoing;
    case AnswerKind::kNotForUs:
      return answer.barriers == std::vector{Barrier::kAlreadyDoing} ? MatchStatus::kAlreadyDoing
                                                                    : MatchStatus::kDeclined;
  }
  return MatchStatus::kInterested;
}

}  // namespace waggle::matching::domain
