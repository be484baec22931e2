#include "libs/eventing/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/in_memory_record_store.h"

namespace waggle::eventing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Ids(const Page& page) {
  std::vector<std::string> ids;
  for (const StoredRecord& record : page.records) ids.push_back(record.id);
  return ids;
}

class PageTest : public ::testing::Test {
 protected:
  void Put(const std::string& id) {
    Commit commit;
    commit.puts = {{{"idea", id}, 1, "state of " + id, {{"idea"}}}};
    ASSERT_TRUE(store_.Apply(commit).ok());
  }

  Page List(int size, const std::string& token) {
    return ListPage(store_, "idea", "idea", PageRequest::Parse(size, token).value()).value();
  }

  testing::InMemoryRecordStore store_;
};

TEST(PageRequest, HasADefaultAndALargestSize) {
  EXPECT_EQ(PageRequest::Parse(0, "")->size(), 100U);
  EXPECT_EQ(PageRequest::Parse(7, "")->size(), 7U);
  EXPECT_EQ(PageRequest::Parse(1'000'000, "")->size(), 1000U);
}

TEST(PageRequest, NamesTheFieldThatIsWrong) {
  EXPECT_EQ(PageRequest::Parse(-1, "").status().violations().at(0).field, "page_size");
  // Odd length, no hexadecimal, upper case.
  for (const std::string token : {"abc", "zz", "AB"}) {
    const auto request = PageRequest::Parse(1, token);
    ASSERT_FALSE(request.ok()) << token;
    EXPECT_EQ(request.status().violations().at(0).field, "page_token");
  }
}

TEST_F(PageTest, PagesCoverTheListOnceInOrder) {
  for (const std::string id : {"c", "a", "e", "b", "d"}) Put(id);
  const Page first = List(2, "");
  EXPECT_THAT(Ids(first), ElementsAre("a", "b"));
  const Page second = List(2, first.next_page_token);
  EXPECT_THAT(Ids(second), ElementsAre("c", "d"));
  const Page last = List(2, second.next_page_token);
  EXPECT_THAT(Ids(last), ElementsAre("e"));
  EXPECT_EQ(last.next_page_token, "");
}

TEST_F(PageTest, AFullLastPageHasNoNext) {
  Put("a");
  Put("b");
  EXPECT_EQ(List(2, "").next_page_token, "");
  EXPECT_NE(List(1, "").next_page_token, "");
}

TEST_F(PageTest, AnEmptyListIsOneEmptyPage) {
  const Page page = List(0, "");
  EXPECT_THAT(page.records, IsEmpty());
  EXPECT_EQ(page.next_page_token, "");
}

TEST_F(PageTest, AFollowerGoesOnWhereItStoodHoweverEmptyThePages) {
  Put("a");
  const Page first = List(10, "");
  EXPECT_EQ(first.next_page_token, "");
  EXPECT_THAT(List(10, first.follow_token).records, IsEmpty());
  const std::string still = List(10, first.follow_token).follow_token;
  Put("b");
  EXPECT_THAT(Ids(List(10, still)), ElementsAre("b"));
}

TEST_F(PageTest, ARecordRemovedMeanwhileCostsNoOther) {
  Put("a");
  Put("b");
  const Page first = List(1, "");
  Commit removal;
  removal.removals = {{"idea", "a"}};
  ASSERT_TRUE(store_.Apply(removal).ok());
  EXPECT_THAT(Ids(List(1, first.next_page_token)), ElementsAre("b"));
}

}  // namespace
}  // namespace waggle::eventing
