#include "libs/grpcx/status_conversion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waggle::grpcx {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(StatusConversion, CarriesReasonsAndFieldsThroughGrpc) {
  const Status unknown(Code::kNotFound, "IDEA_UNKNOWN", "idea 7 is not known");
  EXPECT_EQ(FromGrpc(ToGrpc(unknown)), unknown);
  const Status invalid =
      Status::Invalid({{"idea.title", "is empty"}, {"idea.tags", "has 21 entries"}});
  EXPECT_EQ(FromGrpc(ToGrpc(invalid)), invalid);
  EXPECT_TRUE(FromGrpc(grpc::Status::OK).ok());
}

TEST(StatusConversion, DoesNotTellWhatWentWrongInside) {
  const grpc::Status sent = ToGrpc(Status(Code::kInternal, "REDIS_REFUSED", "secret key layout"));
  EXPECT_THAT(sent.error_message(), Not(HasSubstr("secret")));
  EXPECT_THAT(sent.error_details(), Not(HasSubstr("secret")));
  EXPECT_EQ(FromGrpc(sent).reason(), "REDIS_REFUSED");
}

}  // namespace
}  // namespace waggle::grpcx
