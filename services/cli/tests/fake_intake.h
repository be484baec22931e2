#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "services/cli/rpc/intake_methods.h"
#include "services/cli/tests/fake_server.h"

namespace waggle::cli {

// Intake's contract in memory: unknown organisations are refused, a repeated request id gets the
// first answer, another payload under it ALREADY_EXISTS, lists come in pages of two. Thread-safe.
class FakeIntake {
 public:
  explicit FakeIntake(FakeServer& server);

  void AddOrganisation(const std::string& ods_code, const std::string& name);
  std::string AddIdea(const std::string& ods_code, const std::string& title);

  std::map<std::string, intake::v1::Organisation> organisations() const;
  std::vector<intake::v1::Person> people() const;
  std::vector<intake::v1::Idea> ideas() const;
  std::vector<intake::v1::Problem> problems() const;

 private:
  // The remembered answer to a request id, or the one that `make` gives; refuses another payload.
  template <class Request, class Response, class Make>
  Result<Response> Once(const Request& request, Make make);
  Status RequireOrganisation(const std::string& ods_code) const;

  void ServeOrganisations(FakeServer& server);
  void ServePeople(FakeServer& server);
  void ServeIdeas(FakeServer& server);
  void ServeProblems(FakeServer& server);
  void ServeGetProblem(FakeServer& server);
  void ServeRevisions(FakeServer& server);

  mutable std::mutex mutex_;
  std::map<std::string, intake::v1::Organisation> organisations_;
  std::vector<intake::v1::Person> people_;
  std::vector<intake::v1::Idea> ideas_;
  std::vector<intake::v1::Problem> problems_;
  // Request and response, serialized, by request id.
  std::map<std::string, std::pair<std::string, std::string>> answered_;
};

}  // namespace waggle::cli
