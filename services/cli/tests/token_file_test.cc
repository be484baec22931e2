#include "services/cli/commands/token_file.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "services/cli/tests/cli_run.h"

namespace waggle::cli {
namespace {

TEST(TokenFile, KeepsTheLastToken) {
  const std::string path = WriteTestFile("token", "");
  std::filesystem::remove(path);
  EXPECT_EQ(ReadToken(path).value(), "") << "no file yet";
  ASSERT_TRUE(KeepToken(path, "token-1").ok());
  EXPECT_EQ(ReadToken(path).value(), "token-1");
  ASSERT_TRUE(KeepToken(path, "token-2").ok());
  EXPECT_EQ(ReadToken(path).value(), "token-2");
}

// A link is replaced like a file, so what it points to shows that nothing was written in place.
TEST(TokenFile, IsReplacedAndNeverWrittenInPlace) {
  const std::string before = WriteTestFile("before", "token-1\n");
  const std::string path = before + "-link";
  std::filesystem::remove(path);
  std::filesystem::create_hard_link(before, path);
  ASSERT_TRUE(KeepToken(path, "token-2").ok());
  EXPECT_EQ(ReadToken(before).value(), "token-1");
  EXPECT_EQ(ReadToken(path).value(), "token-2");
  EXPECT_FALSE(std::filesystem::exists(path + ".new"));
}

TEST(TokenFile, WithoutATokenIsRefused) {
  for (const char* content : {"", " \n"}) {
    const Status status = ReadToken(WriteTestFile("token", content)).status();
    EXPECT_EQ(status.reason(), "FILE_INVALID");
    EXPECT_NE(status.detail().find("holds no token"), std::string::npos) << status.detail();
  }
}

TEST(TokenFile, ThatCannotBeReadOrWrittenSaysWhy) {
  const std::string directory = ::testing::TempDir();
  EXPECT_EQ(ReadToken(directory).status().reason(), "FILE_UNREADABLE");
  const Status status = KeepToken(directory + "no-such-directory/token", "token-1");
  EXPECT_EQ(status.reason(), "FILE_UNWRITABLE");
  EXPECT_NE(status.detail().find("No such file or directory"), std::string::npos)
      << status.detail();
}

}  // namespace
}  // namespace waggle::cli
