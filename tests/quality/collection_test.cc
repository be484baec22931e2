#include "tests/quality/collection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace waggle::quality {
namespace {

using testing::HasSubstr;

class CollectionTest : public testing::Test {
 protected:
  void SetUp() override {
    directory_ = std::filesystem::path(testing::TempDir()) /
                 testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::create_directories(directory_);
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  void Write(const char* file, const std::string& text) {
    std::ofstream(directory_ / file) << text;
  }

  std::filesystem::path directory_;
};

TEST_F(CollectionTest, RankingAloneNeedsTextsAndGrades) {
  Write("corpus.jsonl", R"({"_id":"d","title":"T","text":"X"})"
                        "\n");
  Write("queries.jsonl", R"({"_id":"q","text":"Y"})"
                         "\n\n");
  Write("qrels.tsv", "query-id\tcorpus-id\tscore\nq\td\t2\n");
  const auto collection = LoadCollection(directory_);
  ASSERT_TRUE(collection.ok()) << collection.status().ToString();
  EXPECT_EQ(collection->purpose, Purpose::kRanking);
  ASSERT_EQ(collection->problems.size(), 1U);
  EXPECT_EQ(collection->problems[0].title, "T");
  EXPECT_EQ(collection->problems[0].problem, "X");
  EXPECT_EQ(collection->ideas.at(0).problem, "Y");
  EXPECT_NE(collection->ideas[0].ods_code, collection->problems[0].ods_code);
  EXPECT_EQ(collection->grades.at({"q", "d"}), 2);
}

TEST_F(CollectionTest, RoutingTakesPlainTextsToo) {
  Write("problems.jsonl", R"({"_id":"p","title":"T","text":"X"})");
  Write("ideas.jsonl", R"({"_id":"a","title":"A","text":"Y"}
{"_id":"b","ods_code":"Z1","title":"B","problem_it_solves":"P","how_it_works":"H"})");
  Write("qrels.tsv", "query-id\tcorpus-id\tscore\n");
  const auto collection = LoadCollection(directory_);
  ASSERT_TRUE(collection.ok()) << collection.status().ToString();
  EXPECT_EQ(collection->purpose, Purpose::kRouting);
  EXPECT_EQ(collection->ideas.at(0).problem, "Y");
  EXPECT_EQ(collection->ideas.at(1).problem, "P");
  EXPECT_EQ(collection->ideas.at(1).how_it_works, "H");
  EXPECT_EQ(collection->ideas.at(1).number, 3);
}

TEST_F(CollectionTest, AMistakeIsNamedWithItsLine) {
  Write("corpus.jsonl", "{\"_id\":\"d\",\"text\":\"X\"}\n{\"text\":\"no id\"}\n");
  const Status status = LoadCollection(directory_).status();
  EXPECT_EQ(status.reason(), "COLLECTION_UNREADABLE");
  EXPECT_THAT(status.detail(), HasSubstr("corpus.jsonl:2"));
}

}  // namespace
}  // namespace waggle::quality
