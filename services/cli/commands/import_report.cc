#include "services/cli/commands/import_report.h"

#include <algorithm>
#include <string>

#include "services/cli/input/input_file.h"
#include "services/cli/output/json.h"
#include "services/cli/text/columns.h"

namespace waggle::cli {
namespace {

std::vector<LineError> InOrderOfLine(const ImportOutcome& outcome) {
  std::vector<LineError> errors = outcome.bad;
  errors.insert(errors.end(), outcome.refused.begin(), outcome.refused.end());
  std::stable_sort(errors.begin(), errors.end(),
                   [](const LineError& a, const LineError& b) { return a.line < b.line; });
  return errors;
}

std::string Count(std::size_t count, const std::string& singular, const std::string& plural) {
  return std::to_string(count) + " " + (count == 1 ? singular : plural);
}

std::string ResultJson(const ImportOutcome& outcome, const std::vector<LineError>& errors) {
  std::string json = "{\"imported\":" + std::to_string(outcome.imported) +
                     ",\"failed\":" + std::to_string(errors.size()) +
                     ",\"not_sent\":" + std::to_string(outcome.not_sent) + ",\"lines\":[";
  for (const LineError& error : errors) {
    json += (json.ends_with('[') ? "" : ",") + std::string("{\"line\":") +
            std::to_string(error.line) + ",\"error\":" + ErrorJson(error.status) + "}";
  }
  return json + "]}";
}

void PrintErrors(const Session& session, const ImportOutcome& outcome,
                 const std::vector<LineError>& errors) {
  for (const LineError& error : errors) {
    const std::string place = outcome.path + ":" + std::to_string(error.line) + ": ";
    if (error.status.violations().empty()) {
      PrintNote(session, place + PrintableLine(error.status.detail()) + " (" +
                             error.status.reason() + ")\n");
    }
    for (const FieldViolation& violation : error.status.violations()) {
      PrintNote(session,
                place + PrintableLine(violation.field + " " + violation.description) + "\n");
    }
  }
}

Status StatusOf(const ImportOutcome& outcome) {
  if (!outcome.interrupted.ok()) {
    return Status(outcome.interrupted.code(), outcome.interrupted.reason(),
                  "the import stopped with " + Count(outcome.not_sent, "line", "lines") +
                      " not imported: " + outcome.interrupted.detail() +
                      "; run the import again afterwards, nothing is recorded twice");
  }
  if (!outcome.bad.empty()) {
    const std::string what =
        Count(outcome.bad.size(), "line", "lines") + " of " + outcome.path + " cannot be imported";
    return Status(
        Code::kInvalidArgument, kFileInvalid,
        what + (outcome.not_sent > 0
                    ? " and nothing was sent; correct the file, or import the good lines with "
                      "--keep-going"
                    : "; correct the file and run the import again, nothing is recorded twice"));
  }
  if (!outcome.refused.empty()) {
    return Status(Code::kFailedPrecondition, kLinesRefused,
                  "the service refused " + Count(outcome.refused.size(), "line", "lines") + " of " +
                      outcome.path +
                      "; correct the file and run the import again, nothing is recorded twice");
  }
  return OkStatus();
}

}  // namespace

Status ReportImport(const Session& session, const ImportOutcome& outcome) {
  const std::vector<LineError> errors = InOrderOfLine(outcome);
  PrintJson(session, ResultJson(outcome, errors));
  PrintErrors(session, outcome, errors);
  PrintText(session, "Imported " + std::to_string(outcome.imported) + " of " +
                         Count(outcome.lines, outcome.singular, outcome.plural) + ".\n");
  return StatusOf(outcome);
}

}  // namespace waggle::cli
