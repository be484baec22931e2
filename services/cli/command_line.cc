#include "services/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <ostream>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/names.h"
#include "services/cli/commands/option_checks.h"
#include "services/cli/commands/session.h"
#include "services/cli/help_format.h"
#include "services/cli/input/input_file.h"
#include "services/cli/output/json.h"
#include "services/cli/text/columns.h"
#include "services/cli/usage_error.h"

namespace waggle::cli {
namespace {

struct GlobalOptions {
  bool json = false;
  Endpoints endpoints{"127.0.0.1:7101", "127.0.0.1:7102", "127.0.0.1:7103", "127.0.0.1:7104"};
  std::string brokers = "127.0.0.1:7120";
  double timeout_seconds = 10;
};

void AddAddress(CLI::App& app, const std::string& service, const std::string& variable,
                std::string& address) {
  app.add_option("--" + service, address,
                 "Address of " + service + "; default " + address + ", or " + variable)
      ->envname(variable)
      ->check(CheckAddress)
      ->type_name("HOST:PORT")
      ->group("Addresses");
}

void AddGlobalOptions(CLI::App& app, GlobalOptions& options) {
  app.set_help_flag("-h,--help", "Show this help")->group("Options for every command");
  app.set_version_flag("--version", std::string("waggle ") + WAGGLE_VERSION, "Show the version")
      ->group("Options for every command");
  app.add_flag("--json", options.json,
               "Print the result as one JSON value, and errors as JSON on standard error")
      ->group("Options for every command");
  app.add_option("--timeout", options.timeout_seconds,
                 "Longest time to wait for an answer, up to 59; default 10")
      ->check(CheckTimeout)
      ->type_name("SECONDS")
      ->group("Options for every command");
  AddAddress(app, "intake", "WAGGLE_INTAKE", options.endpoints.intake);
  AddAddress(app, "matching", "WAGGLE_MATCHING", options.endpoints.matching);
  AddAddress(app, "evidence", "WAGGLE_EVIDENCE", options.endpoints.evidence);
  AddAddress(app, "notification", "WAGGLE_NOTIFICATION", options.endpoints.notification);
  app.add_option("--brokers", options.brokers,
                 "Kafka's addresses, for topics and dlq; default " + options.brokers +
                     ",\nor WAGGLE_KAFKA_BROKERS")
      ->envname("WAGGLE_KAFKA_BROKERS")
      ->type_name("HOST:PORT,...")
      ->group("Addresses");
}

void AddCommands(CommandTable& table) {
  AddIdeaCommands(table);
  AddProblemCommands(table);
  AddWatchCommand(table);
  AddTimelineCommand(table);
  AddMatchCommands(table);
  AddReviewerCommands(table);
  AddSearchCommands(table);
  AddDeliveryCommands(table);
  AddAdoptionCommands(table);
  AddOrganisationCommands(table);
  AddPersonCommands(table);
  AddImportCommands(table);
  AddTopicsCommands(table);
  AddDlqCommands(table);
}

void PrintError(const Status& status, Format format, const Terminal& err) {
  if (format == Format::kJson) {
    err.stream << "{\"error\":" << ErrorJson(status) << "}\n" << std::flush;
    return;
  }
  err.stream << Paint(err, Ink::kBad, "waggle: ") << Printable(status.detail()) << " ("
             << PrintableLine(status.reason()) << ")\n"
             << std::flush;
}

Status Run(const CommandTable& table, const GlobalOptions& options, std::istream& in,
           const Terminal& out, const Terminal& err) {
  const SystemClock clock;
  UuidV7Generator ids(clock);
  const std::chrono::duration<double> timeout(options.timeout_seconds);
  RpcCaller rpc(options.endpoints, std::chrono::duration_cast<std::chrono::milliseconds>(timeout));
  Names names(rpc);
  const Format format = options.json ? Format::kJson : Format::kText;
  Session session{rpc, names, ids, in, out, err, format, options.brokers};
  return table.Chosen()(session);
}

Status ParseAndRun(const std::vector<std::string>& arguments, GlobalOptions& options,
                   std::istream& in, const Terminal& out, const Terminal& err) {
  CLI::App app(
      "Waggle carries good ideas from the GP practice that had them to the practices they help.",
      "waggle");
  app.formatter(std::make_shared<HelpFormat>());
  app.fallthrough();
  app.require_subcommand(1);
  AddGlobalOptions(app, options);
  CommandTable table{Command(app)};
  AddCommands(table);
  app.footer(
      "Exit codes: 0 done, 1 refused or not found, 2 wrong usage or bad input file,\n3 service "
      "unreachable or too slow.");
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForVersion&) {
    out.stream << "waggle " << WAGGLE_VERSION << '\n' << std::flush;
    return OkStatus();
  } catch (const CLI::Success&) {
    out.stream << app.help() << std::flush;
    return OkStatus();
  } catch (const CLI::ParseError& error) {
    return ExplainUsage(app, error);
  }
  return Run(table, options, in, out, err);
}

}  // namespace

ExitCode ExitCodeOf(const Status& status) {
  if (status.ok()) return ExitCode::kOk;
  if (status.code() == Code::kUnavailable || status.code() == Code::kDeadlineExceeded)
    return ExitCode::kUnreachable;
  const bool usage = status.reason() == kArgumentInvalid || status.reason() == kFileInvalid ||
                     status.reason() == kFileUnreadable || status.reason() == kFileUnwritable;
  return usage ? ExitCode::kUsage : ExitCode::kRefused;
}

ExitCode RunCommandLine(const std::vector<std::string>& arguments, std::istream& in,
                        const Terminal& out, const Terminal& err) {
  GlobalOptions options;
  Status status = ParseAndRun(arguments, options, in, out, err);
  if (status.ok() && !out.stream) {
    status = Status(Code::kInternal, kOutputFailed,
                    "the result could not be written to standard output");
  }
  if (status.ok()) return ExitCode::kOk;
  // A command line that could not be parsed has set no options.
  const bool json = std::find(arguments.begin(), arguments.end(), "--json") != arguments.end();
  PrintError(status, json ? Format::kJson : Format::kText, err);
  return ExitCodeOf(status);
}

}  // namespace waggle::cli
