#include "services/matching/domain/barrier.h"

#include <gtest/gtest.h>

namespace waggle::matching::domain {
namespace {

struct Row {
  int number;
  const char* name;
  // Empty: none.
  const char* cfir_domain;
  BarrierScope scope;
};

constexpr auto kPractice = BarrierScope::kPractice;
constexpr auto kIdea = BarrierScope::kIdea;
constexpr auto kMoment = BarrierScope::kMoment;

// Numbers and names are stored in events and shown by APIs: they never change.
constexpr Row kRows[] = {
    {1, "FINANCIAL_INCENTIVE", "INNER_SETTING", kPractice},
    {2, "STAFF_TIME", "INNER_SETTING", kPractice},
    {3, "STAFF_RESISTANCE", "INDIVIDUALS", kIdea},
    {4, "TOP_DOWN", "OUTER_SETTING", kIdea},
    {5, "BUREAUCRACY", "OUTER_SETTING", kPractice},
    {6, "CULTURE_OR_NORMS", "INNER_SETTING", kPractice},
    {7, "STRUCTURE", "INNER_SETTING", kPractice},
    {8, "FRAGMENTATION", "OUTER_SETTING", kPractice},
    {9, "EVIDENCE_UNCONVINCING", "INNOVATION", kIdea},
    {10, "WRONG_CONTEXT", "INNER_SETTING", kIdea},
    {11, "IT_OR_CLINICAL_SYSTEM", "INNER_SETTING", kPractice},
    {12, "SKILLS", "INDIVIDUALS", kPractice},
    {13, "SPACE_OR_EQUIPMENT", "INNER_SETTING", kPractice},
    {14, "FUNDING_RECURRENT", "OUTER_SETTING", kPractice},
    {15, "PATIENT_ACCEPTABILITY", "INDIVIDUALS", kIdea},
    {16, "SAFETY_CONCERN", "INNOVATION", kIdea},
    {17, "IG_OR_CONTRACT", "OUTER_SETTING", kPractice},
    {18, "ALREADY_DOING", "INNOVATION", kIdea},
    {19, "NOT_A_PRIORITY_NOW", "INNER_SETTING", kMoment},
    {20, "OTHER", "", kIdea},
};

TEST(Barrier, IsTheListOfTheStandard) {
  ASSERT_EQ(kBarriers.size(), std::size(kRows));
  for (std::size_t i = 0; i < kBarriers.size(); ++i) {
    EXPECT_EQ(static_cast<int>(kBarriers[i]), kRows[i].number);
    EXPECT_EQ(BarrierName(kBarriers[i]), kRows[i].name);
  }
}

TEST(Barrier, IsFoundByItsExactName) {
  for (const Row& row : kRows) {
    EXPECT_EQ(BarrierFromName(row.name), static_cast<Barrier>(row.number));
  }
  for (const char* name : {"", "other", "STAFF TIME", "STAFF_TIME ", "STAFF", "UNSPECIFIED"}) {
    EXPECT_EQ(BarrierFromName(name), std::nullopt) << name;
  }
}

TEST(CfirDomainOf, IsGivenForAllButOther) {
  for (const Row& row : kRows) {
    const auto domain = CfirDomainOf(static_cast<Barrier>(row.number));
    EXPECT_EQ(domain ? CfirDomainName(*domain) : "", row.cfir_domain) << row.name;
  }
}

TEST(ScopeOf, SaysWhatElseABarrierCountsFor) {
  for (const Row& row : kRows) {
    const auto barrier = static_cast<Barrier>(row.number);
    EXPECT_EQ(ScopeOf(barrier), row.scope) << row.name;
    EXPECT_EQ(IsStanding(barrier), row.scope == kPractice) << row.name;
  }
}

}  // namespace
}  // namespace waggle::matching::domain
