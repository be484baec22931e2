#include "services/matching/tests/assignment_samples.h"

namespace waggle::matching::domain {
namespace {

Reviewer Sample(const std::string& id, const std::string& home, ReviewerRole role,
                int open_reviews) {
  Reviewer reviewer;
  reviewer.background.person_id = PersonId(id);
  reviewer.background.home = OdsCode(home);
  reviewer.background.role = role;
  reviewer.load.open_reviews = open_reviews;
  return reviewer;
}

}  // namespace

OrganisationNetwork SampleNetwork() {
  OrganisationNetwork network;
  const auto place_pcn = [&network](const std::string& digit, const std::string& sub_icb) {
    const OdsCode pcn("U" + digit);
    network.Place(pcn, OrganisationKind::kPcn, OdsCode(sub_icb));
    network.Place(OdsCode("A" + digit), OrganisationKind::kPractice, pcn);
    network.Place(OdsCode("B" + digit), OrganisationKind::kPractice, pcn);
  };
  place_pcn("1", "S1");
  place_pcn("4", "S1");
  place_pcn("3", "S2");
  place_pcn("2", "S3");
  network.Place(OdsCode("S1"), OrganisationKind::kSubIcbLocation, OdsCode("Q1"));
  network.Place(OdsCode("S2"), OrganisationKind::kSubIcbLocation, OdsCode("Q1"));
  network.Place(OdsCode("S3"), OrganisationKind::kSubIcbLocation, OdsCode("Q2"));
  network.Place(OdsCode("Q1"), OrganisationKind::kIcb, OdsCode());
  network.Place(OdsCode("Q2"), OrganisationKind::kIcb, OdsCode());
  return network;
}

Reviewer SampleQi(const std::string& id, const std::string& home, int open_reviews) {
  return Sample(id, home, ReviewerRole::kQiReviewer, open_reviews);
}

Reviewer SampleAdvocate(const std::string& id, const std::string& home, int open_reviews) {
  return Sample(id, home, ReviewerRole::kInnovationAdvocate, open_reviews);
}

IdeaUnderReview SampleIdea(const std::string& id, const std::string& practice) {
  IdeaUnderReview idea;
  idea.id = DocumentId(id);
  idea.practice = OdsCode(practice);
  return idea;
}

Reviewer AskedTooOften(Reviewer reviewer) {
  reviewer.load.asked_at.assign(static_cast<std::size_t>(LoadLimits().max_asks),
                                kSampleNow - std::chrono::days(30));
  return reviewer;
}

}  // namespace waggle::matching::domain
