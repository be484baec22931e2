// How good the routing is on the development set, with the production code and settings. The floors
// lie well below what was measured when they were set: they catch what breaks, not what changes a
// little.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include "services/matching/domain/analysis.h"
#include "services/matching/domain/corpus_index.h"
#include "services/matching/domain/proposal.h"
#include "services/matching/domain/reviewer_selection.h"
#include "services/matching/tests/development_set.h"

namespace waggle::matching {
namespace {

using domain::AnalysedDocument;
using domain::ScoredDocument;

constexpr int kRight = 2;  // from this grade on an idea should be sent

class RoutingQuality : public testing::Test {
 protected:
  void SetUp() override {
    auto set = LoadDevelopmentSet(DevelopmentSetDirectory());
    if (!set) GTEST_SKIP() << "no development set in " << DevelopmentSetDirectory();
    set_ = std::move(*set);
    for (const domain::Document& problem : set_.problems) Append(problem);
    for (const domain::Document& idea : set_.ideas) Append(idea);
  }

  void Append(const domain::Document& document) {
    ASSERT_TRUE(index_.Append(AnalyseDocument(analyser_, document)).ok());
  }

  // All problems with any shared word, best first, with the statistics of the whole set.
  std::vector<ScoredDocument> ProblemsFor(const domain::Document& idea) {
    return index_.Compare(AnalyseDocument(analyser_, idea), index_.last_number() + 1,
                          domain::Score{1});
  }

  static int Grade(const Grades& grades, const std::string& idea, const std::string& other) {
    const auto found = grades.find({idea, other});
    return found == grades.end() ? 0 : found->second;
  }

  // Highest first.
  static std::vector<int> GradesOf(const Grades& grades, const std::string& idea) {
    std::vector<int> own;
    for (const auto& [pair, grade] : grades) {
      if (pair.first == idea) own.push_back(grade);
    }
    std::sort(own.rbegin(), own.rend());
    return own;
  }

  DevelopmentSet set_;
  domain::TextAnalyser analyser_;
  domain::CorpusIndex index_;
};

double DiscountedGain(const std::vector<int>& grades) {
  double gain = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(grades.size(), 10); ++i) {
    gain += grades[i] / std::log2(static_cast<double>(i) + 2);
  }
  return gain;
}

TEST_F(RoutingQuality, RanksTheRightProblemsFirst) {
  double sum = 0;
  int judged = 0;
  for (const domain::Document& idea : set_.ideas) {
    const std::vector<int> ideal = GradesOf(set_.problem_grades, idea.id.value());
    if (ideal.empty()) continue;
    std::vector<int> ranked;
    for (const ScoredDocument& problem : ProblemsFor(idea)) {
      ranked.push_back(Grade(set_.problem_grades, idea.id.value(), problem.id.value()));
    }
    sum += DiscountedGain(ranked) / DiscountedGain(ideal);
    ++judged;
  }
  ASSERT_GT(judged, 0);
  std::printf("nDCG@10 %.3f over %d ideas\n", sum / judged, judged);
  EXPECT_GT(sum / judged, 0.58);
}

TEST_F(RoutingQuality, SendsIdeasWhereTheyHelp) {
  int sent = 0;
  int right = 0;
  int sent_without_need = 0;
  int wanted = 0;
  for (const auto& [pair, grade] : set_.problem_grades) wanted += grade >= kRight ? 1 : 0;
  for (const domain::Document& idea : set_.ideas) {
    const auto matches = ProposeIdea(idea.id, ProblemsFor(idea), domain::ProposalSettings());
    for (const domain::Match& match : matches) {
      EXPECT_NE(match.ods_code, idea.ods_code);
      for (const domain::MatchedProblem& problem : match.problems) {
        ++sent;
        const int grade = Grade(set_.problem_grades, idea.id.value(), problem.problem_id.value());
        right += grade >= kRight ? 1 : 0;
      }
    }
    const std::vector<int> grades = GradesOf(set_.problem_grades, idea.id.value());
    const bool needed = !grades.empty() && grades.front() >= kRight;
    sent_without_need += !needed && !matches.empty() ? 1 : 0;
  }
  ASSERT_GT(sent, 0);
  const double precision = static_cast<double>(right) / sent;
  const double recall = static_cast<double>(right) / wanted;
  const double f1 = 2.0 * right / (sent + wanted);
  std::printf(
      "threshold %.3f: precision %.3f recall %.3f F1 %.3f, %d sent, %d ideas sent that help "
      "nobody\n",
      domain::ProposalSettings().threshold.value(), precision, recall, f1, sent, sent_without_need);
  EXPECT_GT(f1, 0.45);
  EXPECT_GT(precision, 0.45);
}

TEST_F(RoutingQuality, AsksTheRightQiReviewer) {
  int judged = 0;
  int expert = 0;
  int adjacent = 0;
  for (const domain::Document& idea : set_.ideas) {
    if (GradesOf(set_.reviewer_grades, idea.id.value()).empty()) continue;
    ++judged;
    const domain::ReviewRequest request{AnalyseDocument(analyser_, idea), {}};
    const auto selected = SelectReviewers(request, set_.reviewers, set_.network, analyser_).front();
    const auto* assigned = std::get_if<domain::AssignedReview>(&selected);
    ASSERT_NE(assigned, nullptr);
    const int grade = Grade(set_.reviewer_grades, idea.id.value(), assigned->reviewer.value());
    expert += grade == 2 ? 1 : 0;
    adjacent += grade == 1 ? 1 : 0;
  }
  ASSERT_GT(judged, 0);
  std::printf("QI reviewer: %.3f expert (precision@1), %.3f adjacent, of %d ideas\n",
              static_cast<double>(expert) / judged, static_cast<double>(adjacent) / judged, judged);
  EXPECT_GT(static_cast<double>(expert) / judged, 0.5);
}

}  // namespace
}  // namespace waggle::matching
