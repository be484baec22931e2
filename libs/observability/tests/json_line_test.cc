#include "libs/observability/json_line.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

namespace waggle::observability {
namespace {

TEST(JsonLine, WritesStringsAndNumbers) {
  JsonLine line;
  line.Add("msg", std::string_view("a \"b\" \\ \n"));
  line.Add("n", std::int64_t{-7});
  line.Add("x", 0.5);
  EXPECT_EQ(std::move(line).Finish(), R"({"msg":"a \"b\" \\ \u000a","n":-7,"x":0.5})");
}

TEST(JsonLine, AnyBytesGiveValidJson) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> byte(0, 255);
  for (int round = 0; round < 2'000; ++round) {
    std::string bytes;
    for (int i = 0; i < 24; ++i) bytes += static_cast<char>(byte(random));
    JsonLine line;
    line.Add("bytes", std::string_view(bytes));
    ASSERT_TRUE(nlohmann::json::accept(std::move(line).Finish()));
  }
}

TEST(JsonLine, KeepsWellFormedUtf8) {
  JsonLine line;
  line.Add("t", std::string_view("naïve £ 蜂 🐝"));
  EXPECT_EQ(std::move(line).Finish(), "{\"t\":\"naïve £ 蜂 🐝\"}");
}

}  // namespace
}  // namespace waggle::observability
