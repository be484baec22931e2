#include "services/cli/tests/fake_intake.h"

#include <algorithm>
#include <utility>

#include "libs/base/uuid.h"

namespace waggle::cli {
namespace {

constexpr std::size_t kPage = 2;

// The page that `token` (an index) begins, and the token of the next.
template <class Item, class Add>
std::string FillPage(const std::vector<Item>& items, const std::string& token, Add add) {
  const std::size_t first = token.empty() ? 0 : std::stoul(token);
  const std::size_t last = std::min(first + kPage, items.size());
  for (std::size_t i = first; i < last; ++i) add(items[i]);
  return last < items.size() ? std::to_string(last) : "";
}

template <class Item>
std::vector<Item> OfOrganisation(const std::vector<Item>& items, const std::string& ods_code) {
  std::vector<Item> own;
  std::copy_if(items.begin(), items.end(), std::back_inserter(own),
               [&](const Item& item) { return ods_code.empty() || item.ods_code() == ods_code; });
  return own;
}

}  // namespace

FakeIntake::FakeIntake(FakeServer& server) {
  ServeOrganisations(server);
  ServePeople(server);
  ServeIdeas(server);
  ServeProblems(server);
  ServeGetProblem(server);
  ServeRevisions(server);
}

template <class Request, class Response, class Make>
Result<Response> FakeIntake::Once(const Request& request, Make make) {
  if (!IsUuid(request.request_id())) return Status::Invalid({{"request_id", "is not a UUID"}});
  const std::lock_guard lock(mutex_);
  const auto known = answered_.find(request.request_id());
  if (known != answered_.end()) {
    Response response;
    response.ParseFromString(known->second.second);
    if (known->second.first == request.SerializeAsString()) return response;
    return Status(Code::kAlreadyExists, "REQUEST_ID_REUSED",
                  "the request id was used for another request");
  }
  Result<Response> response = make();
  if (response.ok())
    answered_[request.request_id()] = {request.SerializeAsString(), response->SerializeAsString()};
  return response;
}

Status FakeIntake::RequireOrganisation(const std::string& ods_code) const {
  if (organisations_.contains(ods_code)) return OkStatus();
  return Status(Code::kNotFound, "ORGANISATION_UNKNOWN",
                "organisation " + ods_code + " is not known");
}

void FakeIntake::ServeOrganisations(FakeServer& server) {
  using namespace intake::v1;
  server.On<RegisterOrganisationRequest, RegisterOrganisationResponse>(
      kRegisterOrganisation, [this](const RegisterOrganisationRequest& request) {
        return Once<RegisterOrganisationRequest, RegisterOrganisationResponse>(
            request, [&]() -> Result<RegisterOrganisationResponse> {
              for (const auto& membership : request.organisation().memberships()) {
                WAGGLE_RETURN_IF_ERROR(RequireOrganisation(membership.parent_ods_code()));
              }
              organisations_[request.organisation().ods_code()] = request.organisation();
              RegisterOrganisationResponse response;
              response.set_ods_code(request.organisation().ods_code());
              response.set_sequence(1);
              return response;
            });
      });
  server.On<GetOrganisationRequest, GetOrganisationResponse>(
      kGetOrganisation,
      [this](const GetOrganisationRequest& request) -> Result<GetOrganisationResponse> {
        const std::lock_guard lock(mutex_);
        WAGGLE_RETURN_IF_ERROR(RequireOrganisation(request.ods_code()));
        GetOrganisationResponse response;
        *response.mutable_organisation() = organisations_.at(request.ods_code());
        return response;
      });
  server.On<ListOrganisationsRequest, ListOrganisationsResponse>(
      kListOrganisations,
      [this](const ListOrganisationsRequest& request) -> Result<ListOrganisationsResponse> {
        const std::lock_guard lock(mutex_);
        std::vector<Organisation> wanted;
        for (const auto& [code, organisation] : organisations_) {
          const bool right_kind = request.kind() == 0 || request.kind() == organisation.kind();
          if (right_kind) wanted.push_back(organisation);
        }
        ListOrganisationsResponse response;
        response.set_next_page_token(
            FillPage(wanted, request.page_token(),
                     [&](const Organisation& item) { *response.add_organisations() = item; }));
        return response;
      });
}

void FakeIntake::ServePeople(FakeServer& server) {
  using namespace intake::v1;
  server.On<RegisterPersonRequest, RegisterPersonResponse>(
      kRegisterPerson, [this](const RegisterPersonRequest& request) {
        return Once<RegisterPersonRequest, RegisterPersonResponse>(
            request, [&]() -> Result<RegisterPersonResponse> {
              WAGGLE_RETURN_IF_ERROR(RequireOrganisation(request.person().ods_code()));
              people_.push_back(request.person());
              people_.back().set_person_id(DerivedId("person", {request.request_id()}));
              RegisterPersonResponse response;
              response.set_person_id(people_.back().person_id());
              return response;
            });
      });
  server.On<ListPeopleRequest, ListPeopleResponse>(
      kListPeople, [this](const ListPeopleRequest& request) -> Result<ListPeopleResponse> {
        const std::lock_guard lock(mutex_);
        ListPeopleResponse response;
        response.set_next_page_token(
            FillPage(OfOrganisation(people_, request.ods_code()), request.page_token(),
                     [&](const Person& item) { *response.add_people() = item; }));
        return response;
      });
  server.On<GetPersonRequest, GetPersonResponse>(
      kGetPerson, [this](const GetPersonRequest& request) -> Result<GetPersonResponse> {
        const std::lock_guard lock(mutex_);
        for (const Person& person : people_) {
          if (person.person_id() != request.person_id()) continue;
          GetPersonResponse response;
          *response.mutable_person() = person;
          return response;
        }
        return Status(Code::kNotFound, "PERSON_UNKNOWN",
                      "person " + request.person_id() + " is not known");
      });
}

void FakeIntake::ServeIdeas(FakeServer& server) {
  using namespace intake::v1;
  server.On<SubmitIdeaRequest, SubmitIdeaResponse>(
      kSubmitIdea, [this](const SubmitIdeaRequest& request) {
        return Once<SubmitIdeaRequest, SubmitIdeaResponse>(
            request, [&]() -> Result<SubmitIdeaResponse> {
              if (request.idea().title().empty())
                return Status::Invalid({{"idea.title", "must not be empty"}});
              WAGGLE_RETURN_IF_ERROR(RequireOrganisation(request.idea().ods_code()));
              ideas_.push_back(request.idea());
              ideas_.back().set_idea_id(DerivedId("idea", {request.request_id()}));
              ideas_.back().set_status(IDEA_STATUS_PUBLISHED);
              SubmitIdeaResponse response;
              response.set_idea_id(ideas_.back().idea_id());
              response.set_sequence(1);
              return response;
            });
      });
  server.On<GetIdeaRequest, GetIdeaResponse>(
      kGetIdea, [this](const GetIdeaRequest& request) -> Result<GetIdeaResponse> {
        const std::lock_guard lock(mutex_);
        for (const Idea& idea : ideas_) {
          if (idea.idea_id() != request.idea_id()) continue;
          GetIdeaResponse response;
          *response.mutable_idea() = idea;
          return response;
        }
        return Status(Code::kNotFound, "IDEA_UNKNOWN",
                      "idea " + request.idea_id() + " is not known");
      });
  server.On<ListIdeasRequest, ListIdeasResponse>(
      kListIdeas, [this](const ListIdeasRequest& request) -> Result<ListIdeasResponse> {
        const std::lock_guard lock(mutex_);
        ListIdeasResponse response;
        response.set_next_page_token(
            FillPage(OfOrganisation(ideas_, request.ods_code()), request.page_token(),
                     [&](const Idea& item) { *response.add_ideas() = item; }));
        return response;
      });
}

void FakeIntake::ServeProblems(FakeServer& server) {
  using namespace intake::v1;
  server.On<ReportProblemRequest, ReportProblemResponse>(
      kReportProblem, [this](const ReportProblemRequest& request) {
        return Once<ReportProblemRequest, ReportProblemResponse>(
            request, [&]() -> Result<ReportProblemResponse> {
              WAGGLE_RETURN_IF_ERROR(RequireOrganisation(request.problem().ods_code()));
              problems_.push_back(request.problem());
              problems_.back().set_problem_id(DerivedId("problem", {request.request_id()}));
              ReportProblemResponse response;
              response.set_problem_id(problems_.back().problem_id());
              return response;
            });
      });
  server.On<ListProblemsRequest, ListProblemsResponse>(
      kListProblems, [this](const ListProblemsRequest& request) -> Result<ListProblemsResponse> {
        const std::lock_guard lock(mutex_);
        ListProblemsResponse response;
        response.set_next_page_token(
            FillPage(OfOrganisation(problems_, request.ods_code()), request.page_token(),
                     [&](const Problem& item) { *response.add_problems() = item; }));
        return response;
      });
}

void FakeIntake::ServeGetProblem(FakeServer& server) {
  using namespace intake::v1;
  server.On<GetProblemRequest, GetProblemResponse>(
      kGetProblem, [this](const GetProblemRequest& request) -> Result<GetProblemResponse> {
        const std::lock_guard lock(mutex_);
        for (const Problem& problem : problems_) {
          if (problem.problem_id() != request.problem_id()) continue;
          GetProblemResponse response;
          *response.mutable_problem() = problem;
          return response;
        }
        return Status(Code::kNotFound, "PROBLEM_UNKNOWN",
                      "problem " + request.problem_id() + " is not known");
      });
}

void FakeIntake::ServeRevisions(FakeServer& server) {
  using namespace intake::v1;
  server.On<ReviseIdeaRequest, ReviseIdeaResponse>(
      kReviseIdea, [this](const ReviseIdeaRequest& request) {
        return Once<ReviseIdeaRequest, ReviseIdeaResponse>(
            request, [&]() -> Result<ReviseIdeaResponse> {
              Idea& idea = *std::find_if(ideas_.begin(), ideas_.end(), [&](const Idea& known) {
                return known.idea_id() == request.idea().idea_id();
              });
              const Idea before = std::exchange(idea, request.idea());
              idea.set_ods_code(before.ods_code());
              idea.set_author_person_id(before.author_person_id());
              idea.set_status(before.status());
              idea.set_version(before.version() + 1);
              idea.mutable_revise_time()->set_seconds(1'760'000'000 + idea.version());
              ReviseIdeaResponse response;
              response.set_idea_id(idea.idea_id());
              response.set_sequence(idea.version());
              return response;
            });
      });
  server.On<ReviseProblemRequest, ReviseProblemResponse>(
      kReviseProblem, [this](const ReviseProblemRequest& request) {
        return Once<ReviseProblemRequest, ReviseProblemResponse>(
            request, [&]() -> Result<ReviseProblemResponse> {
              Problem& problem =
                  *std::find_if(problems_.begin(), problems_.end(), [&](const Problem& known) {
                    return known.problem_id() == request.problem().problem_id();
                  });
              const Problem before = std::exchange(problem, request.problem());
              problem.set_ods_code(before.ods_code());
              problem.set_reporter_person_id(before.reporter_person_id());
              problem.set_kind(before.kind());
              problem.mutable_revise_time()->set_seconds(before.revise_time().seconds() + 1);
              ReviseProblemResponse response;
              response.set_problem_id(problem.problem_id());
              response.set_sequence(2);
              return response;
            });
      });
}

void FakeIntake::AddOrganisation(const std::string& ods_code, const std::string& name) {
  const std::lock_guard lock(mutex_);
  organisations_[ods_code].set_ods_code(ods_code);
  organisations_[ods_code].set_name(name);
  organisations_[ods_code].set_kind(intake::v1::ORGANISATION_KIND_PRACTICE);
}

std::string FakeIntake::AddIdea(const std::string& ods_code, const std::string& title) {
  const std::lock_guard lock(mutex_);
  intake::v1::Idea& idea = ideas_.emplace_back();
  idea.set_idea_id(DerivedId("idea", {title}));
  idea.set_ods_code(ods_code);
  idea.set_title(title);
  return idea.idea_id();
}

std::map<std::string, intake::v1::Organisation> FakeIntake::organisations() const {
  const std::lock_guard lock(mutex_);
  return organisations_;
}

std::vector<intake::v1::Person> FakeIntake::people() const {
  const std::lock_guard lock(mutex_);
  return people_;
}

std::vector<intake::v1::Idea> FakeIntake::ideas() const {
  const std::lock_guard lock(mutex_);
  return ideas_;
}

std::vector<intake::v1::Problem> FakeIntake::problems() const {
  const std::lock_guard lock(mutex_);
  return problems_;
}

}  // namespace waggle::cli
