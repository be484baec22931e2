#include "services/matching/domain/practice_similarity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

#include "services/matching/tests/fit_examples.h"

namespace waggle::matching::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Similarity OfSizes(int a, int b) {
  PracticeContext first = UnknownPractice("A");
  PracticeContext second = UnknownPractice("B");
  first.list_size = a;
  second.list_size = b;
  return SimilarityOf(first, second);
}

Similarity OfDeciles(int a, int b) {
  PracticeContext first = UnknownPractice("A");
  PracticeContext second = UnknownPractice("B");
  first.imd_decile = a;
  second.imd_decile = b;
  return SimilarityOf(first, second);
}

Similarity OfRuralities(Rurality a, Rurality b) {
  PracticeContext first = UnknownPractice("A");
  PracticeContext second = UnknownPractice("B");
  first.rurality = a;
  second.rurality = b;
  return SimilarityOf(first, second);
}

std::vector<std::string> Codes(const std::vector<Peer>& peers) {
  std::vector<std::string> codes;
  for (const Peer& peer : peers) codes.push_back(peer.ods_code.value());
  return codes;
}

TEST(SimilarityOf, ComparesSizesOnALogarithmicScale) {
  EXPECT_EQ(OfSizes(8000, 8000), (Similarity{1000, kListSizeWeight}));
  EXPECT_EQ(OfSizes(8000, 4000), (Similarity{500, kListSizeWeight}));
  EXPECT_EQ(OfSizes(8000, 16000), (Similarity{500, kListSizeWeight}));
  EXPECT_EQ(OfSizes(8000, 2000), (Similarity{0, kListSizeWeight}));
  EXPECT_EQ(OfSizes(8000, 100000), (Similarity{0, kListSizeWeight}));
  EXPECT_EQ(OfSizes(8000, 9600), (Similarity{868, kListSizeWeight}));
}

TEST(SimilarityOf, ComparesDecilesOverHalfTheScale) {
  EXPECT_EQ(OfDeciles(3, 3), (Similarity{1000, kImdDecileWeight}));
  EXPECT_EQ(OfDeciles(3, 4), (Similarity{800, kImdDecileWeight}));
  EXPECT_EQ(OfDeciles(4, 2), (Similarity{600, kImdDecileWeight}));
  EXPECT_EQ(OfDeciles(1, 6), (Similarity{0, kImdDecileWeight}));
  EXPECT_EQ(OfDeciles(1, 10), (Similarity{0, kImdDecileWeight}));
}

TEST(SimilarityOf, PutsARuralTownBetweenUrbanAndVillage) {
  EXPECT_EQ(OfRuralities(Rurality::kUrban, Rurality::kUrban).thousandths, 1000);
  EXPECT_EQ(OfRuralities(Rurality::kUrban, Rurality::kRuralTown).thousandths, 500);
  EXPECT_EQ(OfRuralities(Rurality::kRuralVillage, Rurality::kRuralTown).thousandths, 500);
  EXPECT_EQ(OfRuralities(Rurality::kUrban, Rurality::kRuralVillage),
            (Similarity{0, kRuralityWeight}));
}

TEST(SimilarityOf, WeighsTheParts) {
  const PracticeContext practice = PracticeExample("A");
  PracticeContext other = PracticeExample("B");
  EXPECT_EQ(SimilarityOf(practice, other), (Similarity{1000, 1000}));
  other.clinical_system = ClinicalSystem::kSystmOne;
  EXPECT_EQ(SimilarityOf(practice, other), (Similarity{850, 1000}));
  other.dispensing = Dispensing::kYes;
  EXPECT_EQ(SimilarityOf(practice, other), (Similarity{750, 1000}));
  other.rurality = Rurality::kRuralTown;
  EXPECT_EQ(SimilarityOf(practice, other), (Similarity{650, 1000}));
  other.list_size = 18000;
  EXPECT_EQ(SimilarityOf(practice, other), (Similarity{475, 1000}));
  EXPECT_EQ(SimilarityOf(practice, UnlikePractice("C")), (Similarity{0, 1000}));
}

TEST(SimilarityOf, LeavesOutWhatIsNotKnownOfBoth) {
  const PracticeContext practice = PracticeExample("A");
  PracticeContext other = PracticeExample("B");
  other.rurality = Rurality::kRuralVillage;
  other.clinical_system.reset();
  EXPECT_EQ(SimilarityOf(practice, other), (Similarity{765, 850})) << "650 of 850";
  EXPECT_EQ(SimilarityOf(practice, UnknownPractice("C")), (Similarity{0, 0}));
}

TEST(SimilarityOf, TakesImpossibleFiguresAsNotKnown) {
  EXPECT_EQ(OfSizes(0, 8000), Similarity{});
  EXPECT_EQ(OfSizes(8000, -1), Similarity{});
  EXPECT_EQ(OfDeciles(0, 5), Similarity{});
  EXPECT_EQ(OfDeciles(5, 11), Similarity{});
}

TEST(AreAlike, TakesMuchInCommonAndEnoughKnown) {
  EXPECT_TRUE(AreAlike({800, 500}));
  EXPECT_FALSE(AreAlike({799, 1000}));
  EXPECT_FALSE(AreAlike({1000, 499}));
}

TEST(NeighbourhoodOf, IsTheSmallestOrganisationTheyShare) {
  const PracticeContext practice = PracticeExample("A");
  PracticeContext other = InPcn(PracticeExample("B"), "PCN of A");
  EXPECT_EQ(NeighbourhoodOf(practice, other), Neighbourhood::kSamePcn);
  other.pcn = OdsCode("U2");
  EXPECT_EQ(NeighbourhoodOf(practice, other), Neighbourhood::kSameSubIcbLocation);
  other.sub_icb_location = OdsCode("S2");
  EXPECT_EQ(NeighbourhoodOf(practice, other), Neighbourhood::kSameIcb);
  other.icb = OdsCode("Q2");
  EXPECT_EQ(NeighbourhoodOf(practice, other), Neighbourhood::kElsewhere);
}

TEST(NeighbourhoodOf, SharesNothingUnknown) {
  EXPECT_EQ(NeighbourhoodOf(UnknownPractice("A"), UnknownPractice("B")), Neighbourhood::kElsewhere);
  EXPECT_EQ(NeighbourhoodOf(InPcn(UnknownPractice("A"), ""), InPcn(UnknownPractice("B"), "")),
            Neighbourhood::kElsewhere)
      << "an empty code is no organisation";
  PracticeContext other = PracticeExample("B");
  other.pcn.reset();
  EXPECT_EQ(NeighbourhoodOf(PracticeExample("A"), other), Neighbourhood::kSameSubIcbLocation);
}

TEST(FindPeers, RanksByLikenessThenKnowledgeThenNearnessThenCode) {
  const PracticeContext practice = PracticeExample("A");
  PracticeContext larger = PracticeExample("B");
  larger.list_size = 12000;
  PracticeContext less_known = PracticeExample("C");
  less_known.clinical_system.reset();
  const PracticeContext neighbour = InPcn(PracticeExample("E"), "PCN of A");
  const std::vector<PracticeContext> practices = {
      larger,    less_known, PracticeExample("F"), PracticeExample("D"),
      neighbour, practice,   UnknownPractice("G")};
  EXPECT_THAT(Codes(FindPeers(practice, practices, 10).most_similar),
              ElementsAre("E", "D", "F", "C", "B"));
  EXPECT_THAT(Codes(FindPeers(practice, practices, 2).most_similar), ElementsAre("E", "D"));
  EXPECT_THAT(FindPeers(practice, practices, 0).most_similar, IsEmpty());
}

TEST(FindPeers, FindsEveryoneNextDoorHoweverUnlike) {
  const PracticeContext practice = PracticeExample("A");
  const std::vector<PracticeContext> practices = {
      InPcn(UnknownPractice("B"), "PCN of A"), InPcn(UnlikePractice("C"), "PCN of A"),
      PracticeExample("D"), InPcn(PracticeExample("E"), "PCN of A")};
  EXPECT_THAT(Codes(FindPeers(practice, practices, 1).next_door), ElementsAre("E", "C", "B"));
  EXPECT_THAT(FindPeers(PracticeExample("F"), practices, 1).next_door, IsEmpty());
}

template <class Value>
rc::Gen<std::optional<Value>> Perhaps(rc::Gen<Value> values) {
  return rc::gen::oneOf(rc::gen::just(std::optional<Value>()),
                        rc::gen::map(std::move(values), [](Value v) { return std::optional(v); }));
}

PracticeContext ArbitraryPractice(const std::string& code) {
  PracticeContext practice = UnknownPractice(code);
  practice.list_size = *Perhaps(rc::gen::inRange(-1, 40000));
  practice.imd_decile = *Perhaps(rc::gen::inRange(0, 12));
  practice.rurality =
      *Perhaps(rc::gen::element(Rurality::kUrban, Rurality::kRuralTown, Rurality::kRuralVillage));
  practice.clinical_system =
      *Perhaps(rc::gen::element(ClinicalSystem::kEmis, ClinicalSystem::kSystmOne));
  practice.dispensing = *Perhaps(rc::gen::element(Dispensing::kYes, Dispensing::kNo));
  practice.pcn = *Perhaps(rc::gen::element(OdsCode("U1"), OdsCode("U2")));
  return practice;
}

RC_GTEST_PROP(SimilarityProperty, IsSymmetricAndWithinItsRange, ()) {
  const PracticeContext a = ArbitraryPractice("A");
  const PracticeContext b = ArbitraryPractice("B");
  const Similarity similarity = SimilarityOf(a, b);
  RC_ASSERT(similarity == SimilarityOf(b, a));
  RC_ASSERT(similarity.thousandths >= 0 && similarity.thousandths <= 1000);
  RC_ASSERT(similarity.known_thousandths >= 0 && similarity.known_thousandths <= 1000);
  const Similarity own = SimilarityOf(a, a);
  RC_ASSERT(own.thousandths == (own.known_thousandths > 0 ? 1000 : 0));
}

RC_GTEST_PROP(SimilarityProperty, GrowsAsOnePracticeApproachesTheOther, ()) {
  const PracticeContext target = ArbitraryPractice("A");
  PracticeContext other = ArbitraryPractice("B");
  RC_PRE(KnownListSize(target).has_value() && KnownListSize(other).has_value());
  const Similarity before = SimilarityOf(target, other);
  other.list_size = (*other.list_size + *target.list_size) / 2;
  RC_ASSERT(SimilarityOf(target, other).thousandths >= before.thousandths);
}

RC_GTEST_PROP(FindPeersProperty, DoesNotDependOnTheOrder, ()) {
  std::vector<PracticeContext> practices;
  const int count = *rc::gen::inRange(1, 15);
  for (int i = 0; i < count; ++i) practices.push_back(ArbitraryPractice("P" + std::to_string(i)));
  const PracticeContext practice = practices.front();
  const auto limit = *rc::gen::inRange<std::size_t>(0, 16);
  const Peers peers = FindPeers(practice, practices, limit);
  std::shuffle(practices.begin(), practices.end(),
               std::mt19937(*rc::gen::arbitrary<std::uint32_t>()));
  const Peers again = FindPeers(practice, practices, limit);
  RC_ASSERT(again.most_similar == peers.most_similar);
  RC_ASSERT(again.next_door == peers.next_door);
}

RC_GTEST_PROP(FindPeersProperty, KeepsTheBest, ()) {
  std::vector<PracticeContext> practices;
  const int count = *rc::gen::inRange(1, 15);
  for (int i = 0; i < count; ++i) practices.push_back(ArbitraryPractice("P" + std::to_string(i)));
  const auto limit = *rc::gen::inRange<std::size_t>(0, 16);
  std::vector<std::int32_t> all;
  for (std::size_t i = 1; i < practices.size(); ++i) {
    const Similarity similarity = SimilarityOf(practices.front(), practices[i]);
    if (similarity.known_thousandths >= kKnownEnough) all.push_back(similarity.thousandths);
  }
  std::sort(all.rbegin(), all.rend());
  if (all.size() > limit) all.resize(limit);
  std::vector<std::int32_t> found;
  for (const Peer& peer : FindPeers(practices.front(), practices, limit).most_similar) {
    found.push_back(peer.similarity.thousandths);
  }
  RC_ASSERT(found == all);
}

}  // namespace
}  // namespace waggle::matching::domain
