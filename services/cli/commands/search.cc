#include <memory>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/list_output.h"
#include "services/cli/commands/names.h"
#include "services/cli/commands/option_checks.h"
#include "services/cli/output/labels.h"
#include "services/cli/rpc/search_methods.h"
#include "services/cli/text/joined.h"

namespace waggle::cli {
namespace {

using matching::v1::FoundIdea;

struct SearchOptions {
  std::string query;
  std::string problem_id;
  std::string ods_code;
  std::string system;
  std::vector<std::string> tags;
  int limit = 0;
};

void SayBasis(matching::v1::SearchBasis basis, Session& session) {
  if (basis != matching::v1::SEARCH_BASIS_WORDS) return;
  PrintNote(session, "Compared by words alone: matching runs without its text encoder.\n");
}

void AddRow(const FoundIdea& idea, Names& names, Table& table) {
  table.Add({ScoreText(idea.score()), idea.idea_id(), names.Organisation(idea.ods_code()),
             idea.title(), Joined(idea.shared_terms(), ", ")});
}

Table IdeaTable() { return Table({"SCORE", "IDEA", "PRACTICE", "TITLE", "WORDS IN COMMON"}); }

Status Search(const SearchOptions& options, Session& session) {
  matching::v1::SearchRequest request;
  request.set_query(options.query);
  request.set_page_size(options.limit);
  request.mutable_filters()->set_ods_code(options.ods_code);
  request.mutable_filters()->set_clinical_system(
      ValueFrom<intake::v1::ClinicalSystem>(options.system));
  for (const std::string& tag : options.tags) request.mutable_filters()->add_tags(tag);
  WAGGLE_ASSIGN_OR_RETURN(const auto response, session.rpc.Call(kSearch, request));
  PrintList(
      session, std::vector<FoundIdea>(response.ideas().begin(), response.ideas().end()),
      IdeaTable(), [&](Table& table, const FoundIdea& idea) { AddRow(idea, session.names, table); },
      "No idea speaks of that.");
  SayBasis(response.basis(), session);
  return OkStatus();
}

Status FindForProblem(const SearchOptions& options, Session& session) {
  if (options.problem_id.empty() == options.query.empty()) {
    return InvalidArgument("say what the problem is: give --problem PROBLEM_ID or --text TEXT");
  }
  matching::v1::FindIdeasForProblemRequest request;
  request.set_problem_id(options.problem_id);
  request.set_text(options.query);
  request.set_ods_code(options.ods_code);
  request.set_limit(options.limit);
  WAGGLE_ASSIGN_OR_RETURN(const auto response, session.rpc.Call(kFindIdeasForProblem, request));
  using Found = matching::v1::IdeaForProblem;
  PrintList(
      session, std::vector<Found>(response.ideas().begin(), response.ideas().end()), IdeaTable(),
      [&](Table& table, const Found& found) { AddRow(found.idea(), session.names, table); },
      "No idea helps with that so far; report it, and new ideas will find it.");
  SayBasis(response.basis(), session);
  return OkStatus();
}

Status FindSimilar(const SearchOptions& options, Session& session) {
  matching::v1::FindSimilarIdeasRequest request;
  request.set_problem(options.query);
  request.set_limit(options.limit);
  WAGGLE_ASSIGN_OR_RETURN(const auto response, session.rpc.Call(kFindSimilarIdeas, request));
  using Found = matching::v1::SimilarIdea;
  bool duplicate = false;
  PrintList(
      session, std::vector<Found>(response.ideas().begin(), response.ideas().end()), IdeaTable(),
      [&](Table& table, const Found& found) {
        duplicate = duplicate || found.likely_duplicate();
        AddRow(found.idea(), session.names, table);
      },
      "Nothing like it so far.");
  if (duplicate) PrintNote(session, "The first is probably the same idea: look at it before.\n");
  SayBasis(response.basis(), session);
  return OkStatus();
}

struct PeerOptions {
  std::string ods_code;
  int limit = 0;
};

Status FindPeers(const PeerOptions& options, Session& session) {
  matching::v1::FindPeersRequest request;
  request.set_ods_code(options.ods_code);
  request.set_limit(options.limit);
  WAGGLE_ASSIGN_OR_RETURN(const auto response, session.rpc.Call(kFindPeers, request));
  // A practice next door that is also among the most similar is listed once, where it is nearest.
  std::vector<matching::v1::Peer> peers(response.next_door().begin(), response.next_door().end());
  for (const matching::v1::Peer& peer : response.most_similar()) {
    if (peer.neighbourhood() != matching::v1::NEIGHBOURHOOD_SAME_PCN) peers.push_back(peer);
  }
  PrintList(
      session, peers, Table({"SIMILAR", "WHERE", "PRACTICE"}),
      [&](Table& table, const matching::v1::Peer& peer) {
        table.Add({ScoreText(peer.similarity()), LabelOf(peer.neighbourhood()),
                   session.names.Organisation(peer.ods_code())});
      },
      "No other practice is known well enough to be compared.");
  return OkStatus();
}

Command AddSearch(CommandTable& table, Command group, const std::string& name,
                  const std::string& description, const std::shared_ptr<SearchOptions>& options,
                  Status (*run)(const SearchOptions&, Session&)) {
  Command command = table.Add(group, name, description,
                              [options, run](Session& session) { return run(*options, session); });
  command.AddOption("--limit", options->limit, "How many at most").ValueName("NUMBER");
  return command;
}

}  // namespace

void AddSearchCommands(CommandTable& table) {
  Command group = table.AddGroup("search", "Find ideas that exist, and practices alike");
  auto words = std::make_shared<SearchOptions>();
  Command ideas =
      AddSearch(table, group, "ideas", "Ideas by words and meaning, best first", words, &Search);
  ideas.AddOption("QUERY", words->query, "A few words about what you look for").Required();
  ideas.AddOption("--of", words->ods_code, "Only ideas of this practice, PCN or ICB")
      .ValueName("CODE");
  ideas.AddOption("--system", words->system, "Only ideas that work with emis or systmone")
      .Check(CheckWord(*intake::v1::ClinicalSystem_descriptor()))
      .ValueName("SYSTEM");
  ideas.AddOption("--tag", words->tags, "Only ideas with this tag; may be repeated")
      .ValueName("TAG");

  auto problem = std::make_shared<SearchOptions>();
  Command for_problem = AddSearch(table, group, "for-problem",
                                  "Ideas that would help with a problem; nothing is stored",
                                  problem, &FindForProblem);
  for_problem.AddOption("--problem", problem->problem_id, "A reported problem")
      .ValueName("PROBLEM_ID");
  for_problem.AddOption("--text", problem->query, "A problem in your words").ValueName("TEXT");
  for_problem.AddOption("--ods-code", problem->ods_code, "The practice that has it")
      .ValueName("CODE");

  auto similar = std::make_shared<SearchOptions>();
  AddSearch(table, group, "similar", "Ideas like the one you are about to write up", similar,
            &FindSimilar)
      .AddOption("TEXT", similar->query, "What it solves and how, in your words")
      .Required();

  auto practice = std::make_shared<PeerOptions>();
  Command peers = table.Add(group, "peers", "The practices next door, and those most like one",
                            [practice](Session& session) { return FindPeers(*practice, session); });
  peers.AddOption("ODS_CODE", practice->ods_code, "The practice").Required();
  peers.AddOption("--limit", practice->limit, "How many of the most similar at most")
      .ValueName("NUMBER");
}

}  // namespace waggle::cli
