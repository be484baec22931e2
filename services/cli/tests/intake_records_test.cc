#include "services/cli/input/intake_records.h"

#include <gtest/gtest.h>

#include <string>

#include "services/cli/input/jsonl_reader.h"
#include "services/cli/output/json.h"

namespace waggle::cli {
namespace {

template <class Message>
std::string ErrorOf(Result<Message> (*parse)(const Record&), std::string_view json) {
  return parse(ReadJsonObject(json)).status().detail();
}

TEST(IdeaRecord, BecomesAnIdea) {
  const auto idea =
      IdeaFrom(ReadJsonObject(R"({"_id": "I1", "ods_code": "Z90011", "title": "Loan monitors",
      "problem_it_solves": "Long wait", "how_it_works": "Lend them", "tags": ["bp"], "core_elements": ["a book"],
      "adaptable_elements": ["number"], "resources": "£22", "results_so_far": "214", "clinical_system": "ANY",
      "theme": "hypertension"})"));
  ASSERT_TRUE(idea.ok()) << idea.status().ToString();
  EXPECT_EQ(
      CanonicalJson(*idea),
      R"({"ods_code":"Z90011","title":"Loan monitors","problem_it_solves":"Long wait","how_it_works":"Lend them",)"
      R"("tags":["bp"],"core_elements":["a book"],"adaptable_elements":["number"],"resources":"£22",)"
      R"("results_so_far":"214"})");
}

// Every field of the message has a value, so that a new one is noticed here.
void FillEveryField(google::protobuf::Message& message) {
  const auto& reflection = *message.GetReflection();
  const auto& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    using Field = google::protobuf::FieldDescriptor;
    if (field.cpp_type() == Field::CPPTYPE_MESSAGE) {
      auto& part = *reflection.MutableMessage(&message, &field);
      const bool is_time = part.GetDescriptor()->full_name() == "google.protobuf.Timestamp";
      if (!is_time) FillEveryField(part);
    } else if (field.cpp_type() == Field::CPPTYPE_ENUM) {
      field.is_repeated() ? reflection.AddEnumValue(&message, &field, 2)
                          : reflection.SetEnumValue(&message, &field, 2);
    } else if (field.cpp_type() == Field::CPPTYPE_INT32) {
      reflection.SetInt32(&message, &field, 3);
    } else if (field.is_repeated()) {
      reflection.AddString(&message, &field, "text");
    } else {
      const bool id = field.name().ends_with("_id");
      reflection.SetString(&message, &field, id ? "018bcfe5-6800-7000-8000-000000000000" : "TEXT");
    }
  }
}

template <class Message>
std::string WithEveryField() {
  Message message;
  FillEveryField(message);
  return ToJson(message);
}

TEST(IdeaRecord, TakesBackWhatGetPrinted) {
  const auto idea = IdeaFrom(ReadJsonObject(WithEveryField<intake::v1::Idea>()));
  ASSERT_TRUE(idea.ok()) << idea.status().ToString();
  EXPECT_EQ(idea->clinical_system(), intake::v1::CLINICAL_SYSTEM_SYSTMONE);
  EXPECT_EQ(idea->idea_id(), "");
  EXPECT_EQ(idea->version(), 0);
  EXPECT_EQ(idea->origin(), intake::v1::IDEA_ORIGIN_EXTERNAL_PARTNER);
  EXPECT_EQ(idea->partners_size(), 1);
  EXPECT_EQ(idea->needs().list_size_at_least(), 3);
  EXPECT_EQ(idea->needs().list_size_at_most(), 3);
  EXPECT_EQ(idea->needs().ruralities(0), intake::v1::RURALITY_RURAL_TOWN);
  EXPECT_EQ(idea->needs().dispensing(), intake::v1::DISPENSING_NO);
  EXPECT_EQ(idea->needs().resources(0), intake::v1::RESOURCE_NURSE);
}

TEST(IdeaRecord, NamesWhatIsWrongInItsNeeds) {
  const auto with_needs = [](const std::string& needs) {
    return R"({"ods_code": "Z90011", "title": "t", "problem_it_solves": "p", "how_it_works": "h",)"
           R"( "needs": )" +
           needs + "}";
  };
  EXPECT_EQ(ErrorOf(IdeaFrom, with_needs(R"({"dispensing": "YES"})")), "");
  EXPECT_EQ(ErrorOf(IdeaFrom, with_needs("\"nurses\"")), "needs is not an object");
  EXPECT_EQ(
      ErrorOf(IdeaFrom, with_needs(R"({"dispensing": "MAYBE", "nurses": 2})")),
      "needs.dispensing is \"MAYBE\"; one of YES, NO is expected; needs.nurses is not a field "
      "of this record; check its spelling or leave it out");
  EXPECT_EQ(ErrorOf(IdeaFrom, with_needs(R"({"ruralities": ["RURALITY_UNSPECIFIED"]})")),
            "needs.ruralities is \"RURALITY_UNSPECIFIED\"; one of URBAN, RURAL_TOWN, RURAL_VILLAGE "
            "is expected");
}

TEST(ProblemRecord, TakesBackWhatGetPrinted) {
  const auto problem = ProblemFrom(ReadJsonObject(WithEveryField<intake::v1::Problem>()));
  ASSERT_TRUE(problem.ok()) << problem.status().ToString();
  EXPECT_EQ(problem->kind(), intake::v1::PROBLEM_KIND_WANT);
  EXPECT_EQ(problem->severity(), 3);
  EXPECT_EQ(problem->problem_id(), "");
  EXPECT_FALSE(problem->has_revise_time());
}

TEST(IdeaRecord, ReportsAllViolationsAtOnce) {
  EXPECT_EQ(
      ErrorOf(IdeaFrom, R"({"ods_code": "z1", "title": " ", "how_it_works": 5, "tag": ["x"]})"),
      "ods_code is \"z1\", not an ODS code: 3 to 12 characters A-Z and 0-9; title is empty; "
      "problem_it_solves is missing; how_it_works is not a text; "
      "tag is not a field of this record; check its spelling or leave it out");
}

TEST(IdeaRecord, CountsCharactersNotBytes) {
  const auto with_title = [](const std::string& title) {
    return R"({"ods_code": "Z90011", "problem_it_solves": "p", "how_it_works": "h", "title": ")" +
           title + "\"}";
  };
  std::string title;
  for (int i = 0; i < 200; ++i) title += "é";
  EXPECT_EQ(ErrorOf(IdeaFrom, with_title(title)), "");
  EXPECT_EQ(ErrorOf(IdeaFrom, with_title(title + "é")),
            "title has 201 characters; 200 are allowed");
}

TEST(ProblemRecord, TakesTextOrDescription) {
  const auto text = ProblemFrom(ReadJsonObject(
      R"({"_id": "P1", "ods_code": "Z90037", "title": "t", "text": "d", "theme": "x", "severity": 5, "source": "QOF"})"));
  ASSERT_TRUE(text.ok()) << text.status().ToString();
  EXPECT_EQ(
      CanonicalJson(*text),
      R"({"ods_code":"Z90037","title":"t","description":"d","severity":5,"source":"PROBLEM_SOURCE_QOF"})");
  const auto description =
      ProblemFrom(ReadJsonObject(R"({"ods_code": "Z90037", "title": "t", "description": "d"})"));
  ASSERT_TRUE(description.ok()) << description.status().ToString();
  EXPECT_EQ(description->description(), "d");
}

TEST(ProblemRecord, RefusesUnknownWordsAndNumbersOutOfRange) {
  EXPECT_EQ(
      ErrorOf(ProblemFrom, R"({"ods_code": "Z90037", "title": "t", "text": "d", "severity": 6})"),
      "severity is 6; 0 to 5 is allowed");
  const std::string source = ErrorOf(
      ProblemFrom, R"({"ods_code": "Z90037", "title": "t", "text": "d", "source": "HEARSAY"})");
  EXPECT_TRUE(
      source.starts_with("source is \"HEARSAY\"; one of STAFF_REPORTED, RISK_REGISTER, QOF"))
      << source;
}

TEST(PersonRecord, IsAReviewerWithHomeOrgAndStaffWithARole) {
  const auto reviewer = PersonFrom(
      ReadJsonObject(R"({"_id": "R01", "display_name": "Oriana", "email": "o@qi.example.org",
      "home_org": "QZ1", "expertise": "Flow", "max_open_reviews": 3})"));
  ASSERT_TRUE(reviewer.ok()) << reviewer.status().ToString();
  EXPECT_EQ(
      CanonicalJson(*reviewer),
      R"({"display_name":"Oriana","email":"o@qi.example.org","ods_code":"QZ1","role":"PERSON_ROLE_QI_REVIEWER",)"
      R"("expertise":"Flow","max_open_reviews":3})");
  const auto staff = PersonFrom(ReadJsonObject(
      R"({"ods_code": "Z90001", "display_name": "Imran", "email": "i@z90001.example.org", "role": "GP_PARTNER"})"));
  ASSERT_TRUE(staff.ok()) << staff.status().ToString();
  EXPECT_EQ(staff->role(), intake::v1::PERSON_ROLE_GP_PARTNER);
}

TEST(PersonRecord, DeclaresInterests) {
  const auto reviewer = PersonFrom(ReadJsonObject(
      R"({"display_name": "O", "email": "o@qi.example.org", "home_org": "QZ1",
      "interest_ods_codes": ["Z90001"], "interest_idea_ids": ["01890000-0000-7000-8000-00000000000a"],
      "interest_topics": ["asthma", "Example Software"]})"));
  ASSERT_TRUE(reviewer.ok()) << reviewer.status().ToString();
  EXPECT_EQ(reviewer->interest_ods_codes(0), "Z90001");
  EXPECT_EQ(reviewer->interest_idea_ids(0), "01890000-0000-7000-8000-00000000000a");
  EXPECT_EQ(reviewer->interest_topics(1), "Example Software");
}

TEST(PersonRecord, NeedsARoleAndAnAddress) {
  EXPECT_EQ(
      ErrorOf(PersonFrom, R"({"ods_code": "Z90001", "display_name": "I", "email": "nobody"})"),
      "email is \"nobody\", not an e-mail address: name@host.domain; role is missing");
}

}  // namespace
}  // namespace waggle::cli
