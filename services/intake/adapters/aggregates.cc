#include "services/intake/adapters/aggregates.h"

namespace waggle::intake {
namespace {

using eventing::Footprint;
using eventing::Ownership;

// Everything, and everything of one organisation.
Footprint ListedUnder(const std::string& kind, const std::string& ods_code) {
  return {{{kind}, {kind + ":of:" + ods_code}}};
}

}  // namespace

eventing::Aggregate<v1::OrganisationEvent> OrganisationAggregate() {
  const auto footprint = [](const v1::Organisation& organisation) {
    Footprint lists{
        {{"organisation"}, {"organisation:kind:" + std::to_string(organisation.kind())}}};
    for (const v1::Membership& membership : organisation.memberships()) {
      lists.indexes.push_back({"organisation:of:" + membership.parent_ods_code()});
    }
    return lists;
  };
  const auto ownership = [](const v1::Organisation& organisation) {
    return Ownership{common::v1::VISIBILITY_PUBLISHED, organisation.ods_code()};
  };
  return {{"organisation", "waggle.intake.organisation.v1"}, footprint, ownership};
}

eventing::Aggregate<v1::PersonEvent> PersonAggregate() {
  const auto footprint = [](const v1::Person& person) {
    return ListedUnder("person", person.ods_code());
  };
  const auto ownership = [](const v1::Person& person) {
    return Ownership{common::v1::VISIBILITY_PERSONAL, person.ods_code()};
  };
  return {{"person", "waggle.intake.person.v1"}, footprint, ownership};
}

eventing::Aggregate<v1::IdeaEvent> IdeaAggregate() {
  const auto footprint = [](const v1::Idea& idea) { return ListedUnder("idea", idea.ods_code()); };
  const auto ownership = [](const v1::Idea& idea) {
    return Ownership{common::v1::VISIBILITY_PUBLISHED, idea.ods_code()};
  };
  return {{"idea", "waggle.intake.idea.v1"}, footprint, ownership};
}

eventing::Aggregate<v1::ProblemEvent> ProblemAggregate() {
  const auto footprint = [](const v1::Problem& problem) {
    return ListedUnder("problem", problem.ods_code());
  };
  const auto ownership = [](const v1::Problem& problem) {
    return Ownership{common::v1::VISIBILITY_OWNER, problem.ods_code()};
  };
  return {{"problem", "waggle.intake.problem.v1"}, footprint, ownership};
}

}  // namespace waggle::intake
