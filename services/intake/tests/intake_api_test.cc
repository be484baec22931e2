// The service over gRPC with a Redis of its own: what a caller sees of bad input, repetition and
// pages.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include "libs/eventing/redis_record_store.h"
#include "libs/grpcx/server.h"
#include "libs/grpcx/status_conversion.h"
#include "libs/testing/redis_server.h"
#include "services/intake/adapters/conversion.h"
#include "services/intake/adapters/grpc_idea_service.h"
#include "services/intake/adapters/grpc_organisation_service.h"
#include "services/intake/adapters/grpc_person_service.h"
#include "services/intake/adapters/grpc_problem_service.h"
#include "services/intake/adapters/record_intake_store.h"
#include "services/intake/tests/intake_examples.h"

namespace waggle::intake {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The process, without Kafka: what is acknowledged waits in the outbox.
class Intake {
 public:
  Intake() { WAGGLE_CHECK(server_.Start().ok()); }
  ~Intake() { server_.Stop(std::chrono::seconds(5)); }

  std::shared_ptr<grpc::Channel> Connect() {
    return grpc::CreateChannel("127.0.0.1:" + std::to_string(server_.port()),
                               grpc::InsecureChannelCredentials());
  }
  testing::RedisServer& redis() { return redis_; }
  redisx::Pool& pool() { return pool_; }
  std::string log() {
    const std::lock_guard lock(log_mutex_);
    return log_lines_;
  }
  observability::Metrics& metrics() { return metrics_; }

 private:
  SystemClock clock_;
  std::mutex log_mutex_;
  std::string log_lines_;
  observability::Logger log_{"intake", "0", observability::LogLevel::kDebug, clock_,
                             [this](std::string_view line) {
                               const std::lock_guard lock(log_mutex_);
                               log_lines_ += std::string(line) + "\n";
                             }};
  observability::Metrics metrics_;
  observability::Telemetry telemetry_{log_, metrics_};
  testing::RedisServer redis_;
  redisx::Pool pool_{{.address = redis_.address(), .password = ""}, telemetry_};
  std::unique_ptr<eventing::RedisRecordStore> store_ =
      eventing::RedisRecordStore::Open(pool_, "intake",
                                       eventing::RedisRecordStore::WhenEmpty::kCreate)
          .value();
  UuidV7Generator ids_{clock_};
  RecordIntakeStore intake_store_{*store_, ids_};
  Register register_{intake_store_, ids_};
  grpcx::Executor executor_{4, 16, telemetry_};
  grpcx::Funnel funnel_{executor_, telemetry_};
  GrpcOrganisationService organisations_{register_, *store_, clock_, funnel_};
  GrpcPersonService people_{register_, *store_, clock_, funnel_};
  GrpcIdeaService ideas_{register_, *store_, clock_, funnel_};
  GrpcProblemService problems_{register_, *store_, clock_, funnel_};
  grpcx::Server server_{"127.0.0.1:0", {&organisations_, &people_, &ideas_, &problems_}};
};

class IntakeApiTest : public ::testing::Test {
 protected:
  static constexpr char kRequestId[] = "018bcfe5-6800-7000-8000-000000000001";

  // One call and what came of it.
  template <class Response, class Stub, class Request>
  Response Call(Stub& stub,
                grpc::Status (Stub::*rpc)(grpc::ClientContext*, const Request&, Response*),
                const Request& request) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    context.AddMetadata("waggle-caller", caller_);
    if (!traceparent_.empty()) context.AddMetadata("traceparent", traceparent_);
    Response response;
    status_ = (stub.*rpc)(&context, request, &response);
    trailers_.clear();
    for (const auto& [name, value] : context.GetServerTrailingMetadata()) {
      trailers_[std::string(name.data(), name.size())] = std::string(value.data(), value.size());
    }
    return response;
  }

  Status error() { return grpcx::FromGrpc(status_); }

  std::string NewRequestId() { return ids_.NewId(); }

  void RegisterOrganisation(const std::string& ods_code = "A12") {
    v1::RegisterOrganisationRequest request;
    request.set_request_id(NewRequestId());
    *request.mutable_organisation() = ToProto(ExampleOrganisation());
    request.mutable_organisation()->set_ods_code(ods_code);
    Call(*organisations_, &v1::OrganisationService::Stub::RegisterOrganisation, request);
    ASSERT_TRUE(status_.ok()) << status_.error_message();
  }

  v1::SubmitIdeaRequest IdeaRequest(const std::string& request_id = kRequestId) {
    v1::SubmitIdeaRequest request;
    request.set_request_id(request_id);
    *request.mutable_idea() = ToProto(ExampleIdea());
    return request;
  }
  v1::SubmitIdeaResponse Submit(const v1::SubmitIdeaRequest& request) {
    return Call(*ideas_, &v1::IdeaService::Stub::SubmitIdea, request);
  }

  v1::ListIdeasResponse List(int size, const std::string& token, const std::string& ods_code = "") {
    v1::ListIdeasRequest request;
    request.set_page_size(size);
    request.set_page_token(token);
    request.set_ods_code(ods_code);
    return Call(*ideas_, &v1::IdeaService::Stub::ListIdeas, request);
  }

  std::int64_t OutboxLength() {
    return intake_.pool().Command({"XLEN", "intake:{0}:outbox"})->integer;
  }

  Intake intake_;
  std::shared_ptr<grpc::Channel> channel_ = intake_.Connect();
  std::unique_ptr<v1::IdeaService::Stub> ideas_ = v1::IdeaService::NewStub(channel_);
  std::unique_ptr<v1::OrganisationService::Stub> organisations_ =
      v1::OrganisationService::NewStub(channel_);
  std::unique_ptr<v1::PersonService::Stub> people_ = v1::PersonService::NewStub(channel_);
  std::unique_ptr<v1::ProblemService::Stub> problems_ = v1::ProblemService::NewStub(channel_);
  SystemClock clock_;
  UuidV7Generator ids_{clock_};
  std::string caller_ = "practice-system";
  std::string traceparent_;
  grpc::Status status_;
  std::map<std::string, std::string> trailers_;
};

TEST_F(IntakeApiTest, ASubmittedIdeaIsThere) {
  RegisterOrganisation();
  const v1::SubmitIdeaResponse submitted = Submit(IdeaRequest());
  ASSERT_TRUE(status_.ok()) << status_.error_message();
  v1::GetIdeaRequest request;
  request.set_idea_id(submitted.idea_id());
  const v1::GetIdeaResponse got = Call(*ideas_, &v1::IdeaService::Stub::GetIdea, request);
  EXPECT_EQ(got.idea().title(), "Recall by birth month");
  EXPECT_EQ(got.idea().status(), v1::IDEA_STATUS_PUBLISHED);
  EXPECT_EQ(OutboxLength(), 2);
}

TEST_F(IntakeApiTest, EveryInvalidFieldIsNamed) {
  RegisterOrganisation();
  v1::SubmitIdeaRequest request = IdeaRequest();
  request.mutable_idea()->set_title("");
  request.mutable_idea()->set_ods_code("a practice");
  request.mutable_idea()->add_tags("a\x1b[31mtag");
  Submit(request);
  EXPECT_EQ(status_.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  std::vector<std::string> fields;
  const Status refused = error();
  for (const FieldViolation& violation : refused.violations()) fields.push_back(violation.field);
  EXPECT_THAT(fields,
              ::testing::UnorderedElementsAre("idea.title", "idea.ods_code", "idea.tags[2]"));
  EXPECT_EQ(trailers_["waggle-error-reason"], "FIELD_INVALID");
}

TEST_F(IntakeApiTest, AMembershipOutsideOfTimeIsNamed) {
  v1::RegisterOrganisationRequest request;
  request.set_request_id(kRequestId);
  *request.mutable_organisation() = ToProto(ExampleOrganisation());
  auto* start = request.mutable_organisation()->mutable_memberships(0)->mutable_start_time();
  start->set_seconds(std::numeric_limits<std::int64_t>::max());
  Call(*organisations_, &v1::OrganisationService::Stub::RegisterOrganisation, request);
  EXPECT_EQ(status_.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  ASSERT_FALSE(error().violations().empty());
  EXPECT_EQ(error().violations()[0].field, "organisation.memberships[0].start_time");
}

TEST_F(IntakeApiTest, ARequestIdIsDemandedAndMustBeAUuid) {
  RegisterOrganisation();
  for (const std::string id : {"", "1", "018bcfe5-6800-7000-8000-00000000000g"}) {
    Submit(IdeaRequest(id));
    EXPECT_EQ(status_.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << id;
    EXPECT_EQ(error().violations().at(0).field, "request_id") << id;
  }
  v1::RegisterPersonRequest person;
  Call(*people_, &v1::PersonService::Stub::RegisterPerson, person);
  EXPECT_EQ(error().violations().at(0).field, "request_id");
  v1::ReportProblemRequest problem;
  Call(*problems_, &v1::ProblemService::Stub::ReportProblem, problem);
  EXPECT_EQ(error().violations().at(0).field, "request_id");
}

TEST_F(IntakeApiTest, WhatIsUnknownIsNotFound) {
  Submit(IdeaRequest());
  EXPECT_EQ(status_.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(error().reason(), "ORGANISATION_UNKNOWN");
  v1::GetIdeaRequest idea;
  idea.set_idea_id("unheard-of");
  Call(*ideas_, &v1::IdeaService::Stub::GetIdea, idea);
  EXPECT_EQ(error().reason(), "IDEA_UNKNOWN");
  Call(*problems_, &v1::ProblemService::Stub::GetProblem, v1::GetProblemRequest());
  EXPECT_EQ(error().reason(), "PROBLEM_UNKNOWN");
  Call(*people_, &v1::PersonService::Stub::GetPerson, v1::GetPersonRequest());
  EXPECT_EQ(error().reason(), "PERSON_UNKNOWN");
  Call(*organisations_, &v1::OrganisationService::Stub::GetOrganisation,
       v1::GetOrganisationRequest());
  EXPECT_EQ(error().reason(), "ORGANISATION_UNKNOWN");
}

TEST_F(IntakeApiTest, ARepeatedRequestGetsTheFirstAnswerAlsoAfterRedisDied) {
  RegisterOrganisation();
  const v1::SubmitIdeaResponse first = Submit(IdeaRequest());
  const v1::SubmitIdeaResponse second = Submit(IdeaRequest());
  intake_.redis().Kill();
  intake_.redis().Start();
  const v1::SubmitIdeaResponse third = Submit(IdeaRequest());
  ASSERT_TRUE(status_.ok()) << status_.error_message();
  EXPECT_EQ(second.SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(third.SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(OutboxLength(), 2);
}

TEST_F(IntakeApiTest, ARequestIdWithAnotherPayloadIsRefused) {
  RegisterOrganisation();
  const v1::SubmitIdeaResponse first = Submit(IdeaRequest());
  v1::SubmitIdeaRequest other = IdeaRequest();
  other.mutable_idea()->set_title("Another title");
  Submit(other);
  EXPECT_EQ(status_.error_code(), grpc::StatusCode::ALREADY_EXISTS);
  EXPECT_EQ(error().reason(), "REQUEST_ID_REUSED");
  // It belongs to the caller and the method: others may come to the same one.
  caller_ = "another-system";
  const v1::SubmitIdeaResponse theirs = Submit(other);
  EXPECT_TRUE(status_.ok());
  EXPECT_NE(theirs.idea_id(), first.idea_id());
}

TEST_F(IntakeApiTest, OversizedMessagesAreRefused) {
  RegisterOrganisation();
  v1::SubmitIdeaRequest request = IdeaRequest();
  request.mutable_idea()->set_resources(std::string(300 * 1024, 'x'));
  Submit(request);
  EXPECT_EQ(status_.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  // Small enough for the wire, too long for the field.
  request.mutable_idea()->set_resources(std::string(100 * 1024, 'x'));
  Submit(request);
  EXPECT_EQ(error().violations().at(0).field, "idea.resources");
}

TEST_F(IntakeApiTest, TextThatIsNoUtf8IsRefusedAndTheServiceGoesOn) {
  RegisterOrganisation();
  v1::SubmitIdeaRequest request = IdeaRequest();
  request.mutable_idea()->set_title("\xff\xfe");
  Submit(request);
  EXPECT_FALSE(status_.ok());
  EXPECT_EQ(OutboxLength(), 1);
  Submit(IdeaRequest());
  EXPECT_TRUE(status_.ok());
}

TEST_F(IntakeApiTest, ACallWithoutADeadlineIsRefused) {
  grpc::ClientContext context;
  v1::ListIdeasResponse response;
  const grpc::Status status = ideas_->ListIdeas(&context, v1::ListIdeasRequest(), &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(grpcx::FromGrpc(status).reason(), "DEADLINE_MISSING");
}

TEST_F(IntakeApiTest, ListsComeInPagesInTheOrderOfSubmission) {
  RegisterOrganisation("A12");
  RegisterOrganisation("B34");
  std::vector<std::string> submitted;
  for (int i = 0; i < 5; ++i) {
    v1::SubmitIdeaRequest request = IdeaRequest(NewRequestId());
    if (i == 3) request.mutable_idea()->set_ods_code("B34");
    submitted.push_back(Submit(request).idea_id());
  }
  std::vector<std::string> listed;
  std::string token;
  do {
    const v1::ListIdeasResponse page = List(2, token);
    ASSERT_TRUE(status_.ok());
    EXPECT_LE(page.ideas_size(), 2);
    for (const v1::Idea& idea : page.ideas()) listed.push_back(idea.idea_id());
    token = page.next_page_token();
  } while (!token.empty());
  EXPECT_EQ(listed, submitted);
  EXPECT_EQ(List(0, "", "A12").ideas_size(), 4);
  EXPECT_EQ(List(0, "", "B34").ideas(0).idea_id(), submitted[3]);
  EXPECT_EQ(List(0, "", "C56").ideas_size(), 0);
}

TEST_F(IntakeApiTest, WrongPageRequestsNameTheField) {
  List(-1, "");
  EXPECT_EQ(error().violations().at(0).field, "page_size");
  List(1, "no token");
  EXPECT_EQ(error().violations().at(0).field, "page_token");
}

TEST_F(IntakeApiTest, OrganisationsAreListedByKindOrByParent) {
  RegisterOrganisation("A12");
  RegisterOrganisation("B34");
  v1::ListOrganisationsRequest request;
  request.set_kind(v1::ORGANISATION_KIND_PRACTICE);
  const auto list = &v1::OrganisationService::Stub::ListOrganisations;
  EXPECT_EQ(Call(*organisations_, list, request).organisations_size(), 2);
  request.set_kind(v1::ORGANISATION_KIND_ICB);
  EXPECT_EQ(Call(*organisations_, list, request).organisations_size(), 0);
  request.set_parent_ods_code("U99");
  Call(*organisations_, list, request);
  EXPECT_EQ(error().violations().at(0).field, "kind");
  request.clear_kind();
  EXPECT_EQ(Call(*organisations_, list, request).organisations_size(), 2);
}

TEST_F(IntakeApiTest, TheCallersTraceGoesOnIntoTheOutbox) {
  RegisterOrganisation();
  traceparent_ = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  Submit(IdeaRequest());
  EXPECT_EQ(trailers_["waggle-trace-id"], "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_THAT(intake_.log(), HasSubstr("4bf92f3577b34da6a3ce929d0e0e4736"));
  const auto outbox =
      intake_.pool().Command({"XREVRANGE", "intake:{0}:outbox", "+", "-", "COUNT", "1"});
  std::string fields;
  for (const redisx::Reply& field : outbox->elements.at(0).elements.at(1).elements) {
    fields += field.text + "\n";
  }
  EXPECT_THAT(fields, HasSubstr("h:traceparent\n00-4bf92f3577b34da6a3ce929d0e0e4736"));
}

TEST_F(IntakeApiTest, TheLogTellsWhatHappenedAndNothingOfWhatWasWritten) {
  RegisterOrganisation();
  v1::RegisterPersonRequest person;
  person.set_request_id(kRequestId);
  *person.mutable_person() = ToProto(ExamplePerson());
  Call(*people_, &v1::PersonService::Stub::RegisterPerson, person);
  ASSERT_TRUE(status_.ok());
  v1::SubmitIdeaRequest bad = IdeaRequest();
  bad.mutable_idea()->set_title("canary title\x1b");
  Submit(bad);
  const std::string log = intake_.log();
  EXPECT_THAT(log, HasSubstr("\"method\":\"PersonService.RegisterPerson\""));
  EXPECT_THAT(log, HasSubstr("\"reason\":\"FIELD_INVALID\""));
  for (const std::string secret :
       {"Ada", "ada@example.org", "asthma", "canary", "Sample Surgery"}) {
    EXPECT_THAT(log, Not(HasSubstr(secret)));
  }
  EXPECT_EQ(intake_.metrics()
                .AddCounter("waggle_grpc_server_requests_total", "",
                            {{"method", "PersonService.RegisterPerson"}, {"code", "OK"}})
                .Value(),
            1);
}

TEST_F(IntakeApiTest, WithoutRedisACallerIsToldToTryAgain) {
  RegisterOrganisation();
  intake_.redis().Kill();
  Submit(IdeaRequest());
  EXPECT_EQ(status_.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(error().reason(), "REDIS_UNREACHABLE");
  intake_.redis().Start();
  Submit(IdeaRequest());
  EXPECT_TRUE(status_.ok());
}

}  // namespace
}  // namespace waggle::intake
