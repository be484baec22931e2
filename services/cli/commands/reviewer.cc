#include <memory>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/list_output.h"
#include "services/cli/commands/names.h"
#include "services/cli/commands/review_text.h"
#include "services/cli/output/labels.h"
#include "services/cli/rpc/matching_methods.h"
#include "services/cli/rpc/paging.h"

namespace waggle::cli {
namespace {

using matching::v1::ReviewAssignment;

struct ReviewerFilter {
  std::string idea_id;
  std::string person_id;
};

Cell StatusCell(const ReviewAssignment& assignment) {
  const bool unfilled = assignment.status() == matching::v1::REVIEW_ASSIGNMENT_STATUS_UNFILLED;
  return {LabelOf(assignment.status()), unfilled ? Ink::kBad : Ink::kPlain};
}

Status ListReviewers(const ReviewerFilter& filter, Session& session) {
  if (filter.idea_id.empty() && filter.person_id.empty()) {
    return InvalidArgument("say of what: give --idea or --person");
  }
  matching::v1::ListReviewAssignmentsRequest request;
  request.set_idea_id(filter.idea_id);
  request.set_reviewer_person_id(filter.person_id);
  WAGGLE_ASSIGN_OR_RETURN(const auto assignments,
                          ListAll(session.rpc, kListReviewAssignments, request,
                                  [](auto& page) { return page.mutable_assignments(); }));
  const bool of_idea = !filter.idea_id.empty();
  PrintList(
      session, assignments,
      Table({"ROLE", "STATUS", "ASSIGNED", of_idea ? "REVIEWER" : "IDEA", "WHY"}),
      [&](Table& table, const ReviewAssignment& assignment) {
        table.Add({LabelOf(assignment.role()), StatusCell(assignment),
                   TimeText(assignment.assign_time()),
                   of_idea ? session.names.Person(assignment.reviewer_person_id())
                           : session.names.Idea(assignment.idea_id()),
                   ReviewWhyText(assignment)});
      },
      "No reviewers so far.");
  return OkStatus();
}

Status ShowReview(const std::string& assignment_id, Session& session) {
  matching::v1::GetReviewAssignmentRequest request;
  request.set_assignment_id(assignment_id);
  WAGGLE_ASSIGN_OR_RETURN(const auto response, session.rpc.Call(kGetReviewAssignment, request));
  PrintJson(session, ToJson(response.assignment()));
  if (session.format == Format::kJson) return OkStatus();
  PrintText(session, ReviewCard(response.assignment(), session.names).Render(session.out));
  return OkStatus();
}

}  // namespace

void AddReviewerCommands(CommandTable& table) {
  Command group = table.AddGroup("reviewer", "Who was asked to review which idea");
  auto filter = std::make_shared<ReviewerFilter>();
  Command list =
      table.Add(group, "list", "List the reviewers of an idea, or the ideas of a reviewer",
                [filter](Session& session) { return ListReviewers(*filter, session); });
  list.AddOption("--idea", filter->idea_id, "Who was asked to review this idea")
      .ValueName("IDEA_ID");
  list.AddOption("--person", filter->person_id, "What this person was asked to review")
      .ValueName("PERSON_ID")
      .Excludes("--idea");
  auto assignment_id = std::make_shared<std::string>();
  table
      .Add(group, "get", "Show one request to review and what became of it",
           [assignment_id](Session& session) { return ShowReview(*assignment_id, session); })
      .AddOption("ASSIGNMENT_ID", *assignment_id,
                 "The request; `reviewer list --json` prints the ids")
      .Required();
  AddReviewAnswerCommands(table, group);
}

}  // namespace waggle::cli
