#include <memory>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/recorded_request.h"
#include "services/cli/output/json.h"
#include "services/cli/rpc/intake_methods.h"

namespace waggle::cli {
namespace {

// What becomes of an idea or a problem; each command uses some of these.
struct ChangeOptions {
  std::string id;
  std::string reason;
  std::string successor;
  std::string request_id;
};

// Sends the request under its id, and says what follows.
template <class Request, class Response>
Status Send(const Method<Request, Response>& method, const ChangeOptions& options, Request request,
            const std::string& then, Session& session) {
  WAGGLE_ASSIGN_OR_RETURN(const auto response,
                          RecordOnce(method, std::move(request), options.request_id, session));
  PrintJson(session, ToJson(response));
  PrintText(session, options.id + "\n");
  PrintNote(session, then + "\n");
  return OkStatus();
}

Status WithdrawIdea(const ChangeOptions& options, Session& session) {
  intake::v1::WithdrawIdeaRequest request;
  request.set_idea_id(options.id);
  request.set_reason(options.reason);
  return Send(kWithdrawIdea, options, std::move(request),
              "Withdrawn: it is proposed to nobody any more.", session);
}

Status SupersedeIdea(const ChangeOptions& options, Session& session) {
  intake::v1::SupersedeIdeaRequest request;
  request.set_idea_id(options.id);
  request.set_successor_idea_id(options.successor);
  return Send(kSupersedeIdea, options, std::move(request),
              "Superseded: " + options.successor + " has taken its place.", session);
}

Status CloseProblem(const ChangeOptions& options, Session& session) {
  intake::v1::CloseProblemRequest request;
  request.set_problem_id(options.id);
  return Send(kCloseProblem, options, std::move(request),
              "Closed: nobody is told of ideas for it any more.", session);
}

Command AddChange(CommandTable& table, Command& group, const std::string& name,
                  const std::string& description, const std::string& argument,
                  const std::shared_ptr<ChangeOptions>& options,
                  Status (*run)(const ChangeOptions&, Session&)) {
  Command command = table.Add(group, name, description,
                              [options, run](Session& session) { return run(*options, session); });
  command.AddOption(argument, options->id, "Which").Required();
  AddRequestIdOption(command, options->request_id);
  return command;
}

}  // namespace

void AddIdeaChangeCommands(CommandTable& table, Command& group) {
  auto withdrawn = std::make_shared<ChangeOptions>();
  AddChange(table, group, "withdraw", "Take an idea back", "IDEA_ID", withdrawn, &WithdrawIdea)
      .AddOption("--reason", withdrawn->reason, "For those who use it, up to 1,000 characters")
      .ValueName("TEXT")
      .Required();
  auto superseded = std::make_shared<ChangeOptions>();
  AddChange(table, group, "supersede", "Let another idea take an idea's place", "IDEA_ID",
            superseded, &SupersedeIdea)
      .AddOption("--by", superseded->successor, "The idea that takes its place")
      .ValueName("IDEA_ID")
      .Required();
}

void AddProblemChangeCommands(CommandTable& table, Command& group) {
  auto closed = std::make_shared<ChangeOptions>();
  AddChange(table, group, "close", "The practice does not have the problem any more", "PROBLEM_ID",
            closed, &CloseProblem);
}

}  // namespace waggle::cli
