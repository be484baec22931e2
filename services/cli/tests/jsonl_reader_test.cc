#include "services/cli/input/jsonl_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace waggle::cli {
namespace {

std::string ErrorOf(std::string_view line) {
  const auto records = ReadJsonl(line);
  return records.size() == 1 ? records[0].status.detail() : "not one record";
}

TEST(JsonlReader, ReadsTextsNumbersListsAndNull) {
  const auto records = ReadJsonl(R"({"t": "é", "n": -7, "l": ["a", "b"], "z": null})");
  ASSERT_EQ(records.size(), 1U);
  ASSERT_TRUE(records[0].status.ok()) << records[0].status.ToString();
  EXPECT_EQ(std::get<std::string>(records[0].fields.at("t")), "é");
  EXPECT_EQ(std::get<std::int64_t>(records[0].fields.at("n")), -7);
  EXPECT_EQ(std::get<std::vector<std::string>>(records[0].fields.at("l")),
            (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(std::holds_alternative<NoValue>(records[0].fields.at("z")));
}

TEST(JsonlReader, CountsEmptyLinesAndGoesOnAfterABadOne) {
  const auto records = ReadJsonl("{\"a\": \"1\"}\r\n\n{\"a\": \n  \n{\"a\": \"2\"}");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_TRUE(records[0].status.ok());
  EXPECT_EQ(records[1].line, 3);
  EXPECT_FALSE(records[1].status.ok());
  EXPECT_EQ(records[2].line, 5);
  EXPECT_TRUE(records[2].status.ok());
}

TEST(JsonlReader, SaysWhereJsonIsBroken) {
  EXPECT_TRUE(ErrorOf("{\"a\": }").starts_with("is not JSON: column 7: ")) << ErrorOf("{\"a\": }");
  EXPECT_TRUE(ErrorOf("{\"a\": \"\xFF\"}").starts_with("is not JSON: column "))
      << ErrorOf("{\"a\": \"\xFF\"}");
}

TEST(JsonlReader, RefusesShapesThatNoRecordHas) {
  EXPECT_TRUE(ErrorOf("[1]").starts_with("is not a JSON object"));
  EXPECT_TRUE(ErrorOf("\"text\"").starts_with("is not a JSON object"));
  EXPECT_EQ(ErrorOf(R"({"a": true})"),
            "a is true or false; a text, a whole number or a list is expected");
  EXPECT_EQ(ErrorOf(R"({"a": 1.5})"), "a is a fraction; a whole number is expected");
  EXPECT_EQ(ErrorOf(R"({"a": {"b": 1}})"),
            "a is an object; a text, a whole number or a list of texts is expected");
  EXPECT_EQ(ErrorOf(R"({"needs": {"needs": {}}})"),
            "needs.needs is an object; a text, a whole number or a list of texts is expected");
  EXPECT_EQ(ErrorOf(R"({"needs": [{}]})"),
            "needs is an object; a text, a whole number or a list of texts is expected");
  EXPECT_EQ(ErrorOf(R"({"a": [1]})"), "a has an entry that is not a text");
  EXPECT_EQ(ErrorOf(R"({"a": [["x"]]})"), "a is a list of lists; a list of texts is expected");
  EXPECT_EQ(ErrorOf(R"({"a": 1, "a": 2})"), "a occurs twice");
  EXPECT_EQ(ErrorOf(R"({"a": 18446744073709551615})"), "a is too large a number");
}

TEST(JsonlReader, ReadsOneObjectOverManyLines) {
  const Record record = ReadJsonObject("{\n  \"a\":\n  \"b\"\n}\n");
  ASSERT_TRUE(record.status.ok()) << record.status.ToString();
  EXPECT_EQ(std::get<std::string>(record.fields.at("a")), "b");
}

}  // namespace
}  // namespace waggle::cli
