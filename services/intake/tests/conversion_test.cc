#include "services/intake/adapters/conversion.h"

#include <gtest/gtest.h>

#include "services/intake/tests/intake_examples.h"

namespace waggle::intake {
namespace {

// Everything a message holds, as text.
template <class Message>
std::string Written(const Message& message) {
  return message.DebugString();
}

const Time kTime(std::chrono::milliseconds(1'700'000'000'123));

// With all that can become of them.
Idea EndedIdea() {
  Idea idea = ExampleIdea();
  idea.id = IdeaId("i");
  idea.author = PersonId("p");
  idea.submit_time = kTime;
  idea.status = IdeaStatus::kSuperseded;
  idea.version = 2;
  idea.revise_time = kTime;
  idea.successor = IdeaId("j");
  idea.end_reason = "told twice";
  idea.end_time = kTime;
  return idea;
}

Problem ClosedProblem() {
  Problem problem = ExampleProblem();
  problem.id = ProblemId("q");
  problem.reporter = PersonId("p");
  problem.report_time = kTime;
  problem.kind = ProblemKind::kWant;
  problem.status = ProblemStatus::kClosed;
  problem.revise_time = kTime;
  problem.close_time = kTime;
  return problem;
}

TEST(Conversion, RoundTripsLoseNothing) {
  const v1::Organisation organisation = ToProto(ExampleOrganisation());
  EXPECT_EQ(Written(ToProto(FromProto(organisation))), Written(organisation));
  Person person = ExamplePerson();
  person.id = PersonId("p");
  EXPECT_EQ(Written(ToProto(FromProto(ToProto(person)))), Written(ToProto(person)));
  EXPECT_EQ(Written(ToProto(FromProto(ToProto(EndedIdea())))), Written(ToProto(EndedIdea())));
  EXPECT_EQ(Written(ToProto(FromProto(ToProto(ClosedProblem())))),
            Written(ToProto(ClosedProblem())));
}

TEST(Conversion, EveryFieldOfTheExamplesIsSet) {
  // A field that was added to a proto and forgotten in the conversion shows here as unset.
  const auto unset = [](const google::protobuf::Message& message) {
    std::string names;
    for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
      const auto* field = message.GetDescriptor()->field(i);
      const auto* reflection = message.GetReflection();
      const bool set = field->is_repeated() ? reflection->FieldSize(message, field) > 0
                                            : reflection->HasField(message, field);
      if (!set) names += field->name() + " ";
    }
    return names;
  };
  EXPECT_EQ(unset(ToProto(ExampleOrganisation())), "");
  EXPECT_EQ(unset(ToProto(ExamplePerson())), "person_id ");
  EXPECT_EQ(unset(ToProto(EndedIdea())), "");
  EXPECT_EQ(unset(ToProto(EndedIdea()).needs()), "");
  EXPECT_EQ(unset(ToProto(ClosedProblem())), "");
}

TEST(Conversion, ANumberThatThisBuildDoesNotKnowIsUnspecified) {
  v1::Organisation organisation;
  organisation.set_kind(static_cast<v1::OrganisationKind>(99));
  EXPECT_EQ(FromProto(organisation).kind, OrganisationKind::kUnspecified);
  v1::Person person;
  person.set_role(static_cast<v1::PersonRole>(99));
  EXPECT_EQ(FromProto(person).role, PersonRole::kUnspecified);
  v1::Idea idea;
  idea.mutable_needs()->add_resources(static_cast<v1::Resource>(99));
  EXPECT_EQ(FromProto(idea).needs.resources, std::vector{Resource::kUnspecified});
}

}  // namespace
}  // namespace waggle::intake
