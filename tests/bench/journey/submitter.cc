// Submits ideas at a steady rate, whatever becomes of the ones before, as a system that other
// practices use would: by a connection that stays. A process for each idea would take as much of
// the processor while it ends as an idea's text takes to be read.

#include <chrono>
#include <cstdlib>
#include <iostream>

#include "libs/base/clock.h"
#include "libs/base/stop_signal.h"
#include "libs/base/uuid.h"
#include "services/cli/input/input_file.h"
#include "services/cli/input/intake_records.h"
#include "services/cli/input/jsonl_reader.h"
#include "services/cli/rpc/intake_methods.h"
#include "services/cli/rpc/rpc_caller.h"

namespace waggle::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

// The idea's id.
Result<std::string> Submit(const cli::Record& record, cli::RpcCaller& caller, IdGenerator& ids) {
  WAGGLE_ASSIGN_OR_RETURN(intake::v1::Idea idea, cli::IdeaFrom(record));
  intake::v1::SubmitIdeaRequest request;
  request.set_request_id(ids.NewId());
  *request.mutable_idea() = std::move(idea);
  WAGGLE_ASSIGN_OR_RETURN(const auto response, caller.Call(cli::kSubmitIdea, request));
  return response.idea_id();
}

// One line for each idea: its id.
Status SubmitAll(const std::string& address, std::chrono::milliseconds between) {
  WAGGLE_ASSIGN_OR_RETURN(const std::string text, cli::ReadInput("-", std::cin));
  cli::RpcCaller caller({.intake = address, .matching = "", .evidence = "", .notification = ""},
                        std::chrono::seconds(10));
  const SystemClock clock;
  UuidV7Generator ids(clock);
  StopSignal pace;
  auto due = SteadyClock::now();
  for (const cli::Record& record : cli::ReadJsonl(text)) {
    pace.WaitFor(std::chrono::duration_cast<std::chrono::milliseconds>(due - SteadyClock::now()));
    due += between;
    WAGGLE_ASSIGN_OR_RETURN(const std::string id, Submit(record, caller, ids));
    std::cout << id << '\n';
  }
  return OkStatus();
}

}  // namespace
}  // namespace waggle::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: journey_submitter INTAKE-ADDRESS MILLISECONDS-BETWEEN <IDEAS.jsonl\n";
    return 2;
  }
  const waggle::Status submitted =
      waggle::bench::SubmitAll(argv[1], std::chrono::milliseconds(std::atoi(argv[2])));
  if (submitted.ok()) return 0;
  std::cerr << submitted.ToString() << '\n';
  return 1;
}
