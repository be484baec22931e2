#include <memory>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/option_checks.h"
#include "services/cli/commands/recorded_request.h"
#include "services/cli/output/json.h"
#include "services/cli/output/labels.h"
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

struct StageOptions {
  std::string adoption_id;
  std::string stage;
  std::vector<std::string> barriers;
  std::string text;
  std::string request_id;
};

Status ChangeStage(const StageOptions& options, Session& session) {
  evidence::v1::ChangeAdoptionStageRequest request;
  request.set_adoption_id(options.adoption_id);
  request.set_stage(ValueFrom<evidence::v1::AdoptionStage>(options.stage));
  for (const std::string& barrier : options.barriers) {
    request.add_barriers(ValueFrom<matching::v1::Barrier>(barrier));
  }
  request.set_text(options.text);
  const std::string stage = LabelOf(request.stage());
  WAGGLE_ASSIGN_OR_RETURN(const auto response, RecordOnce(kChangeAdoptionStage, std::move(request),
                                                          options.request_id, session));
  PrintJson(session, ToJson(response));
  PrintText(session, stage + "\n");
  return OkStatus();
}

void AddStageCommand(CommandTable& table, Command& group) {
  auto options = std::make_shared<StageOptions>();
  Command stage = table.Add(group, "stage", "Record how far a practice has come with an idea",
                            [options](Session& session) { return ChangeStage(*options, session); });
  stage
      .AddOption("ADOPTION_ID", options->adoption_id,
                 "The adoption; `adoption start` and `timeline --json` print the ids")
      .Required();
  stage
      .AddOption("--to", options->stage,
                 "testing, adopted, sustained, modified, paused or abandoned (with --barrier)")
      .Check(CheckWord(*evidence::v1::AdoptionStage_descriptor()))
      .ValueName("STAGE")
      .Required();
  stage
      .AddOption("--barrier", options->barriers,
                 "Why the practice gave up; may be given several times")
      .Check(CheckWord(*matching::v1::Barrier_descriptor()))
      .ValueName("BARRIER");
  stage.AddOption("--text", options->text, "In the practice's own words, for everyone")
      .ValueName("TEXT");
  AddRequestIdOption(stage, options->request_id);
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
  AddStageCommand(table, group);
}

}  // namespace waggle::cli
