#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/in_memory_record_store.h"
#include "services/matching/adapters/peer_practices.h"
#include "services/matching/tests/replica.h"
#include "services/matching/tests/word_encoder.h"

namespace waggle::matching {
namespace {

using intake::v1::ORGANISATION_KIND_PCN;
using intake::v1::ORGANISATION_KIND_PRACTICE;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SearchTest : public ::testing::Test {
 protected:
  SearchTest() {
    Handle(OrganisationOf("PCN", ORGANISATION_KIND_PCN));
    Handle(OrganisationOf("A", ORGANISATION_KIND_PRACTICE, "PCN"));
    Handle(OrganisationOf("B", ORGANISATION_KIND_PRACTICE));
    AddIdea("cuffs", "A", "Lending blood pressure monitors to patients");
    AddIdea("letters", "B", "One shared inbox for hospital letters");
    AddIdea("phones", "A", "A second phone line for cancellations");
    EXPECT_TRUE(replica_.Work().ok());
  }

  void Handle(const google::protobuf::Message& event) { ASSERT_TRUE(replica_.Handle(event).ok()); }
  void AddIdea(const std::string& id, const std::string& practice, const std::string& text) {
    auto idea = IdeaOf(id, practice, text);
    idea.mutable_state()->add_tags("Access");
    Handle(idea);
  }

  template <class Found>
  static std::vector<std::string> Ids(const Found& ideas) {
    std::vector<std::string> ids;
    for (const auto& idea : ideas) ids.push_back(idea.idea().idea_id());
    return ids;
  }
  static std::vector<std::string> Ids(const v1::SearchResponse& response) {
    std::vector<std::string> ids;
    for (const auto& idea : response.ideas()) ids.push_back(idea.idea_id());
    return ids;
  }
  v1::SearchResponse Search(const v1::SearchRequest& request) {
    const auto response = replica_.search().Search(request);
    EXPECT_TRUE(response.ok()) << response.status().ToString();
    return response.ok() ? *response : v1::SearchResponse();
  }
  static v1::SearchRequest Query(const std::string& text) {
    v1::SearchRequest request;
    request.set_query(text);
    return request;
  }

  testing::InMemoryRecordStore store_;
  testing::FakeClock clock_;
  WordEncoder encoder_;
  Replica replica_{store_, clock_, {}, &encoder_};
};

TEST_F(SearchTest, FindsIdeasByWordsAndByMeaning) {
  EXPECT_EQ(Ids(Search(Query("monitors for blood pressure"))).front(), "cuffs");
  const v1::SearchResponse by_meaning = Search(Query("too many calls"));
  EXPECT_EQ(Ids(by_meaning).front(), "phones") << "calls and phone mean the same";
  EXPECT_THAT(by_meaning.ideas(0).shared_terms(), IsEmpty());
  EXPECT_EQ(by_meaning.basis(), v1::SEARCH_BASIS_WORDS_AND_MEANING);
}

TEST_F(SearchTest, WithoutAnEncoderItSaysSoAndWordsStillWork) {
  Replica plain(store_, clock_, {});
  const auto response = plain.search().Search(Query("blood pressure"));
  ASSERT_TRUE(response.ok());
  EXPECT_THAT(Ids(*response), ElementsAre("cuffs"));
  EXPECT_EQ(response->basis(), v1::SEARCH_BASIS_WORDS);
}

TEST_F(SearchTest, FiltersNarrow) {
  v1::SearchRequest request = Query("letters phone blood");
  EXPECT_THAT(Ids(Search(request)), SizeIs(3));
  request.mutable_filters()->set_ods_code("PCN");
  EXPECT_THAT(Ids(Search(request)), ::testing::UnorderedElementsAre("cuffs", "phones"));
  request.mutable_filters()->set_ods_code("B");
  EXPECT_THAT(Ids(Search(request)), ElementsAre("letters"));
  request.mutable_filters()->add_tags("access");
  EXPECT_THAT(Ids(Search(request)), ElementsAre("letters"));
  request.mutable_filters()->add_tags("prescribing");
  EXPECT_THAT(Ids(Search(request)), IsEmpty());
}

TEST_F(SearchTest, AFilterBySystemKeepsWhatRestsOnNone) {
  auto idea = IdeaOf("search", "A", "A search for blood pressure");
  idea.mutable_state()->set_clinical_system(intake::v1::CLINICAL_SYSTEM_EMIS);
  Handle(idea);
  ASSERT_TRUE(replica_.Work().ok());
  v1::SearchRequest request = Query("blood pressure");
  request.mutable_filters()->set_clinical_system(intake::v1::CLINICAL_SYSTEM_SYSTMONE);
  EXPECT_THAT(Ids(Search(request)), ::testing::Not(::testing::Contains("search")));
  EXPECT_THAT(Ids(Search(request)), ::testing::Contains("cuffs"));
}

// However far down the ranking it stands.
TEST_F(SearchTest, AFilterFindsTheOnlyIdeaThatPassesIt) {
  for (int i = 0; i < 40; ++i) {
    AddIdea("more-" + std::to_string(i), "A", "Blood pressure monitors on loan");
  }
  auto idea =
      IdeaOf("rare", "A", "Blood tests are booked by a nurse who writes down what is asked");
  idea.mutable_state()->add_tags("phlebotomy");
  Handle(idea);
  ASSERT_TRUE(replica_.Work().ok());
  v1::SearchRequest request = Query("blood pressure monitors on loan");
  request.set_page_size(1);
  request.mutable_filters()->add_tags("phlebotomy");
  const v1::SearchResponse found = Search(request);
  EXPECT_THAT(Ids(found), ElementsAre("rare"));
  EXPECT_EQ(found.next_page_token(), "");
}

// Not even from a page that was begun before, nor while its end waits to be numbered.
TEST_F(SearchTest, AWithdrawnIdeaIsShownToNobody) {
  v1::SearchRequest request = Query("letters phone blood");
  const std::vector<std::string> all = Ids(Search(request));
  ASSERT_THAT(all, SizeIs(3));
  request.set_page_size(1);
  const v1::SearchResponse first = Search(request);
  auto withdrawn = IdeaOf(all[1], "A", "whatever");
  withdrawn.mutable_withdrawn();
  withdrawn.mutable_state()->set_status(intake::v1::IDEA_STATUS_WITHDRAWN);
  withdrawn.mutable_metadata()->set_sequence(2);
  Handle(withdrawn);
  request.set_page_token(first.next_page_token());
  EXPECT_THAT(Ids(Search(request)), ElementsAre(all[2])) << "received, not numbered yet";
  ASSERT_TRUE(replica_.Work().ok());
  EXPECT_THAT(Ids(Search(request)), ElementsAre(all[2])) << "the old page";
  v1::FindSimilarIdeasRequest similar;
  similar.set_title("letters phone blood");
  similar.set_problem("letters phone blood");
  const auto found = replica_.search().Similar(similar);
  ASSERT_TRUE(found.ok()) << found.status().ToString();
  EXPECT_THAT(Ids(found->ideas()), ::testing::UnorderedElementsAre(all[0], all[2]));
}

TEST_F(SearchTest, PagesStayTheSameWhileIdeasArrive) {
  v1::SearchRequest request = Query("letters phone blood");
  const std::vector<std::string> all = Ids(Search(request));
  request.set_page_size(2);
  const v1::SearchResponse first = Search(request);
  EXPECT_THAT(Ids(first), ElementsAre(all[0], all[1]));
  AddIdea("another", "B", "Letters about blood by phone");
  ASSERT_TRUE(replica_.Work().ok());
  request.set_page_token(first.next_page_token());
  const v1::SearchResponse second = Search(request);
  EXPECT_THAT(Ids(second), ElementsAre(all[2]));
  EXPECT_EQ(second.next_page_token(), "");
  request.set_page_token("99999.0");
  EXPECT_FALSE(replica_.search().Search(request).ok());
}

TEST_F(SearchTest, PeersArePracticesAlikeAndPracticesNextDoor) {
  const auto practice = [&](const std::string& code, const std::string& pcn, int list_size) {
    auto event = OrganisationOf(code, ORGANISATION_KIND_PRACTICE, pcn);
    event.mutable_state()->mutable_practice()->set_list_size(list_size);
    event.mutable_state()->mutable_practice()->set_imd_decile(3);
    Handle(event);
  };
  practice("own", "PCN", 8000);
  practice("door", "PCN", 30000);
  practice("twin", "", 8200);
  PeerPractices peers(store_, clock_);
  v1::FindPeersRequest request;
  request.set_ods_code("own");
  request.set_limit(1);
  const auto found = peers.Find(request);
  ASSERT_TRUE(found.ok()) << found.status().ToString();
  ASSERT_THAT(found->most_similar(), SizeIs(1));
  EXPECT_EQ(found->most_similar(0).ods_code(), "twin");
  EXPECT_GT(found->most_similar(0).similarity(), 0.9);
  EXPECT_EQ(found->most_similar(0).neighbourhood(), v1::NEIGHBOURHOOD_ELSEWHERE);
  std::vector<std::string> next_door;
  for (const v1::Peer& peer : found->next_door()) next_door.push_back(peer.ods_code());
  EXPECT_THAT(next_door, ::testing::UnorderedElementsAre("A", "door"));
  request.set_ods_code("nobody");
  EXPECT_EQ(peers.Find(request).status().reason(), "PRACTICE_UNKNOWN");
  request.set_ods_code("");
  EXPECT_EQ(peers.Find(request).status().code(), Code::kInvalidArgument);
}

TEST_F(SearchTest, SayingNothingIsAnErrorThatNamesTheField) {
  for (const char* text : {"", "the and of", "😀", "\t\n", "?!"}) {
    const auto response = replica_.search().Search(Query(text));
    EXPECT_EQ(response.status().code(), Code::kInvalidArgument) << text;
    EXPECT_THAT(response.status().ToString(), HasSubstr("query")) << text;
  }
  EXPECT_FALSE(replica_.search().Search(Query(std::string(100'000, 'a'))).ok());
}

TEST_F(SearchTest, AnyOtherTextHasAnAnswer) {
  for (const char* text :
       {"<b>blood</b> & pressure", "pression artérielle à domicile", "血圧 blood",
        "blood\x01pressure", "blood 😀 pressure", "'; DROP TABLE"}) {
    EXPECT_TRUE(replica_.search().Search(Query(text)).ok()) << text;
  }
}

TEST_F(SearchTest, AnIdeaThatExistsIsADuplicateAndAnotherIsNot) {
  v1::FindSimilarIdeasRequest request;
  request.set_title("Lending blood pressure monitors to patients");
  request.set_problem("Lending blood pressure monitors to patients");
  const auto response = replica_.search().Similar(request);
  ASSERT_TRUE(response.ok()) << response.status().ToString();
  ASSERT_FALSE(response->ideas().empty());
  EXPECT_EQ(response->ideas(0).idea().idea_id(), "cuffs");
  EXPECT_TRUE(response->ideas(0).likely_duplicate());
  request.set_title("Weight and diet groups");
  request.set_problem("Weight and diet groups");
  const auto other = replica_.search().Similar(request);
  ASSERT_TRUE(other.ok());
  for (const v1::SimilarIdea& idea : other->ideas()) EXPECT_FALSE(idea.likely_duplicate());
}

TEST_F(SearchTest, AReportedProblemFindsIdeasOfOtherPractices) {
  Handle(ProblemOf("p", "A", "Phone calls and hospital letters pile up"));
  ASSERT_TRUE(replica_.Work().ok());
  v1::FindIdeasForProblemRequest request;
  request.set_problem_id("p");
  const auto response = replica_.search().ForProblem(request);
  ASSERT_TRUE(response.ok()) << response.status().ToString();
  EXPECT_THAT(Ids(response->ideas()), ElementsAre("letters")) << "its own are no news";
  request.set_problem_id("cuffs");
  EXPECT_EQ(replica_.search().ForProblem(request).status().reason(), "PROBLEM_UNKNOWN");
  request.set_text("both");
  EXPECT_EQ(replica_.search().ForProblem(request).status().code(), Code::kInvalidArgument);
}

TEST_F(SearchTest, AProblemInWordsIsNotStored) {
  const std::size_t before = store_.published().size();
  v1::FindIdeasForProblemRequest request;
  request.set_text("Nobody answers the phone");
  const auto response = replica_.search().ForProblem(request);
  ASSERT_TRUE(response.ok()) << response.status().ToString();
  EXPECT_EQ(Ids(response->ideas()).front(), "phones");
  EXPECT_GT(response->ideas(0).probability(), 0);
  EXPECT_EQ(store_.published().size(), before);
}

TEST_F(SearchTest, AnExplanationHasThePassagesTheRelatedWordsAndWhatOthersSaid) {
  Handle(ProblemOf("p", "B", "Patients wait for calls back on the single phone line"));
  Handle(ProblemOf("q", "PCN", "A phone line for everything"));
  ASSERT_TRUE(replica_.Work().ok());
  const auto match = replica_.MatchOf("phones", "B");
  ASSERT_TRUE(match.ok()) << match.status().ToString();
  const auto response = replica_.explain().Explain(match->match_id());
  ASSERT_TRUE(response.ok()) << response.status().ToString();
  ASSERT_THAT(response->problems(), SizeIs(1));
  EXPECT_THAT(response->problems(0).idea_passage(), HasSubstr("second phone line"));
  EXPECT_THAT(response->problems(0).problem_passage(), HasSubstr("calls back"));
  EXPECT_EQ(response->match().match_id(), match->match_id());
  EXPECT_GE(response->experience().proposed(), 1);
  EXPECT_EQ(replica_.explain().Explain("nothing").status().reason(), kMatchUnknown);
}

}  // namespace
}  // namespace waggle::matching
