#pragma once

#include <string>

#include "services/intake/domain/idea.h"
#include "services/intake/domain/organisation.h"
#include "services/intake/domain/person.h"
#include "services/intake/domain/problem.h"

namespace waggle::intake {

// One of each, as they come in: right in every field.

inline Organisation ExampleOrganisation() {
  Organisation organisation{
      OdsCode("A12"), "Sample Surgery", OrganisationKind::kPractice, "AB1 2CD", {}, {}};
  organisation.memberships = {{OdsCode("U99"), Time(std::chrono::milliseconds(1'600'000'000'000))}};
  organisation.practice =
      PracticeProfile{9000, 3, Rurality::kRuralTown, ClinicalSystem::kEmis, Dispensing::kYes};
  return organisation;
}

inline Person ExamplePerson() {
  Person person;
  person.display_name = "Ada Example";
  person.email = "ada@example.org";
  person.ods_code = OdsCode("A12");
  person.role = PersonRole::kQiReviewer;
  person.expertise = "asthma, access";
  person.max_open_reviews = 5;
  person.interest_organisations = {OdsCode("B34")};
  person.interest_ideas = {IdeaId("01890000-0000-7000-8000-00000000000a")};
  person.interest_topics = {"Example Software"};
  return person;
}

inline Idea ExampleIdea() {
  Idea idea;
  idea.ods_code = OdsCode("A12");
  idea.title = "Recall by birth month";
  idea.problem_it_solves = "Reviews pile up at the end of the year";
  idea.how_it_works = "One recall a year, in the month of birth";
  idea.tags = {"recall", "long-term conditions"};
  idea.core_elements = {"one date"};
  idea.adaptable_elements = {"letter or text message"};
  idea.resources = "a search";
  idea.results_so_far = "fewer appointments";
  idea.clinical_system = ClinicalSystem::kSystmOne;
  idea.needs = {2000,
                30'000,
                {Rurality::kRuralTown, Rurality::kRuralVillage},
                Dispensing::kYes,
                {Resource::kNurse, Resource::kTraining}};
  idea.origin = IdeaOrigin::kCommercial;
  idea.partners = {"Example Software"};
  return idea;
}

inline Problem ExampleProblem() {
  Problem problem;
  problem.ods_code = OdsCode("A12");
  problem.title = "Too many recalls";
  problem.description = "Patients come three times a year";
  problem.severity = 3;
  problem.source = ProblemSource::kStaffReported;
  return problem;
}

}  // namespace waggle::intake
