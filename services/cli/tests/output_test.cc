#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "services/cli/output/card.h"
#include "services/cli/output/json.h"
#include "services/cli/output/labels.h"
#include "services/cli/output/progress.h"
#include "services/cli/output/table.h"
#include "services/cli/tests/json_probe.h"
#include "waggle/intake/v1/idea_service.pb.h"
#include "waggle/notification/v1/delivery.pb.h"

namespace waggle::cli {
namespace {

std::ostringstream unused_stream;
const Terminal kPipe{unused_stream};
const Terminal kScreen{unused_stream, 30, Colour::kOff};
const Terminal kColourScreen{unused_stream, 30, Colour::kOn};

TEST(Table, AlignsByColumnsNotBytes) {
  Table table({"NAME", "TITLE"});
  table.Add({"Zoë", "one"});
  table.Add({"Anna", "two"});
  EXPECT_EQ(table.Render(kPipe), "NAME  TITLE\nZoë   one\nAnna  two\n");
}

TEST(Table, CutsTheLastColumnOnAScreenOnly) {
  Table table({"ID", "TITLE"});
  table.Add({"1", "a title that is far too long for this screen"});
  EXPECT_EQ(table.Render(kScreen), "ID  TITLE\n1   a title that is far too l…\n");
  EXPECT_NE(table.Render(kPipe).find("this screen"), std::string::npos);
}

TEST(Table, CutsMiddleColumnsBeforeTheLastOneVanishes) {
  Table table({"ID", "PRACTICE", "TITLE"});
  table.Add({"id-0001", "The Surgery with an extraordinarily long name", "a title"});
  EXPECT_EQ(table.Render(Terminal{unused_stream, 50, Colour::kOff}),
            "ID       PRACTICE                      TITLE\n"
            "id-0001  The Surgery with an extraor…  a title\n");
}

TEST(Table, KeepsOneRowPerLineWhateverTheText) {
  Table table({"A", "B"});
  table.Add({"x\ny", "\x1b[2J"});
  EXPECT_EQ(table.Render(kPipe), "A    B\nx y  \xEF\xBF\xBD[2J\n");
}

TEST(Table, PaintsOnlyWhereColourIsWanted) {
  Table table({"S"});
  table.Add({{"failed", Ink::kBad}});
  EXPECT_EQ(table.Render(kPipe).find('\x1b'), std::string::npos);
  EXPECT_NE(table.Render(kColourScreen).find("\x1b[31mfailed\x1b[0m"), std::string::npos);
}

TEST(Card, WrapsBesideTheLabelAndLeavesOutWhatIsEmpty) {
  Card card("Heading");
  card.Add("Id", "1").Add("Nothing", "").Add("Text", "words that need a second line of their own");
  EXPECT_EQ(card.Render(Terminal{unused_stream, 40, Colour::kOff}),
            "Heading\n  Id    1\n  Text  words that need a second line of\n        their own\n");
}

TEST(Labels, AreWordsForPeople) {
  EXPECT_EQ(LabelOf(notification::v1::DELIVERY_STATUS_HANDED_OVER), "handed over");
  EXPECT_EQ(LabelOf(notification::v1::DELIVERY_STATUS_UNSPECIFIED), "");
  EXPECT_EQ(LabelOf(static_cast<notification::v1::DeliveryStatus>(77)), "value 77");
  EXPECT_EQ(LabelOf(intake::v1::ORGANISATION_KIND_SUB_ICB_LOCATION), "sub ICB location");
}

TEST(Labels, WordsOfOptionsAreReadInEitherCase) {
  const auto& type = *notification::v1::DeliveryStatus_descriptor();
  EXPECT_EQ(ValueOf(type, "handed_over"), 2);
  EXPECT_EQ(ValueOf(type, "Handed-Over"), 2);
  EXPECT_EQ(ValueOf(type, "DELIVERY_STATUS_FAILED"), 3);
  EXPECT_EQ(ValueOf(type, "unspecified"), std::nullopt);
  EXPECT_EQ(ValueOf(type, "sent"), std::nullopt);
}

TEST(Json, HasProtoNamesAndFieldsWithoutValue) {
  intake::v1::Idea idea;
  idea.set_problem_it_solves("x");
  const std::string json = ToJson(idea);
  EXPECT_EQ(TextAt(json, "/problem_it_solves"), "x");
  EXPECT_EQ(TextAt(json, "/title"), "");
  EXPECT_EQ(ValueAt(json, "/tags"), "[]");
  EXPECT_EQ(TextAt(json, "/status"), "IDEA_STATUS_UNSPECIFIED");
  EXPECT_EQ(CanonicalJson(idea), R"({"problem_it_solves":"x"})");
}

TEST(Json, ErrorsAreValidWhateverTheText) {
  const Status status = Status::Invalid({{"idea.title", "is \"\x01\xFF\n\""}});
  const std::string json = ErrorJson(status);
  EXPECT_EQ(TextAt(json, "/code"), "INVALID_ARGUMENT");
  EXPECT_EQ(TextAt(json, "/reason"), "FIELD_INVALID");
  EXPECT_EQ(TextAt(json, "/violations/0/field"), "idea.title");
  EXPECT_EQ(ValueAt(JsonArray({})), "[]");
  EXPECT_EQ(ValueAt(JsonArray({"1", "2"})), "[1,2]");
}

TEST(Progress, IsDrawnOnAScreenAndRemoved) {
  std::ostringstream screen;
  {
    Progress progress({screen, 80, Colour::kOff}, "ideas", 3);
    progress.Advance();
  }
  EXPECT_NE(screen.str().find("ideas: 1 of 3"), std::string::npos);
  EXPECT_TRUE(screen.str().ends_with("\r\x1b[K"));
  std::ostringstream pipe;
  { Progress({pipe}, "ideas", 3).Advance(); }
  EXPECT_EQ(pipe.str(), "");
}

}  // namespace
}  // namespace waggle::cli
