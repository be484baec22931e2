#include "tests/contract/proto_compatibility.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <fstream>

namespace waggle {
namespace {

using google::protobuf::DescriptorProto;
using google::protobuf::FileDescriptorProto;
using google::protobuf::FileDescriptorSet;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

FileDescriptorSet Read(const std::string& path) {
  FileDescriptorSet set;
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(set.ParseFromIstream(&file)) << path << " cannot be read";
  return set;
}

TEST(ProtoCompatibility, WhoWasBuiltAgainstTheBaselineCanGoOn) {
  const FileDescriptorSet baseline = Read(WAGGLE_PROTO_BASELINE);
  ASSERT_GT(baseline.file_size(), 20) << "the baseline does not hold Waggle's protos";
  EXPECT_THAT(BreakingChanges(baseline, Read(WAGGLE_PROTO_CURRENT)), IsEmpty())
      << "see proto/README.md: never change what is in use, add beside it";
}

// The baseline below, changed in one way per test.
class BreakingChange : public ::testing::Test {
 protected:
  static FileDescriptorSet Baseline() {
    FileDescriptorSet set;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(
      file {
        name: "waggle/a/v1/a.proto" package: "waggle.a.v1"
        message_type {
          name: "Idea"
          field { name: "title" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
          field { name: "tags" number: 2 type: TYPE_STRING label: LABEL_REPEATED }
          field { name: "submitted" number: 3 type: TYPE_MESSAGE label: LABEL_OPTIONAL
                  type_name: ".waggle.a.v1.Idea.Part" oneof_index: 0 }
          oneof_decl { name: "event" }
          nested_type { name: "Part" }
          reserved_range { start: 7 end: 9 }
        }
        enum_type {
          name: "Kind"
          value { name: "KIND_UNSPECIFIED" number: 0 }
          value { name: "KIND_ONE" number: 1 }
        }
        service {
          name: "IdeaService"
          method { name: "Get" input_type: ".waggle.a.v1.Idea" output_type: ".waggle.a.v1.Idea" }
        }
      })",
                                                              &set));
    return set;
  }

  std::vector<std::string> Changes() { return BreakingChanges(Baseline(), current_); }
  FileDescriptorProto& file() { return *current_.mutable_file(0); }
  DescriptorProto& idea() { return *file().mutable_message_type(0); }

  FileDescriptorSet current_ = Baseline();
};

TEST_F(BreakingChange, NothingChangedIsFine) { EXPECT_THAT(Changes(), IsEmpty()); }

TEST_F(BreakingChange, AdditionsAreFine) {
  auto* field = idea().add_field();
  field->set_name("added");
  field->set_number(4);
  field->set_type(google::protobuf::FieldDescriptorProto::TYPE_STRING);
  field->set_label(google::protobuf::FieldDescriptorProto::LABEL_OPTIONAL);
  auto* value = file().mutable_enum_type(0)->add_value();
  value->set_name("KIND_TWO");
  value->set_number(2);
  file().mutable_service(0)->add_method()->set_name("List");
  file().add_message_type()->set_name("Another");
  EXPECT_THAT(Changes(), IsEmpty());
}

TEST_F(BreakingChange, ARemovedFieldIsOneAlsoWhenReserved) {
  idea().mutable_field()->DeleteSubrange(0, 1);
  auto* range = idea().add_reserved_range();
  range->set_start(1);
  range->set_end(2);
  EXPECT_THAT(Changes(), ElementsAre("waggle.a.v1.Idea field 1 (title) is gone"));
}

TEST_F(BreakingChange, ARenamedField) {
  idea().mutable_field(0)->set_name("heading");
  EXPECT_THAT(Changes(), ElementsAre("waggle.a.v1.Idea field 1 was title, is heading"));
}

TEST_F(BreakingChange, ARenumberedField) {
  idea().mutable_field(0)->set_number(12);
  EXPECT_THAT(Changes(), ElementsAre("waggle.a.v1.Idea field 1 (title) is gone"));
}

TEST_F(BreakingChange, ARetypedField) {
  idea().mutable_field(0)->set_type(google::protobuf::FieldDescriptorProto::TYPE_BYTES);
  EXPECT_THAT(Changes(), ElementsAre(HasSubstr("TYPE_STRING , is LABEL_OPTIONAL TYPE_BYTES")));
}

TEST_F(BreakingChange, AFieldOfAnotherMessageType) {
  idea().mutable_field(2)->set_type_name(".waggle.a.v1.Idea");
  EXPECT_THAT(Changes(), ElementsAre(HasSubstr("(submitted) was")));
}

TEST_F(BreakingChange, ARepeatedFieldThatBecomesSingle) {
  idea().mutable_field(1)->set_label(google::protobuf::FieldDescriptorProto::LABEL_OPTIONAL);
  EXPECT_THAT(Changes(), ElementsAre(HasSubstr("(tags) was LABEL_REPEATED")));
}

TEST_F(BreakingChange, AFieldThatLeavesItsOneof) {
  idea().mutable_field(2)->clear_oneof_index();
  EXPECT_THAT(Changes(), ElementsAre(HasSubstr("in event, is")));
}

TEST_F(BreakingChange, AReservedNumberThatIsUsedAgain) {
  auto* field = idea().add_field();
  field->set_name("again");
  field->set_number(8);
  EXPECT_THAT(Changes(), ElementsAre("waggle.a.v1.Idea field 8 (again) was reserved"));
}

TEST_F(BreakingChange, ARemovedMessage) {
  idea().clear_nested_type();
  EXPECT_THAT(Changes(), ElementsAre("message waggle.a.v1.Idea.Part is gone"));
}

TEST_F(BreakingChange, ARemovedOrRenamedEnumValue) {
  file().mutable_enum_type(0)->mutable_value(1)->set_name("KIND_FIRST");
  EXPECT_THAT(Changes(), ElementsAre("waggle.a.v1.Kind value 1 was KIND_ONE, is KIND_FIRST"));
  file().mutable_enum_type(0)->mutable_value()->RemoveLast();
  EXPECT_THAT(Changes(), ElementsAre("waggle.a.v1.Kind value 1 (KIND_ONE) is gone"));
  file().clear_enum_type();
  EXPECT_THAT(Changes(), ElementsAre("enum waggle.a.v1.Kind is gone"));
}

TEST_F(BreakingChange, ARemovedRpcOrService) {
  file().mutable_service(0)->clear_method();
  EXPECT_THAT(Changes(), ElementsAre("rpc waggle.a.v1.IdeaService.Get is gone"));
  file().clear_service();
  EXPECT_THAT(Changes(), ElementsAre("service waggle.a.v1.IdeaService is gone"));
}

TEST_F(BreakingChange, AnRpcWithAnotherRequestOrStream) {
  auto* method = file().mutable_service(0)->mutable_method(0);
  method->set_server_streaming(true);
  EXPECT_THAT(Changes(), ElementsAre(HasSubstr("is .waggle.a.v1.Idea -> stream")));
  *method = Baseline().file(0).service(0).method(0);
  method->set_input_type(".waggle.a.v1.Other");
  EXPECT_THAT(Changes(), ElementsAre(HasSubstr("is .waggle.a.v1.Other")));
}

TEST_F(BreakingChange, AnotherPackage) {
  file().set_package("waggle.a.v2");
  EXPECT_THAT(Changes(), ::testing::SizeIs(4));
}

TEST_F(BreakingChange, OthersPackagesDoNotCount) {
  FileDescriptorSet baseline = Baseline();
  baseline.mutable_file(0)->set_package("google.rpc");
  EXPECT_THAT(BreakingChanges(baseline, FileDescriptorSet()), IsEmpty());
}

}  // namespace
}  // namespace waggle
