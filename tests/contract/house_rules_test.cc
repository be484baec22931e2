#include "tests/contract/house_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waggle {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<SourceFile> Repository() {
  return ReadTree(WAGGLE_SOURCE_DIR, {"libs", "services", "proto", "tests", "deploy"},
                  {".cc", ".h", ".lua", ".proto", ".py", ".cmake", "CMakeLists.txt", "README.md"});
}

std::vector<SourceFile> Sources() {
  return ReadTree(WAGGLE_SOURCE_DIR, {"libs", "services", "tests"}, {".cc", ".h"});
}

TEST(HouseRules, TheRepositoryIsReadAtAll) {
  EXPECT_GT(Sources().size(), 200U);
  EXPECT_GT(Repository().size(), Sources().size());
}

TEST(HouseRules, FilesAreShort) { EXPECT_THAT(TooLong(Repository()), IsEmpty()); }
TEST(HouseRules, TheDomainIsPure) { EXPECT_THAT(ImpureDomain(Sources()), IsEmpty()); }
TEST(HouseRules, ThirdPartiesHaveOneHome) { EXPECT_THAT(StrayThirdParty(Sources()), IsEmpty()); }
TEST(HouseRules, DependenciesPointDown) { EXPECT_THAT(WrongDirection(Sources()), IsEmpty()); }
TEST(HouseRules, HabitsAreGood) { EXPECT_THAT(BadHabits(Sources()), IsEmpty()); }

std::string Lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "x\n";
  return text;
}

TEST(HouseRules, LongFilesAreFound) {
  EXPECT_THAT(TooLong({{"libs/base/long.cc", Lines(401)},
                       {"libs/base/tests/fine_test.cc", Lines(600)},
                       {"tests/integration/long_test.cc", Lines(601)},
                       {"libs/base/README.md", Lines(61)},
                       {"services/cli/README.md", Lines(200)},
                       {"libs/base/fine.cc", Lines(400)}}),
              ElementsAre(HasSubstr("libs/base/long.cc has 401 lines, at most 400"),
                          HasSubstr("tests/integration/long_test.cc"),
                          HasSubstr("libs/base/README.md has 61")));
}

TEST(HouseRules, ImpureDomainsAreFound) {
  const std::string path = "services/intake/domain/idea.cc";
  for (const std::string text :
       {"#include <grpcpp/grpcpp.h>", "#include \"waggle/intake/v1/idea.pb.h\"",
        "#include <google/protobuf/message.h>", "#include <librdkafka/rdkafka.h>",
        "#include <hiredis/hiredis.h>", "#include \"libs/observability/logger.h\"",
        "#include \"libs/eventing/commit.h\"", "#include \"services/intake/adapters/x.h\"",
        "#include \"services/matching/domain/x.h\"", "#include <curl/curl.h>",
        "auto now = std::chrono::system_clock::now();", "SystemClock clock;"}) {
    EXPECT_THAT(ImpureDomain({{path, text}}), SizeIs(1)) << text;
  }
  for (const std::string text :
       {"#include <vector>", "#include \"libs/base/status.h\"",
        "#include \"services/intake/domain/ids.h\"", "using Time = std::chrono::sys_time<ms>;"}) {
    EXPECT_THAT(ImpureDomain({{path, text}}), IsEmpty()) << text;
  }
}

TEST(HouseRules, StrayThirdPartiesAreFound) {
  EXPECT_THAT(StrayThirdParty({{"libs/eventing/x.cc", "#include <hiredis/hiredis.h>"},
                               {"services/intake/adapters/x.cc", "#include <librdkafka/rdkafka.h>"},
                               {"services/intake/app/x.cc", "#include <grpcpp/grpcpp.h>"},
                               {"services/intake/adapters/y.cc", "#include <grpcpp/grpcpp.h>"},
                               {"libs/redisx/x.cc", "#include <hiredis/hiredis.h>"},
                               {"services/matching/domain/x.cc", "#include <immintrin.h>"},
                               {"services/matching/domain/block_scan.cc", "#include <immintrin.h>"},
                               {"tests/integration/x.cc", "#include <librdkafka/rdkafka.h>"}}),
              SizeIs(4));
}

TEST(HouseRules, WrongDirectionsAreFound) {
  EXPECT_THAT(
      WrongDirection({{"services/intake/app/x.cc", "#include \"services/matching/domain/y.h\""},
                      {"services/intake/tests/x.cc", "#include \"services/matching/domain/y.h\""},
                      {"libs/base/x.h", "#include \"libs/observability/logger.h\""},
                      {"libs/kafkax/x.h", "#include \"libs/redisx/pool.h\""},
                      {"libs/eventing/x.cc", "#include \"libs/testing/fake_clock.h\""},
                      {"libs/eventing/y.cc", "#include \"services/intake/domain/idea.h\""},
                      {"libs/eventing/z.cc", "#include \"libs/kafkax/record.h\""},
                      {"libs/eventing/tests/z.cc", "#include \"libs/testing/fake_clock.h\""},
                      {"services/intake/app/z.cc", "#include \"libs/service/runtime.h\""}}),
      SizeIs(6));
}

TEST(HouseRules, BadHabitsAreFound) {
  EXPECT_THAT(BadHabits({{"libs/base/x.cc", "std::this_thread::sleep_for(a);"},
                         {"libs/base/y.cc", "usleep(3);"},
                         {"libs/base/z.h", "int x;"},
                         {"libs/base/w.cc", "// TODO: later"},
                         {"libs/base/v.cc", "// TODO(12): later, nobody asleep (here)"},
                         {"libs/testing/eventually.h", "#pragma once\nsleep_for(a);"}}),
              SizeIs(4));
}

}  // namespace
}  // namespace waggle
