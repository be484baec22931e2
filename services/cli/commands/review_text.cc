#include "services/cli/commands/review_text.h"

#include <string>

#include "services/cli/output/labels.h"
#include "services/cli/text/joined.h"

namespace waggle::cli {
namespace {

using matching::v1::ReviewAssignment;

std::string DeclineText(const matching::v1::ReviewDecline& decline) {
  std::string text = LabelOf(decline.reason());
  if (!decline.text().empty()) text += ". “" + decline.text() + "”";
  return text;
}

std::string ConflictsText(const ReviewAssignment& assignment) {
  return Joined(assignment.conflicts(), ", ", [](const int kind) {
    return LabelOf(static_cast<matching::v1::ReviewConflictKind>(kind));
  });
}

std::string StatusText(const ReviewAssignment& assignment) {
  std::string text = LabelOf(assignment.status());
  if (assignment.has_status_time()) text += " since " + TimeText(assignment.status_time());
  return text;
}

}  // namespace

std::string ReviewWhyText(const ReviewAssignment& assignment) {
  if (!assignment.unfilled_reason().empty()) return assignment.unfilled_reason();
  if (assignment.has_decline()) return DeclineText(assignment.decline());
  if (!assignment.reassign_text().empty()) return "“" + assignment.reassign_text() + "”";
  if (!assignment.conflicts().empty()) return "conflict of interest: " + ConflictsText(assignment);
  return Joined(assignment.matched_terms(), ", ");
}

Card ReviewCard(const ReviewAssignment& assignment, Names& names) {
  Card card(names.Idea(assignment.idea_id()));
  card.Add("assignment", assignment.assignment_id());
  card.Add("role", LabelOf(assignment.role()));
  card.Add("reviewer", names.Person(assignment.reviewer_person_id()));
  card.Add("asked", TimeText(assignment.assign_time()));
  card.Add("status", StatusText(assignment));
  card.Add("why", ReviewWhyText(assignment));
  card.Add("", assignment.unfilled_seat().sentence());
  if (assignment.has_remind_time()) card.Add("reminded", TimeText(assignment.remind_time()));
  if (assignment.has_due_time()) card.Add("wanted by", TimeText(assignment.due_time()));
  if (assignment.has_next_step_time()) card.Add("next step", TimeText(assignment.next_step_time()));
  card.Add("next best", Joined(assignment.alternate_person_ids(), ", ",
                               [&](const std::string& id) { return names.Person(id); }));
  return card;
}

}  // namespace waggle::cli
