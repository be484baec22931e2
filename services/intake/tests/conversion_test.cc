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

TEST(Conversion, RoundTripsLoseNothing) {
  const v1::Organisation organisation = ToProto(ExampleOrganisation());
  EXPECT_EQ(Written(ToProto(FromProto(organisation))), Written(organisation));
  Person person = ExamplePerson();
  person.id = PersonId("p");
  EXPECT_EQ(Written(ToProto(FromProto(ToProto(person)))), Written(ToProto(person)));
  Idea idea = ExampleIdea();
  idea.id = IdeaId("i");
  idea.author = PersonId("p");
  idea.submit_time = Time(std::chrono::milliseconds(1'700'000'000'123));
  EXPECT_EQ(Written(ToProto(FromProto(ToProto(idea)))), Written(ToProto(idea)));
  Problem problem = ExampleProblem();
  problem.id = ProblemId("q");
  problem.reporter = PersonId("p");
  problem.report_time = Time(std::chrono::milliseconds(1'700'000'000'123));
  EXPECT_EQ(Written(ToProto(FromProto(ToProto(problem)))), Written(ToProto(problem)));
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
  EXPECT_EQ(unset(ToProto(ExampleIdea())), "idea_id author_person_id ");
  EXPECT_EQ(unset(ToProto(ExampleProblem())), "problem_id reporter_person_id ");
}

TEST(Conversion, ANumberThatThisBuildDoesNotKnowIsUnspecified) {
  v1::Organisation organisation;
  organisation.set_kind(static_cast<v1::OrganisationKind>(99));
  EXPECT_EQ(FromProto(organisation).kind, OrganisationKind::kUnspecified);
  v1::Person person;
  person.set_role(static_cast<v1::PersonRole>(99));
  EXPECT_EQ(FromProto(person).role, PersonRole::kUnspecified);
}

}  // namespace
}  // namespace waggle::intake
