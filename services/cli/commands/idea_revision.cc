#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/idea_needs_options.h"
#include "services/cli/commands/idea_needs_text.h"
#include "services/cli/commands/option_checks.h"
#include "services/cli/commands/recorded_request.h"
#include "services/cli/commands/revision.h"
#include "services/cli/output/json.h"
#include "services/cli/output/labels.h"
#include "services/cli/rpc/intake_methods.h"
#include "services/cli/text/joined.h"

namespace waggle::cli {
namespace {

using intake::v1::ClinicalSystem_descriptor;
using intake::v1::Idea;

// How the option calls a clinical system that is unspecified.
constexpr const char* kAnySystem = "any";

struct IdeaRevision {
  std::string idea_id;
  std::optional<std::string> title;
  std::optional<std::string> problem;
  std::optional<std::string> how;
  std::vector<std::string> tags;
  std::vector<std::string> core;
  std::vector<std::string> adaptable;
  std::optional<std::string> resources;
  std::optional<std::string> results;
  std::optional<std::string> system;
  IdeaNeedsOptions needs;
  std::string request_id;
};

bool SaysNothing(const IdeaRevision& given) {
  return !given.title && !given.problem && !given.how && given.tags.empty() && given.core.empty() &&
         given.adaptable.empty() && !given.resources && !given.results && !given.system &&
         given.needs.empty();
}

// Without what intake ignores in a revision: the version and the times that a first attempt has
// changed would make its repetition another payload under the same request id.
Idea ContentOf(Idea idea) {
  idea.clear_ods_code();
  idea.clear_author_person_id();
  idea.clear_status();
  idea.clear_submit_time();
  idea.clear_version();
  idea.clear_revise_time();
  idea.clear_successor_idea_id();
  idea.clear_end_reason();
  idea.clear_end_time();
  return idea;
}

Idea Revised(Idea idea, const IdeaRevision& given) {
  PutOver(*idea.mutable_title(), given.title);
  PutOver(*idea.mutable_problem_it_solves(), given.problem);
  PutOver(*idea.mutable_how_it_works(), given.how);
  PutOver(*idea.mutable_tags(), given.tags);
  PutOver(*idea.mutable_core_elements(), given.core);
  PutOver(*idea.mutable_adaptable_elements(), given.adaptable);
  PutOver(*idea.mutable_resources(), given.resources);
  PutOver(*idea.mutable_results_so_far(), given.results);
  if (given.system) {
    // What is no system's word is kAnySystem.
    idea.set_clinical_system(ValueFrom<intake::v1::ClinicalSystem>(*given.system));
  }
  PutOver(idea, given.needs);
  return idea;
}

std::vector<Said> SaidOf(const Idea& idea) {
  return {{"Title", idea.title()},
          {"Problem it solves", idea.problem_it_solves()},
          {"How it works", idea.how_it_works()},
          {"Tags", Joined(idea.tags(), ", ")},
          {"Must be kept", Joined(idea.core_elements(), "; ")},
          {"May be changed", Joined(idea.adaptable_elements(), "; ")},
          {"Resources", idea.resources()},
          {"Results so far", idea.results_so_far()},
          {"Clinical system", LabelOf(idea.clinical_system())},
          {"Needs", NeedsText(idea.needs(), "; ")},
          {"Made", LabelOf(idea.origin())},
          {"Partners", Joined(idea.partners(), "; ")}};
}

Status ReviseIdea(const IdeaRevision& given, Session& session) {
  if (SaysNothing(given)) {
    return InvalidArgument(
        "say what is different: give --title, --problem, --how, --tag, --core, --adaptable, "
        "--resources, --results, --system or what it needs; see waggle idea revise --help");
  }
  intake::v1::GetIdeaRequest get;
  get.set_idea_id(given.idea_id);
  WAGGLE_ASSIGN_OR_RETURN(const auto known, session.rpc.Call(kGetIdea, get));
  const Idea before = ContentOf(known.idea());
  intake::v1::ReviseIdeaRequest request;
  *request.mutable_idea() = Revised(before, given);
  const bool differs = before.SerializeAsString() != request.idea().SerializeAsString();
  intake::v1::ReviseIdeaResponse response;
  response.set_idea_id(given.idea_id);
  // What does not differ may be the repetition of a request that was recorded: it gets its answer.
  if (differs || !given.request_id.empty()) {
    WAGGLE_ASSIGN_OR_RETURN(response, RecordOnce(kReviseIdea, request, given.request_id, session));
  }
  PrintJson(session, ToJson(response));
  PrintText(session, given.idea_id + "\n");
  PrintNote(session, differs ? ChangesText(SaidOf(before), SaidOf(request.idea()), session.err) +
                                   "Revised: it is compared with every open problem again.\n"
                             : "Unchanged: the idea says so already.\n");
  return OkStatus();
}

void AddIdeaTexts(Command& command, IdeaRevision& given) {
  command.AddOption("--title", given.title, "Up to 200 characters").ValueName("TEXT");
  command.AddOption("--problem", given.problem, "The problem it solves, up to 10,000 characters")
      .ValueName("TEXT");
  command.AddOption("--how", given.how, "How it works, up to 10,000 characters").ValueName("TEXT");
  command.AddOption("--tag", given.tags, "Word or short phrase; may be repeated").ValueName("TAG");
  command.AddOption("--core", given.core, "A part that must be kept; may be repeated")
      .ValueName("TEXT");
  command.AddOption("--adaptable", given.adaptable, "A part that may be changed; may be repeated")
      .ValueName("TEXT");
  command.AddOption("--resources", given.resources, "What it takes, in words").ValueName("TEXT");
  command.AddOption("--results", given.results, "What came of it so far").ValueName("TEXT");
  command.AddOption("--system", given.system, "Where it works: emis, systmone or any")
      .Check(CheckWordOr(kAnySystem, *ClinicalSystem_descriptor()))
      .ValueName("SYSTEM");
}

}  // namespace

void AddIdeaRevision(CommandTable& table, Command& group) {
  auto given = std::make_shared<IdeaRevision>();
  Command revise =
      table.Add(group, "revise", "Say something of an idea otherwise; the rest stays as it is",
                [given](Session& session) { return ReviseIdea(*given, session); });
  revise.AddOption("IDEA_ID", given->idea_id, "Which").Required();
  AddIdeaTexts(revise, *given);
  AddIdeaNeedsOptions(revise, given->needs);
  AddRequestIdOption(revise, given->request_id);
  revise.SetFooter(
      "What may be repeated replaces all that there was; --tag \"\" leaves none, and so do --needs "
      "\"\" and "
      "the others.\n\n"
      "Example:\n"
      "  waggle idea revise IDEA_ID --results \"214 of 300 readings came back in time\"");
}

}  // namespace waggle::cli
