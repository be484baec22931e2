#include <memory>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/recorded_request.h"
#include "services/cli/output/json.h"
#include "services/cli/rpc/evidence_methods.h"

namespace waggle::cli {
namespace {

struct StartOptions {
  std::string idea_id;
  std::string ods_code;
  std::string request_id;
};

Status StartAdoption(const StartOptions& options, Session& session) {
  evidence::v1::StartAdoptionRequest request;
  request.set_idea_id(options.idea_id);
  request.set_ods_code(options.ods_code);
  WAGGLE_ASSIGN_OR_RETURN(const auto response, RecordOnce(kStartAdoption, std::move(request),
                                                          options.request_id, session));
  PrintJson(session, ToJson(response));
  PrintText(session, response.adoption_id() + "\n");
  PrintNote(session,
            "Recorded: the practice has started. It is on the idea's timeline: waggle timeline " +
                options.idea_id + "\n");
  return OkStatus();
}

}  // namespace

void AddAdoptionCommands(CommandTable& table) {
  Command group = table.AddGroup("adoption", "Practices that take up ideas");
  auto options = std::make_shared<StartOptions>();
  Command start = table.Add(
      group, "start", "Record that a practice has started with an idea; prints the adoption's id",
      [options](Session& session) { return StartAdoption(*options, session); });
  start.AddOption("--idea", options->idea_id, "Idea that is tried").ValueName("IDEA_ID").Required();
  start.AddOption("--ods-code", options->ods_code, "Practice that starts")
      .ValueName("CODE")
      .Required();
  AddRequestIdOption(start, options->request_id);
}

}  // namespace waggle::cli
