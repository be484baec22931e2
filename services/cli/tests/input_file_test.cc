#include "services/cli/input/input_file.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

namespace waggle::cli {
namespace {

class InputFile : public ::testing::Test {
 protected:
  std::string Write(const std::string& content) {
    const std::string path = ::testing::TempDir() + "waggle-input-" +
                             ::testing::UnitTest::GetInstance()->current_test_info()->name();
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }

  std::istringstream nothing_;
};

TEST_F(InputFile, DropsTheByteOrderMark) {
  EXPECT_EQ(ReadInput(Write("\xEF\xBB\xBFods_code"), nothing_).value(), "ods_code");
}

TEST_F(InputFile, ReadsStandardInputForADash) {
  std::istringstream input("line\n");
  EXPECT_EQ(ReadInput("-", input).value(), "line\n");
}

TEST_F(InputFile, RefusesUtf16WithTheRemedy) {
  const Status status = ReadInput(Write(std::string("\xFF\xFE"
                                                    "a\0",
                                                    4)),
                                  nothing_)
                            .status();
  EXPECT_EQ(status.reason(), kFileInvalid);
  EXPECT_NE(status.detail().find("save it as UTF-8"), std::string::npos);
}

TEST_F(InputFile, SaysWhyAFileCannotBeRead) {
  const Status missing = ReadInput("/no/such/file", nothing_).status();
  EXPECT_EQ(missing.reason(), kFileUnreadable);
  EXPECT_NE(missing.detail().find("/no/such/file cannot be read: No such file"), std::string::npos)
      << missing.detail();
  EXPECT_NE(ReadInput("/", nothing_).status().detail().find("it is a directory"),
            std::string::npos);
}

}  // namespace
}  // namespace waggle::cli
