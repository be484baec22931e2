#include <map>
#include <memory>
#include <string>
#include <utility>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/import_practices.h"
#include "services/cli/commands/import_report.h"
#include "services/cli/commands/import_sender.h"
#include "services/cli/commands/request_id.h"
#include "services/cli/input/input_file.h"
#include "services/cli/input/intake_records.h"
#include "services/cli/input/jsonl_reader.h"
#include "services/cli/rpc/intake_methods.h"

namespace waggle::cli {
namespace {

enum class OnBadLine { kSendNothing, kImportTheRest };

struct ImportOptions {
  std::string file;
  bool keep_going = false;

  OnBadLine on_bad_line() const {
    return keep_going ? OnBadLine::kImportTheRest : OnBadLine::kSendNothing;
  }
};

Status NoRecords(const std::string& path) {
  return Status(Code::kInvalidArgument, kFileInvalid,
                path + " has no records; is it the right file?");
}

// How the records of one kind become requests.
template <class Request, class Response, class Message>
struct RecordImport {
  const Method<Request, Response>& method;
  const char* singular;
  const char* plural;
  Result<Message> (*parse)(const Record&);
  Message* (*message_of)(Request&);
};

std::string RecordIdOf(const Record& record) {
  const auto found = record.fields.find("_id");
  const auto* id =
      found == record.fields.end() ? nullptr : std::get_if<std::string>(&found->second);
  return id == nullptr ? "" : *id;
}

// Ids of the records of one file, to find the one that occurs twice.
class RecordIds {
 public:
  Status Add(const Record& record) {
    const std::string id = RecordIdOf(record);
    if (id.empty()) return OkStatus();
    const auto [first, is_new] = first_line_.emplace(id, record.line);
    if (is_new) return OkStatus();
    return Status::Invalid({{"_id", "is " + id + ", which was on line " +
                                        std::to_string(first->second) + " already"}});
  }

 private:
  std::map<std::string, int> first_line_;
};

template <class Request, class Response, class Message>
ImportCall MakeCall(RpcCaller& rpc, const RecordImport<Request, Response, Message>& kind,
                    const Record& record, Message message) {
  Request request;
  request.set_request_id(ImportRequestId(kind.singular, RecordIdOf(record), message));
  *kind.message_of(request) = std::move(message);
  return {record.line, [&rpc, &method = kind.method,
                        request = std::move(request)](std::chrono::milliseconds deadline) {
            return rpc.Call(method, request, deadline).status();
          }};
}

void Send(Session& session, const std::vector<ImportCall>& calls, ImportOutcome& outcome) {
  Progress progress(session.err, outcome.plural, calls.size());
  SendReport report = SendAll(calls, session.rpc.timeout(), progress);
  outcome.imported = report.accepted;
  outcome.refused = std::move(report.refused);
  outcome.not_sent = report.not_sent;
  outcome.interrupted = std::move(report.interrupted);
}

template <class Request, class Response, class Message>
Status ImportRecords(const RecordImport<Request, Response, Message>& kind,
                     const ImportOptions& options, Session& session) {
  WAGGLE_ASSIGN_OR_RETURN(const std::string text, ReadInput(options.file, session.in));
  const std::vector<Record> records = ReadJsonl(text);
  if (records.empty()) return NoRecords(options.file);
  ImportOutcome outcome{options.file, kind.singular, kind.plural, records.size(), 0, {}, {}, 0, {}};
  std::vector<ImportCall> calls;
  RecordIds ids;
  for (const Record& record : records) {
    Result<Message> message = record.status.ok() ? kind.parse(record) : record.status;
    Status status = message.ok() ? ids.Add(record) : message.status();
    if (status.ok()) {
      calls.push_back(MakeCall(session.rpc, kind, record, std::move(message).value()));
    } else {
      outcome.bad.push_back({record.line, std::move(status)});
    }
  }
  if (outcome.bad.empty() || options.on_bad_line() == OnBadLine::kImportTheRest) {
    Send(session, calls, outcome);
  } else {
    outcome.not_sent = calls.size();
  }
  return ReportImport(session, outcome);
}

Status ImportPractices(const ImportOptions& options, Session& session) {
  WAGGLE_ASSIGN_OR_RETURN(const std::string text, ReadInput(options.file, session.in));
  const PracticeFile file = ReadPracticeFile(text);
  const std::size_t good = file.tiers.back().size();
  if (good == 0 && file.errors.empty()) return NoRecords(options.file);
  ImportOutcome outcome{
      options.file, "practice", "practices", good + file.errors.size(), 0, file.errors, {}, 0, {}};
  if (outcome.bad.empty() || options.on_bad_line() == OnBadLine::kImportTheRest) {
    SendPractices(session, file, outcome);
  } else {
    outcome.not_sent = good;
  }
  return ReportImport(session, outcome);
}

Status ImportPeople(const ImportOptions& options, Session& session) {
  using intake::v1::RegisterPersonRequest;
  const RecordImport<RegisterPersonRequest, intake::v1::RegisterPersonResponse, intake::v1::Person>
      kind{kRegisterPerson, "person", "people", PersonFrom,
           [](RegisterPersonRequest& request) { return request.mutable_person(); }};
  return ImportRecords(kind, options, session);
}

Status ImportProblems(const ImportOptions& options, Session& session) {
  using intake::v1::ReportProblemRequest;
  const RecordImport<ReportProblemRequest, intake::v1::ReportProblemResponse, intake::v1::Problem>
      kind{kReportProblem, "problem", "problems", ProblemFrom,
           [](ReportProblemRequest& request) { return request.mutable_problem(); }};
  return ImportRecords(kind, options, session);
}

Status ImportIdeas(const ImportOptions& options, Session& session) {
  using intake::v1::SubmitIdeaRequest;
  const RecordImport<SubmitIdeaRequest, intake::v1::SubmitIdeaResponse, intake::v1::Idea> kind{
      kSubmitIdea, "idea", "ideas", IdeaFrom,
      [](SubmitIdeaRequest& request) { return request.mutable_idea(); }};
  return ImportRecords(kind, options, session);
}

using Import = Status (*)(const ImportOptions&, Session&);

void AddImport(CommandTable& table, Command group, const std::string& name,
               const std::string& description, const std::string& file, Import import,
               const std::string& fields) {
  auto options = std::make_shared<ImportOptions>();
  Command command = table.Add(group, name, description, [options, import](Session& session) {
    return import(*options, session);
  });
  command.AddOption("FILE", options->file, file + "; - is standard input").Required();
  command.AddFlag("--keep-going", options->keep_going,
                  "Import the good lines even when others are bad");
  command.SetFooter(fields +
                    "\n\nEvery bad line is reported as FILE:LINE. Without --keep-going nothing is "
                    "sent when any line is bad. Importing\n"
                    "a file again changes nothing: each record is known by its content.");
}

}  // namespace

void AddImportCommands(CommandTable& table) {
  Command group = table.AddGroup("import", "Load practices, people, problems or ideas from files");
  AddImport(table, group, "practices",
            "Register practices with their PCNs, sub-ICB locations and ICBs", "CSV file",
            ImportPractices,
            "Columns: ods_code, name, postcode, pcn_code, pcn_name, sub_icb_code, icb_code, "
            "icb_name, list_size,\n"
            "imd_decile (1 to 10), rural_urban (URBAN, RURAL_TOWN, RURAL_VILLAGE), clinical_system "
            "(EMIS, SYSTMONE),\n"
            "dispensing (yes, no).");
  AddImport(table, group, "people", "Register practice staff and QI reviewers",
            "File with one JSON object per line", ImportPeople,
            "Staff: ods_code, display_name, email, role (PRACTICE_MANAGER, GP_PARTNER, NURSE, "
            "PHARMACIST,\n"
            "INNOVATION_ADVOCATE), optional expertise, max_open_reviews.\n"
            "QI reviewers: home_org, display_name, email, expertise, max_open_reviews.\n"
            "Both may declare interests: interest_ods_codes, interest_idea_ids, interest_topics.");
  AddImport(table, group, "problems", "Report problems of practices",
            "File with one JSON object per line", ImportProblems,
            "Fields: ods_code, title, text; optional severity (1 to 5), source (STAFF_REPORTED, "
            "RISK_REGISTER, QOF,\n"
            "GP_PATIENT_SURVEY), reporter_person_id.");
  AddImport(
      table, group, "ideas", "Submit ideas of practices", "File with one JSON object per line",
      ImportIdeas,
      "Fields: ods_code, title, problem_it_solves, how_it_works; optional author_person_id, tags, "
      "core_elements,\n"
      "adaptable_elements, resources, results_so_far, clinical_system (EMIS, SYSTMONE, ANY).");
}

}  // namespace waggle::cli
