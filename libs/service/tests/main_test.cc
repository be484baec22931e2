// The flags of a service's process, without serving.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "libs/service/runtime.h"

namespace waggle::service {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class MainTest : public ::testing::Test {
 protected:
  void TearDown() override {
    for (const char* name : {"WAGGLE_MISSPELT", "WAGGLE_LOG_LEVEL", "WAGGLE_REDIS_PASSWORD_FILE"}) {
      unsetenv(name);
    }
  }

  int Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "waggle-sample");
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const int status = RunMain(static_cast<int>(pointers.size()), pointers.data(),
                               {.name = "sample",
                                .summary = "an example",
                                .ports = {.grpc = 7101, .admin = 7111},
                                .wire = [](Runtime&) { return OkStatus(); }});
    out_ = ::testing::internal::GetCapturedStdout();
    err_ = ::testing::internal::GetCapturedStderr();
    return status;
  }

  std::string out_;
  std::string err_;
};

TEST_F(MainTest, HelpAndVersionNeedNoSurroundings) {
  EXPECT_EQ(Run({"--help"}), 0);
  EXPECT_THAT(out_, HasSubstr("waggle-sample: an example"));
  EXPECT_EQ(Run({"--version"}), 0);
  EXPECT_THAT(out_, HasSubstr("waggle-sample "));
}

TEST_F(MainTest, AMistakeInTheFlagsIsTwoAndShowsHelp) {
  EXPECT_EQ(Run({"--nonsense"}), 2);
  EXPECT_THAT(err_, HasSubstr("Usage:"));
  EXPECT_EQ(Run({"--version", "--help"}), 2);
}

TEST_F(MainTest, TheConfigurationIsCheckedWithoutServing) {
  EXPECT_EQ(Run({"--check-config"}), 0);
  setenv("WAGGLE_MISSPELT", "1", 1);
  setenv("WAGGLE_LOG_LEVEL", "loud", 1);
  EXPECT_EQ(Run({"--check-config"}), 1);
  EXPECT_THAT(err_, HasSubstr("CONFIG_INVALID"));
  EXPECT_THAT(err_, HasSubstr("WAGGLE_MISSPELT"));
  EXPECT_THAT(err_, HasSubstr("WAGGLE_LOG_LEVEL=loud"));
}

TEST_F(MainTest, TheConfigurationIsPrintedWithoutSecrets) {
  const std::string file = ::testing::TempDir() + "/waggle_main_test_secret";
  std::FILE* secret = std::fopen(file.c_str(), "w");
  ASSERT_NE(secret, nullptr);
  std::fputs("hunter2\n", secret);
  std::fclose(secret);
  setenv("WAGGLE_REDIS_PASSWORD_FILE", file.c_str(), 1);
  EXPECT_EQ(Run({"--print-config"}), 0);
  EXPECT_THAT(out_, HasSubstr("WAGGLE_GRPC_ADDRESS=127.0.0.1:7101"));
  EXPECT_THAT(out_, HasSubstr("WAGGLE_ADMIN_ADDRESS=127.0.0.1:7111"));
  EXPECT_THAT(out_, HasSubstr("WAGGLE_INSTANCE=sample-0"));
  EXPECT_THAT(out_, HasSubstr(file));
  EXPECT_THAT(out_, Not(HasSubstr("hunter2")));
  std::remove(file.c_str());
}

}  // namespace
}  // namespace waggle::service
