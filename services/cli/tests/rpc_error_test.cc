#include "services/cli/rpc/rpc_error.h"

#include <gtest/gtest.h>

#include <string>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace waggle::cli {
namespace {

const CallSite kSite{Service::kIntake, "127.0.0.1:7101", "/waggle.intake.v1.IdeaService/GetIdea",
                     std::chrono::milliseconds(1500), "0af7651916cd43dd8448eb211c80319c"};

TEST(RpcError, KeepsTheServicesCodeReasonAndWords) {
  const Status status = StatusOfFailure({5, "idea 7 is not known", "", "IDEA_UNKNOWN"}, kSite);
  EXPECT_EQ(status, Status(Code::kNotFound, "IDEA_UNKNOWN", "idea 7 is not known"));
}

TEST(RpcError, TakesViolationsFromTheDetails) {
  google::rpc::BadRequest bad_request;
  auto* violation = bad_request.add_field_violations();
  violation->set_field("idea.title");
  violation->set_description("is empty");
  google::rpc::Status details;
  details.add_details()->PackFrom(bad_request);
  const Status status =
      StatusOfFailure({3, "bad", details.SerializeAsString(), "FIELD_INVALID"}, kSite);
  EXPECT_EQ(status.code(), Code::kInvalidArgument);
  EXPECT_EQ(status.violations(), (std::vector<FieldViolation>{{"idea.title", "is empty"}}));
}

TEST(RpcError, TakesTheReasonFromErrorInfoWhereTheTrailerIsMissing) {
  google::rpc::ErrorInfo info;
  info.set_reason("OVER_QUOTA");
  google::rpc::Status details;
  details.add_details()->PackFrom(info);
  EXPECT_EQ(StatusOfFailure({8, "later", details.SerializeAsString(), ""}, kSite).reason(),
            "OVER_QUOTA");
}

TEST(RpcError, SurvivesDetailsThatAreNotProtobuf) {
  EXPECT_EQ(StatusOfFailure({3, "bad", "\xFF\xFF", "FIELD_INVALID"}, kSite).detail(), "bad");
}

TEST(RpcError, SaysWhichServiceCannotBeReachedAndWhatToDo) {
  const std::string cause =
      "failed to connect to all addresses; last error: UNKNOWN: ipv4:127.0.0.1:7101: Failed to "
      "connect to remote host: "
      "Connection refused";
  const Status status = StatusOfFailure({14, cause, "", ""}, kSite);
  EXPECT_EQ(status.reason(), kServiceUnreachable);
  EXPECT_EQ(status.detail(),
            "intake at 127.0.0.1:7101 cannot be reached (Connection refused); start it, or name "
            "its address with "
            "--intake HOST:PORT or WAGGLE_INTAKE");
}

TEST(RpcError, TellsALostConnectionFromNone) {
  EXPECT_EQ(StatusOfFailure({14, "Socket closed", "", ""}, kSite).reason(), kConnectionLost);
}

TEST(RpcError, KeepsAServicesOwnUnavailable) {
  const Status status =
      StatusOfFailure({14, "the store does not answer", "", "STORE_UNAVAILABLE"}, kSite);
  EXPECT_EQ(status, Status(Code::kUnavailable, "STORE_UNAVAILABLE", "the store does not answer"));
}

TEST(RpcError, SaysHowLongItWaited) {
  const Status status = StatusOfFailure({4, "Deadline Exceeded", "", ""}, kSite);
  EXPECT_EQ(status.code(), Code::kDeadlineExceeded);
  EXPECT_NE(status.detail().find("did not answer within 1.5 s"), std::string::npos);
}

TEST(RpcError, SuspectsTheAddressWhenTheMethodIsUnknown) {
  const Status status = StatusOfFailure({12, "", "", ""}, kSite);
  EXPECT_EQ(status.reason(), kMethodUnknown);
  EXPECT_NE(status.detail().find("IdeaService/GetIdea"), std::string::npos);
}

TEST(RpcError, GivesTheTraceForFaultsOfTheService) {
  const Status status = StatusOfFailure({13, "internal error", "", "INTERNAL_ERROR"}, kSite);
  EXPECT_NE(status.detail().find(kSite.trace_id), std::string::npos);
}

TEST(RpcError, AMessageThatIsTooLargeIsNotWorthRepeating) {
  const std::string words = "SERVER: Received message larger than max (300000 vs. 262144)";
  const Status status = StatusOfFailure({8, words, "", ""}, kSite);
  EXPECT_EQ(status.reason(), kMessageTooLarge);
  EXPECT_FALSE(IsTransient(status));
  EXPECT_TRUE(IsTransient(StatusOfFailure({8, "queue full", "", "SERVER_BUSY"}, kSite)));
}

TEST(RpcError, MapsCodesOutsideOurSubset) {
  EXPECT_EQ(StatusOfFailure({16, "who are you", "", ""}, kSite).code(), Code::kPermissionDenied);
  EXPECT_EQ(StatusOfFailure({11, "too far", "", ""}, kSite).code(), Code::kInvalidArgument);
  EXPECT_EQ(StatusOfFailure({99, "?", "", ""}, kSite).code(), Code::kUnknown);
}

}  // namespace
}  // namespace waggle::cli
