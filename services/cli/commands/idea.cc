#include <memory>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/idea_needs_options.h"
#include "services/cli/commands/idea_needs_text.h"
#include "services/cli/commands/list_output.h"
#include "services/cli/commands/names.h"
#include "services/cli/commands/recorded_request.h"
#include "services/cli/input/input_file.h"
#include "services/cli/input/intake_records.h"
#include "services/cli/input/jsonl_reader.h"
#include "services/cli/output/card.h"
#include "services/cli/output/labels.h"
#include "services/cli/rpc/intake_methods.h"
#include "services/cli/rpc/paging.h"
#include "services/cli/text/joined.h"

namespace waggle::cli {
namespace {

using intake::v1::Idea;

struct SubmitOptions {
  std::string file;
  std::string ods_code;
  std::string title;
  std::string problem;
  std::string how;
  std::string author;
  std::vector<std::string> tags;
  IdeaNeedsOptions needs;
  std::string request_id;
};

// The first option that is needed and missing, when no file is given.
std::string MissingOption(const SubmitOptions& options) {
  if (options.ods_code.empty()) return "--ods-code";
  if (options.title.empty()) return "--title";
  if (options.problem.empty()) return "--problem";
  return options.how.empty() ? "--how" : "";
}

Result<Idea> IdeaFromOptions(const SubmitOptions& options) {
  if (const std::string missing = MissingOption(options); !missing.empty()) {
    return InvalidArgument(
        missing +
        " is missing: an idea needs --ods-code, --title, --problem and --how, or --file FILE.json");
  }
  Idea idea;
  idea.set_ods_code(options.ods_code);
  idea.set_title(options.title);
  idea.set_problem_it_solves(options.problem);
  idea.set_how_it_works(options.how);
  idea.set_author_person_id(options.author);
  for (const std::string& tag : options.tags) idea.add_tags(tag);
  PutOver(idea, options.needs);
  return idea;
}

Result<Idea> IdeaFromFile(const std::string& path, std::istream& standard_input) {
  WAGGLE_ASSIGN_OR_RETURN(const std::string text, ReadInput(path, standard_input));
  const Record record = ReadJsonObject(text);
  Result<Idea> idea = record.status.ok() ? IdeaFrom(record) : record.status;
  if (idea.ok()) return idea;
  return Status(Code::kInvalidArgument, kFileInvalid, path + ": " + idea.status().detail());
}

Status SubmitIdea(const SubmitOptions& options, Session& session) {
  intake::v1::SubmitIdeaRequest request;
  WAGGLE_ASSIGN_OR_RETURN(*request.mutable_idea(), options.file.empty()
                                                       ? IdeaFromOptions(options)
                                                       : IdeaFromFile(options.file, session.in));
  WAGGLE_ASSIGN_OR_RETURN(const auto response,
                          RecordOnce(kSubmitIdea, std::move(request), options.request_id, session));
  PrintJson(session, ToJson(response));
  PrintText(session, response.idea_id() + "\n");
  PrintNote(session,
            "The idea is recorded and published. Next: practices with a problem it would help get "
            "an e-mail, and a QI\n"
            "reviewer and an innovation advocate are asked to look at it.\n"
            "Follow it:    waggle watch " +
                response.idea_id() +
                "\n"
                "Who got it:   waggle match list --idea " +
                response.idea_id() + "\n");
  return OkStatus();
}

Status ShowIdea(const std::string& idea_id, Session& session) {
  intake::v1::GetIdeaRequest request;
  request.set_idea_id(idea_id);
  WAGGLE_ASSIGN_OR_RETURN(const auto response, session.rpc.Call(kGetIdea, request));
  const Idea& idea = response.idea();
  PrintJson(session, ToJson(idea));
  if (session.format == Format::kJson) return OkStatus();
  Card card(idea.title());
  card.Add("Idea", idea.idea_id())
      .Add("Practice", session.names.Organisation(idea.ods_code()))
      .Add("Author", session.names.Person(idea.author_person_id()))
      .Add("Status", LabelOf(idea.status()))
      .Add("Submitted", TimeText(idea.submit_time()))
      .Add("Revised", TimeText(idea.revise_time()))
      .Add("Problem it solves", idea.problem_it_solves())
      .Add("How it works", idea.how_it_works())
      .Add("Must be kept", Joined(idea.core_elements(), "\n"))
      .Add("May be changed", Joined(idea.adaptable_elements(), "\n"))
      .Add("Resources", idea.resources())
      .Add("Results so far", idea.results_so_far())
      .Add("Clinical system", LabelOf(idea.clinical_system()))
      .Add("Needs", NeedsText(idea.needs(), "\n"))
      .Add("Made", LabelOf(idea.origin()))
      .Add("Partners", Joined(idea.partners(), ", "))
      .Add("Tags", Joined(idea.tags(), ", "));
  PrintText(session, card.Render(session.out));
  return OkStatus();
}

Status ListIdeas(const std::string& ods_code, Session& session) {
  intake::v1::ListIdeasRequest request;
  request.set_ods_code(ods_code);
  WAGGLE_ASSIGN_OR_RETURN(
      const auto ideas,
      ListAll(session.rpc, kListIdeas, request, [](auto& page) { return page.mutable_ideas(); }));
  PrintList(
      session, ideas, Table({"IDEA", "SUBMITTED", "PRACTICE", "TITLE"}),
      [&](Table& table, const Idea& idea) {
        table.Add({idea.idea_id(), TimeText(idea.submit_time()),
                   session.names.Organisation(idea.ods_code()), idea.title()});
      },
      "No ideas yet; `waggle idea submit` records one.");
  return OkStatus();
}

void AddIdeaSubmit(CommandTable& table, Command group) {
  auto options = std::make_shared<SubmitOptions>();
  Command submit = table.Add(group, "submit", "Submit an idea; prints its id",
                             [options](Session& session) { return SubmitIdea(*options, session); });
  submit.AddOption("--ods-code", options->ods_code, "Practice that had the idea").ValueName("CODE");
  submit.AddOption("--title", options->title, "Up to 200 characters").ValueName("TEXT");
  submit.AddOption("--problem", options->problem, "The problem it solves, up to 10,000 characters")
      .ValueName("TEXT");
  submit.AddOption("--how", options->how, "How it works, up to 10,000 characters")
      .ValueName("TEXT");
  submit.AddOption("--author", options->author, "Person who is credited").ValueName("PERSON_ID");
  submit.AddOption("--tag", options->tags, "Word or short phrase; may be repeated")
      .ValueName("TAG");
  std::vector<std::string> instead = AddIdeaNeedsOptions(submit, options->needs);
  instead.insert(instead.end(),
                 {"--ods-code", "--title", "--problem", "--how", "--author", "--tag"});
  Option file = submit.AddOption("--file", options->file,
                                 "Read the idea from a JSON file instead (fields as in `idea get "
                                 "--json`); - is standard input");
  file.ValueName("FILE.json");
  for (const std::string& name : instead) file.Excludes(name);
  AddRequestIdOption(submit, options->request_id);
  submit.SetFooter(
      "Example:\n"
      "  waggle idea submit --ods-code Z90001 --title \"Loan blood pressure monitors\" \\\n"
      "    --problem \"Seven weeks' wait for 24-hour monitors\" --how \"Thirty monitors are lent "
      "for a week\"");
}

}  // namespace

void AddIdeaCommands(CommandTable& table) {
  Command group = table.AddGroup("idea", "Submit ideas and look at them");
  AddIdeaSubmit(table, group);

  auto idea_id = std::make_shared<std::string>();
  table
      .Add(group, "get", "Show one idea",
           [idea_id](Session& session) { return ShowIdea(*idea_id, session); })
      .AddOption("IDEA_ID", *idea_id, "Id of the idea")
      .Required();

  auto ods_code = std::make_shared<std::string>();
  table
      .Add(group, "list", "List ideas in order of submission",
           [ods_code](Session& session) { return ListIdeas(*ods_code, session); })
      .AddOption("--ods-code", *ods_code, "Only ideas of this practice")
      .ValueName("CODE");
  AddIdeaRevision(table, group);
  AddIdeaChangeCommands(table, group);
}

}  // namespace waggle::cli
