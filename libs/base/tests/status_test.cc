#include "libs/base/status.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace waggle {
namespace {

Result<int> Half(int number) {
  if (number % 2 != 0) return Status(Code::kInvalidArgument, "ODD", "odd number");
  return number / 2;
}

Result<int> Quarter(int number) {
  WAGGLE_ASSIGN_OR_RETURN(const int half, Half(number));
  return Half(half);
}

TEST(Status, DefaultIsOk) {
  EXPECT_TRUE(Status().ok());
  EXPECT_EQ(Status().ToString(), "OK");
}

TEST(Status, ErrorsCarryCodeReasonAndDetail) {
  const Status status =
      Status(Code::kNotFound, "IDEA_UNKNOWN", "idea 7 is not known").Annotate("get");
  EXPECT_EQ(status.ToString(), "NOT_FOUND IDEA_UNKNOWN: get: idea 7 is not known");
}

TEST(Status, InvalidNamesEveryField) {
  const Status status =
      Status::Invalid({{"idea.title", "is empty"}, {"idea.tags", "has 21 entries"}});
  EXPECT_EQ(status.code(), Code::kInvalidArgument);
  EXPECT_EQ(status.detail(), "idea.title is empty; idea.tags has 21 entries");
  EXPECT_EQ(status.violations().size(), 2U);
}

TEST(Status, OnlyDependencyFailuresAreTransient) {
  EXPECT_TRUE(IsTransient(Status(Code::kUnavailable, "R", "")));
  EXPECT_TRUE(IsTransient(Status(Code::kAborted, "R", "")));
  EXPECT_FALSE(IsTransient(Status(Code::kDataLoss, "R", "")));
  EXPECT_FALSE(IsTransient(OkStatus()));
}

TEST(Result, PassesErrorsUpUnchanged) {
  EXPECT_EQ(Quarter(8).value(), 2);
  EXPECT_EQ(Quarter(6).status().reason(), "ODD");
  EXPECT_EQ(Quarter(3).status().reason(), "ODD");
}

TEST(Result, HoldsMoveOnlyValues) {
  Result<std::unique_ptr<int>> result(std::make_unique<int>(5));
  const std::unique_ptr<int> value = std::move(result).value();
  EXPECT_EQ(*value, 5);
}

}  // namespace
}  // namespace waggle
