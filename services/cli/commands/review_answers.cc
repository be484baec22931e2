#include <memory>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/list_output.h"
#include "services/cli/commands/names.h"
#include "services/cli/commands/option_checks.h"
#include "services/cli/commands/recorded_request.h"
#include "services/cli/output/labels.h"
#include "services/cli/rpc/matching_methods.h"
#include "services/cli/text/joined.h"

namespace waggle::cli {
namespace {

using matching::v1::PlannedReview;

// What these commands take; each uses some of them.
struct ReviewOptions {
  std::string assignment_id;
  std::vector<std::string> idea_ids;
  std::string reason;
  std::string text;
  std::string person;
  std::string request_id;
};

// Sends the request under its id.
template <class Request, class Response>
Result<Response> Send(const Method<Request, Response>& method, const ReviewOptions& options,
                      Request request, Session& session) {
  request.set_person_id(options.person);
  return RecordOnce(method, std::move(request), options.request_id, session);
}

template <class Response>
void PrintStatus(const Response& response, Session& session) {
  PrintJson(session, ToJson(response));
  PrintText(session, LabelOf(response.status()) + "\n");
}

Status Accept(const ReviewOptions& options, Session& session) {
  matching::v1::AcceptReviewRequest request;
  request.set_assignment_id(options.assignment_id);
  WAGGLE_ASSIGN_OR_RETURN(const auto response,
                          Send(kAcceptReview, options, std::move(request), session));
  PrintJson(session, ToJson(response));
  PrintText(session,
            LabelOf(response.status()) + ", wanted by " + TimeText(response.due_time()) + "\n");
  return OkStatus();
}

Status Decline(const ReviewOptions& options, Session& session) {
  matching::v1::DeclineReviewRequest request;
  request.set_assignment_id(options.assignment_id);
  request.set_reason(ValueFrom<matching::v1::ReviewDeclineReason>(options.reason));
  request.set_text(options.text);
  WAGGLE_ASSIGN_OR_RETURN(const auto response,
                          Send(kDeclineReview, options, std::move(request), session));
  PrintStatus(response, session);
  return OkStatus();
}

Status Done(const ReviewOptions& options, Session& session) {
  matching::v1::CompleteReviewRequest request;
  request.set_assignment_id(options.assignment_id);
  WAGGLE_ASSIGN_OR_RETURN(const auto response,
                          Send(kCompleteReview, options, std::move(request), session));
  PrintStatus(response, session);
  return OkStatus();
}

Status Reassign(const ReviewOptions& options, Session& session) {
  matching::v1::ReassignReviewRequest request;
  request.set_assignment_id(options.assignment_id);
  request.set_text(options.text);
  WAGGLE_ASSIGN_OR_RETURN(const auto response,
                          Send(kReassignReview, options, std::move(request), session));
  PrintStatus(response, session);
  return OkStatus();
}

template <class Response>
void PrintPlan(const Response& response, Session& session) {
  const std::vector<PlannedReview> seats(response.seats().begin(), response.seats().end());
  PrintList(
      session, seats, Table({"IDEA", "ROLE", "REVIEWER", "WHY", "NEXT BEST"}),
      [&](Table& table, const PlannedReview& seat) {
        const bool nobody = seat.reviewer_person_id().empty();
        table.Add({session.names.Idea(seat.idea_id()), LabelOf(seat.role()),
                   nobody ? Cell{"nobody", Ink::kBad}
                          : Cell{session.names.Person(seat.reviewer_person_id()), Ink::kPlain},
                   seat.sentence(),
                   Joined(seat.alternate_person_ids(), ", ",
                          [&](const std::string& id) { return session.names.Person(id); })});
      },
      "Somebody has every seat.");
}

Status Preview(const ReviewOptions& options, Session& session) {
  matching::v1::PreviewAssignmentRequest request;
  *request.mutable_idea_ids() = {options.idea_ids.begin(), options.idea_ids.end()};
  WAGGLE_ASSIGN_OR_RETURN(const auto response, session.rpc.Call(kPreviewAssignment, request));
  PrintPlan(response, session);
  return OkStatus();
}

Status Apply(const ReviewOptions& options, Session& session) {
  matching::v1::ApplyAssignmentRequest request;
  *request.mutable_idea_ids() = {options.idea_ids.begin(), options.idea_ids.end()};
  WAGGLE_ASSIGN_OR_RETURN(const auto response,
                          Send(kApplyAssignment, options, std::move(request), session));
  PrintPlan(response, session);
  return OkStatus();
}

void AddAssignment(Command& command, ReviewOptions& options) {
  command
      .AddOption("ASSIGNMENT_ID", options.assignment_id,
                 "The request to review; `reviewer list --json` prints the ids")
      .Required();
}

void AddIdeas(Command& command, ReviewOptions& options) {
  command.AddOption("IDEA_ID", options.idea_ids, "Ideas to plan for together, at most 20")
      .Required();
}

void AddRequest(Command& command, ReviewOptions& options) {
  command.AddOption("--person", options.person, "Who says so").ValueName("PERSON_ID");
  AddRequestIdOption(command, options.request_id);
}

void AddCourseCommands(CommandTable& table, Command& group) {
  auto done = std::make_shared<ReviewOptions>();
  Command complete = table.Add(group, "done", "Say that the review is written",
                               [done](Session& session) { return Done(*done, session); });
  AddAssignment(complete, *done);
  AddRequest(complete, *done);

  auto taken = std::make_shared<ReviewOptions>();
  Command reassign = table.Add(group, "reassign",
                               "Take a request back, late or not; somebody else is asked at once",
                               [taken](Session& session) { return Reassign(*taken, session); });
  AddAssignment(reassign, *taken);
  reassign.AddOption("--text", taken->text, "Why").ValueName("TEXT");
  AddRequest(reassign, *taken);
}

}  // namespace

void AddReviewAnswerCommands(CommandTable& table, Command& group) {
  auto accepted = std::make_shared<ReviewOptions>();
  Command accept = table.Add(group, "accept", "Say that the reviewer will do it",
                             [accepted](Session& session) { return Accept(*accepted, session); });
  AddAssignment(accept, *accepted);
  AddRequest(accept, *accepted);

  auto declined = std::make_shared<ReviewOptions>();
  Command decline =
      table.Add(group, "decline", "Say that the reviewer will not; somebody else is asked at once",
                [declined](Session& session) { return Decline(*declined, session); });
  AddAssignment(decline, *declined);
  decline
      .AddOption("--reason", declined->reason,
                 "no_time, conflict, not_my_field, away or other (with --text)")
      .Check(CheckWord(*matching::v1::ReviewDeclineReason_descriptor()))
      .ValueName("REASON")
      .Required();
  decline.AddOption("--text", declined->text, "In the reviewer's own words").ValueName("TEXT");
  AddRequest(decline, *declined);

  AddCourseCommands(table, group);

  auto shown = std::make_shared<ReviewOptions>();
  Command preview =
      table.Add(group, "preview", "Show who would be asked for the seats that nobody has",
                [shown](Session& session) { return Preview(*shown, session); });
  AddIdeas(preview, *shown);

  auto applied = std::make_shared<ReviewOptions>();
  Command apply = table.Add(group, "apply", "Ask them",
                            [applied](Session& session) { return Apply(*applied, session); });
  AddIdeas(apply, *applied);
  AddRequest(apply, *applied);
}

}  // namespace waggle::cli
