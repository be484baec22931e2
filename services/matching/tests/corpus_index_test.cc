#include "services/matching/domain/corpus_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "services/matching/domain/proposal.h"

namespace waggle::matching::domain {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

// A document whose words stand in a plain field each.
AnalysedDocument Make(DocumentKind kind, const std::string& id, std::int64_t number,
                      const std::string& practice, std::vector<std::string> words) {
  AnalysedDocument document{DocumentId(id), number, kind, OdsCode(practice), {}};
  std::sort(words.begin(), words.end());
  for (const std::string& word : words) document.terms.push_back({word, word, 2});
  return document;
}

AnalysedDocument Idea(const std::string& id, std::int64_t number, const std::string& practice,
                      std::vector<std::string> words) {
  return Make(DocumentKind::kIdea, id, number, practice, std::move(words));
}

AnalysedDocument Problem(const std::string& id, std::int64_t number, const std::string& practice,
                         std::vector<std::string> words) {
  return Make(DocumentKind::kProblem, id, number, practice, std::move(words));
}

std::vector<std::string> Ids(const std::vector<ScoredDocument>& scored) {
  std::vector<std::string> ids;
  for (const ScoredDocument& document : scored) ids.push_back(document.id.value());
  return ids;
}

class CorpusIndexTest : public testing::Test {
 protected:
  void Append(const AnalysedDocument& document) {
    const Status status = index_.Append(document);
    ASSERT_TRUE(status.ok()) << status.ToString();
  }

  std::vector<ScoredDocument> CompareAll(const AnalysedDocument& query) {
    return index_.Compare({query, index_.last_number() + 1, Score{}});
  }

  CorpusIndex index_;
};

TEST_F(CorpusIndexTest, ScoresAsComputedByHand) {
  Append(Problem("p1", 1, "A", {"fridge", "alarm"}));
  // One document uses "fridge": share 1.5 / 51 + 1 / 200 = 0.034412, idf ln(1 + 29.06) = 3.40319,
  // squared 11.5817. Both use it once and are as long as the average: saturation 1 / (1 + 2) =
  // 0.333333. Sum 11.5817 x 0.111111 = 1.28686; words 1.28686 / 21.28686 = 0.060453; alone they
  // score 0.865 x 0.060453 = 0.05229.
  const auto first = CompareAll(Idea("i", 2, "B", {"fridge", "rota"}));
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].score, Score{52});
  EXPECT_EQ(first[0].ods_code, OdsCode("A"));
  EXPECT_THAT(first[0].shared_terms, ElementsAre("fridge"));

  Append(Problem("p2", 2, "A", {"fridge", "door", "lock", "key", "bolt", "hinge"}));
  // Two of two documents: share 2.5 / 52 + 1 / 200 = 0.053077, idf ln(1 + 18.8406) = 2.98773,
  // squared 8.92653. Average length 4 words. Saturations: the idea and p1, 2 words, 1 / (1 + 1.3 +
  // 0.7 x 2 / 4) = 0.377358; p2, 6 words, 1 / (1 + 1.3 + 0.7 x 6 / 4) = 0.298507. p1: 8.92653 x
  // 0.142399 = 1.27113 -> 0.05169. p2: 8.92653 x 0.112644 = 1.00552 -> 0.04141.
  const auto second = CompareAll(Idea("i", 3, "B", {"fridge", "rota"}));
  ASSERT_THAT(Ids(second), ElementsAre("p1", "p2"));
  EXPECT_EQ(second[0].score, Score{52});
  EXPECT_EQ(second[1].score, Score{41});
}

TEST_F(CorpusIndexTest, IsEmptyAtFirst) {
  EXPECT_EQ(index_.last_number(), 0);
  EXPECT_THAT(CompareAll(Idea("i", 1, "B", {"fridge"})), IsEmpty());
}

TEST_F(CorpusIndexTest, ComparesOnlyWithTheOtherKind) {
  Append(Problem("p", 1, "A", {"fridge"}));
  Append(Idea("i", 2, "A", {"fridge"}));
  EXPECT_THAT(Ids(CompareAll(Idea("q", 3, "B", {"fridge"}))), ElementsAre("p"));
  EXPECT_THAT(Ids(CompareAll(Problem("q", 3, "B", {"fridge"}))), ElementsAre("i"));
  EXPECT_EQ(index_.size(DocumentKind::kIdea), 1);
  EXPECT_EQ(index_.size(DocumentKind::kProblem), 1);
}

TEST_F(CorpusIndexTest, LeavesOutTheOwnPractice) {
  Append(Problem("p1", 1, "A", {"fridge"}));
  Append(Problem("p2", 2, "B", {"fridge"}));
  EXPECT_THAT(Ids(CompareAll(Idea("i", 3, "B", {"fridge"}))), ElementsAre("p1"));
}

TEST_F(CorpusIndexTest, KnowsNothingFromTheGivenNumberOn) {
  Append(Problem("p1", 1, "A", {"fridge"}));
  Append(Problem("p2", 5, "A", {"fridge"}));
  const AnalysedDocument query = Idea("i", 5, "B", {"fridge"});
  EXPECT_THAT(index_.Compare({query, 1, Score{}}), IsEmpty());
  EXPECT_THAT(Ids(index_.Compare({query, 5, Score{}})), ElementsAre("p1"));
  EXPECT_THAT(Ids(index_.Compare({query, 6, Score{}})), ElementsAre("p1", "p2"));
}

TEST_F(CorpusIndexTest, LeavesOutWhatSharesNothingOrScoresBelowTheMinimum) {
  Append(Problem("p1", 1, "A", {"fridge", "alarm"}));
  Append(Problem("p2", 2, "A", {"rota"}));
  const AnalysedDocument query = Idea("i", 3, "B", {"fridge", "rota"});
  const auto all = CompareAll(query);
  ASSERT_THAT(Ids(all), ElementsAre("p2", "p1"));
  EXPECT_THAT(Ids(index_.Compare({query, 3, all[0].score})), ElementsAre("p2"));
  EXPECT_THAT(CompareAll(Idea("i", 3, "B", {"vaccine"})), IsEmpty());
  EXPECT_THAT(CompareAll(Idea("i", 3, "B", {})), IsEmpty());
}

TEST_F(CorpusIndexTest, RanksEqualScoresById) {
  Append(Problem("p2", 1, "A", {"fridge"}));
  Append(Problem("p1", 2, "A", {"fridge"}));
  EXPECT_THAT(Ids(CompareAll(Idea("i", 3, "B", {"fridge"}))), ElementsAre("p1", "p2"));
}

TEST_F(CorpusIndexTest, ReturnsTheBestOfVeryMany) {
  const int count = static_cast<int>(kMaxCompared) + 100;
  for (int i = 1; i <= count; ++i) {
    const std::string id = "p" + std::to_string(9'999 - i);
    Append(i <= 100 ? Problem(id, i, "A", {"fridge", "people"}) : Problem(id, i, "A", {"fridge"}));
  }
  const auto scored = CompareAll(Idea("i", count + 1, "B", {"fridge"}));
  ASSERT_EQ(scored.size(), kMaxCompared);
  EXPECT_EQ(scored.front().id, DocumentId("p" + std::to_string(9'999 - count)));
  EXPECT_EQ(scored.back().id, DocumentId("p9898")) << "and none of the longer ones";
}

TEST_F(CorpusIndexTest, FindsTheFewThatFitAmongMany) {
  constexpr int kCount = 1'000;
  const std::vector<int> fitting = {1, 64, 65, 500, kCount};
  for (int i = 1; i <= kCount; ++i) {
    const bool fits = std::count(fitting.begin(), fitting.end(), i) == 1;
    Append(Problem("p" + std::to_string(10'000 + i), i, "A", {fits ? "fridge" : "rota"}));
  }
  EXPECT_THAT(Ids(CompareAll(Idea("i", kCount + 1, "B", {"fridge"}))),
              ElementsAre("p10001", "p10064", "p10065", "p10500", "p11000"));
}

TEST_F(CorpusIndexTest, ShowsTheMostTellingWordsAsTheProblemWritesThem) {
  AnalysedDocument problem = Problem("p1", 1, "A", {"appointment", "fridge", "people"});
  for (DocumentTerm& term : problem.terms) term.surface += "s";
  Append(problem);
  for (int i = 2; i <= 400; ++i) {
    Append(Problem("p" + std::to_string(i), i, "A",
                   i % 8 == 0 ? std::vector<std::string>{"appointment", "people"}
                              : std::vector<std::string>{"people"}));
  }
  const AnalysedDocument idea = Idea("i", 401, "B", {"appointment", "fridge", "people"});
  EXPECT_THAT(CompareAll(idea)[0].shared_terms, ElementsAre("fridges", "appointments"))
      << "and not the word that everybody uses";
}

TEST_F(CorpusIndexTest, ShowsTheSameWordsFromEitherSide) {
  AnalysedDocument problem = Problem("p", 1, "A", {"fridge"});
  problem.terms[0].surface = "fridges";
  const AnalysedDocument idea = Idea("i", 2, "B", {"fridge"});
  Append(problem);
  Append(idea);
  EXPECT_THAT(CompareAll(idea)[0].shared_terms, ElementsAre("fridges"));
  EXPECT_THAT(CompareAll(problem)[0].shared_terms, ElementsAre("fridges"));
}

TEST_F(CorpusIndexTest, ShowsAtMostEightWordsAndEqualOnesInTheirOrder) {
  const std::vector<std::string> words = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
  // In whatever order they came to be known.
  for (int i = 1; i <= 10; ++i) {
    Append(Problem("p" + std::to_string(i), i, "A", {words[static_cast<std::size_t>(10 - i)]}));
  }
  Append(Problem("p", 11, "A", words));
  const auto best = CompareAll(Idea("i", 12, "B", words));
  EXPECT_EQ(best[0].id, DocumentId("p"));
  EXPECT_THAT(best[0].shared_terms, ElementsAre("a", "b", "c", "d", "e", "f", "g", "h"));
}

TEST_F(CorpusIndexTest, RemembersManyFormsOfAWordButNotAnyNumber) {
  for (int i = 1; i <= 300; ++i) {
    AnalysedDocument problem = Problem("p" + std::to_string(1000 + i), i, "A", {"fridge"});
    problem.terms[0].surface = "form" + std::to_string(i);
    Append(problem);
  }
  const AnalysedDocument idea = Idea("i", 301, "B", {"fridge"});
  const auto scored = index_.Compare({idea, idea.number, Score{}, kAllCompared});
  ASSERT_EQ(scored.size(), 300U);
  EXPECT_THAT(scored[255].shared_terms, ElementsAre("form256"));
  EXPECT_THAT(scored[299].shared_terms, ElementsAre("form1"));
}

TEST_F(CorpusIndexTest, ANewVersionHidesTheOldOneFromLaterComparisonsOnly) {
  Append(Problem("p", 1, "A", {"fridge"}));
  Append(Problem("p", 2, "A", {"rota"}));
  const AnalysedDocument idea = Idea("i", 3, "B", {"fridge", "rota"});
  const auto before = index_.Compare({idea, 2, Score{}});
  const auto after = index_.Compare({idea, 3, Score{}});
  ASSERT_EQ(before.size(), 1U);
  ASSERT_EQ(after.size(), 1U);
  EXPECT_THAT(before[0].shared_terms, ElementsAre("fridge"));
  EXPECT_THAT(after[0].shared_terms, ElementsAre("rota"));
  EXPECT_EQ(before[0].score, after[0].score) << "the old version has left the statistics";
  EXPECT_EQ(index_.size(DocumentKind::kProblem), 1);
}

TEST_F(CorpusIndexTest, ComparesWithDocumentsThatSayNothing) {
  Append(Problem("p", 1, "A", {"fridge"}));
  Append(Problem("p", 2, "A", {}));
  EXPECT_THAT(CompareAll(Idea("i", 3, "B", {"fridge"})), IsEmpty());
}

TEST_F(CorpusIndexTest, RefusesNumbersThatDoNotRise) {
  Append(Problem("p1", 4, "A", {"fridge"}));
  const Status status = index_.Append(Problem("p2", 4, "A", {"fridge"}));
  EXPECT_EQ(status.code(), Code::kFailedPrecondition);
  EXPECT_EQ(status.reason(), kCorpusNumberNotRising);
  EXPECT_EQ(index_.last_number(), 4);
  EXPECT_THAT(Ids(CompareAll(Idea("i", 5, "B", {"fridge"}))), ElementsAre("p1"));
}

TEST_F(CorpusIndexTest, ARareWordUsedOnceMakesNoMatch) {
  for (int i = 1; i <= 5'000; ++i) Append(Problem("p" + std::to_string(i), i, "A", {"people"}));
  Append(Problem("rare", 5'001, "A", {"people", "Thornsea"}));
  const auto scored =
      index_.Compare({Idea("i", 5'002, "B", {"vaccine", "Thornsea"}), 5'002, Score{}});
  ASSERT_THAT(Ids(scored), ElementsAre("rare"));
  EXPECT_LT(scored[0].score, ProposalSettings().threshold);
}

TEST(CorpusIndex, ARetiredDocumentIsNotFoundAndNotCounted) {
  CorpusIndex index;
  TextAnalyser analyser;
  Document problem;
  problem.id = DocumentId("p");
  problem.kind = DocumentKind::kProblem;
  problem.ods_code = OdsCode("A");
  problem.problem = "home blood pressure readings";
  problem.number = 1;
  ASSERT_TRUE(index.Append(AnalyseDocument(analyser, problem)).ok());
  Document idea;
  idea.id = DocumentId("i");
  idea.ods_code = OdsCode("B");
  idea.problem = "home blood pressure readings";
  const AnalysedDocument query = AnalyseDocument(analyser, idea);
  EXPECT_EQ(index.Compare({query, 2, Score{1}}).size(), 1U);
  problem.number = 2;
  problem.state = DocumentState::kRetired;
  ASSERT_TRUE(index.Append(AnalyseDocument(analyser, problem)).ok());
  EXPECT_EQ(index.Compare({query, 3, Score{1}}).size(), 0U);
  EXPECT_EQ(index.Compare({query, 2, Score{1}}).size(), 1U) << "as the log was";
  EXPECT_EQ(index.size(DocumentKind::kProblem), 0);
  problem.number = 3;
  problem.state = DocumentState::kOpen;
  ASSERT_TRUE(index.Append(AnalyseDocument(analyser, problem)).ok());
  EXPECT_EQ(index.size(DocumentKind::kProblem), 1);
}

}  // namespace
}  // namespace waggle::matching::domain
