#include "services/cli/commands/names.h"

#include <algorithm>
#include <chrono>

#include "services/cli/rpc/intake_methods.h"

namespace waggle::cli {
namespace {

std::chrono::milliseconds LookupTimeout(const RpcCaller& rpc) {
  return std::min(rpc.timeout(), std::chrono::milliseconds(2000));
}

}  // namespace

std::string Names::Find(Known& known, const std::string& id, const Lookup& lookup) {
  if (id.empty()) return "";
  if (const auto found = known.find(id); found != known.end()) return found->second;
  if (lookups_left_ <= 0) return id;
  --lookups_left_;
  const Result<std::string> name = lookup(id);
  if (!name.ok() && name.status().code() != Code::kNotFound) lookups_left_ = 0;
  return known.emplace(id, name.ok() && !name->empty() ? *name : id).first->second;
}

std::string Names::Organisation(const std::string& ods_code) {
  return Find(organisations_, ods_code, [this](const std::string& id) -> Result<std::string> {
    intake::v1::GetOrganisationRequest request;
    request.set_ods_code(id);
    WAGGLE_ASSIGN_OR_RETURN(const auto response,
                            rpc_.Call(kGetOrganisation, request, LookupTimeout(rpc_)));
    return response.organisation().name() + " (" + id + ")";
  });
}

std::string Names::Person(const std::string& person_id) {
  return Find(people_, person_id, [this](const std::string& id) -> Result<std::string> {
    intake::v1::GetPersonRequest request;
    request.set_person_id(id);
    WAGGLE_ASSIGN_OR_RETURN(const auto response,
                            rpc_.Call(kGetPerson, request, LookupTimeout(rpc_)));
    return response.person().display_name();
  });
}

std::string Names::Idea(const std::string& idea_id) {
  return Find(ideas_, idea_id, [this](const std::string& id) -> Result<std::string> {
    intake::v1::GetIdeaRequest request;
    request.set_idea_id(id);
    WAGGLE_ASSIGN_OR_RETURN(const auto response, rpc_.Call(kGetIdea, request, LookupTimeout(rpc_)));
    return response.idea().title();
  });
}

std::string Names::Problem(const std::string& problem_id) {
  return Find(problems_, problem_id, [this](const std::string& id) -> Result<std::string> {
    intake::v1::GetProblemRequest request;
    request.set_problem_id(id);
    WAGGLE_ASSIGN_OR_RETURN(const auto response,
                            rpc_.Call(kGetProblem, request, LookupTimeout(rpc_)));
    return response.problem().title();
  });
}

}  // namespace waggle::cli
