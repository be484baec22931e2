#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <type_traits>

#include "services/cli/rpc/evidence_methods.h"
#include "services/cli/rpc/intake_methods.h"
#include "services/cli/rpc/matching_methods.h"
#include "services/cli/rpc/notification_methods.h"
#include "services/cli/rpc/search_methods.h"

namespace waggle::cli {
namespace {

// The generated stubs use `/<service>/<method>` with these types; so must the list.
template <class Call>
void ExpectDeclared(const Call& method) {
  using Request = typename Call::Request;
  using Response = typename Call::Response;
  constexpr bool kIsStream = std::is_same_v<Call, StreamMethod<Request, Response>>;
  std::string name = std::string(method.path).substr(1);
  std::replace(name.begin(), name.end(), '/', '.');
  const auto* declared = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
  ASSERT_NE(declared, nullptr) << method.path;
  EXPECT_EQ(declared->input_type(), Request::descriptor()) << method.path;
  EXPECT_EQ(declared->output_type(), Response::descriptor()) << method.path;
  EXPECT_EQ(declared->server_streaming(), kIsStream) << method.path;
  EXPECT_EQ("/" + declared->service()->full_name() + "/" + declared->name(), method.path);
  EXPECT_EQ(declared->file()->package(), "waggle." + std::string(NameOf(method.service)) + ".v1");
}

TEST(Methods, AreDeclaredInTheProtoFiles) {
  ExpectDeclared(kRegisterOrganisation);
  ExpectDeclared(kGetOrganisation);
  ExpectDeclared(kListOrganisations);
  ExpectDeclared(kRegisterPerson);
  ExpectDeclared(kGetPerson);
  ExpectDeclared(kListPeople);
  ExpectDeclared(kSubmitIdea);
  ExpectDeclared(kGetIdea);
  ExpectDeclared(kListIdeas);
  ExpectDeclared(kReportProblem);
  ExpectDeclared(kGetProblem);
  ExpectDeclared(kListProblems);
  ExpectDeclared(kReviseIdea);
  ExpectDeclared(kReviseProblem);
  ExpectDeclared(kWithdrawIdea);
  ExpectDeclared(kSupersedeIdea);
  ExpectDeclared(kCloseProblem);
  ExpectDeclared(kSearch);
  ExpectDeclared(kFindPeers);
  ExpectDeclared(kFindIdeasForProblem);
  ExpectDeclared(kFindSimilarIdeas);
  ExpectDeclared(kListMatches);
  ExpectDeclared(kGetMatch);
  ExpectDeclared(kExplainMatch);
  ExpectDeclared(kWatchMatches);
  ExpectDeclared(kAnswerMatch);
  ExpectDeclared(kFollowUpDecline);
  ExpectDeclared(kLiftBarriers);
  ExpectDeclared(kExemptMatch);
  ExpectDeclared(kListReviewAssignments);
  ExpectDeclared(kGetReviewAssignment);
  ExpectDeclared(kAcceptReview);
  ExpectDeclared(kDeclineReview);
  ExpectDeclared(kCompleteReview);
  ExpectDeclared(kReassignReview);
  ExpectDeclared(kPreviewAssignment);
  ExpectDeclared(kApplyAssignment);
  ExpectDeclared(kStartAdoption);
  ExpectDeclared(kChangeAdoptionStage);
  ExpectDeclared(kGetIdeaTimeline);
  ExpectDeclared(kListDeliveries);
}

}  // namespace
}  // namespace waggle::cli
