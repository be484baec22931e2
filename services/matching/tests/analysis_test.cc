#include "services/matching/domain/analysis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "services/matching/domain/utf8.h"

namespace waggle::matching::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Stems(std::string_view text) {
  std::vector<std::string> stems;
  for (Token& token : TextAnalyser().Analyse(text)) stems.push_back(std::move(token.stem));
  return stems;
}

std::vector<std::string> Surfaces(std::string_view text) {
  std::vector<std::string> surfaces;
  for (Token& token : TextAnalyser().Analyse(text)) surfaces.push_back(std::move(token.surface));
  return surfaces;
}

bool IsUtf8(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    if (NextCodePoint(text, position) == kInvalidCodePoint) return false;
  }
  return true;
}

TEST(TextAnalyser, StemsAndDropsStopWords) {
  EXPECT_THAT(Stems("The patients were missing their booked appointments"),
              ElementsAre("patient", "miss", "book", "appoint"));
}

TEST(TextAnalyser, SeesThroughSpellingsAndLongEndings) {
  EXPECT_EQ(Stems("anaemia anemia"), std::vector<std::string>(2, "anemia"));
  EXPECT_EQ(Stems("phlebotomist phlebotomy"), std::vector<std::string>(2, "phlebotomi"));
  EXPECT_EQ(Stems("psychiatrist psychiatry"), std::vector<std::string>(2, "psychiatri"));
  EXPECT_THAT(Stems("hydroxychloroquine hydroxycobalamin"),
              ElementsAre("hydroxychl", "hydroxycob"));
  EXPECT_EQ(Surfaces("Haemorrhages of phlebotomists"),
            (std::vector<std::string>{"haemorrhages", "phlebotomists"}));
}

TEST(TextAnalyser, CutsOnlyWhatIsPlainLetters) {
  EXPECT_THAT(Stems("020794601234 вакцинирование covid19vaccine"),
              ElementsAre("020794601234", "вакцинирование", "covid19vaccin"));
}

TEST(TextAnalyser, KeepsTheWordAsWritten) {
  EXPECT_THAT(Surfaces("Patients on SystmOne, COPD and B12; Café"),
              ElementsAre("patients", "SystmOne", "COPD", "B12", "café"));
}

TEST(TextAnalyser, FoldsCaseAccentsAndApostrophes) {
  EXPECT_EQ(Stems("CAFÉ Café cafe\u0301 cafe"), std::vector<std::string>(4, "cafe"));
  EXPECT_EQ(Stems("practice\u2019s practice's"), std::vector<std::string>(2, "practic"));
  EXPECT_THAT(Stems("we don\u2019t, don't and dont"), IsEmpty());
  EXPECT_THAT(Surfaces("\u2018Quoted\u2019 'words'"), ElementsAre("quoted", "words"));
  EXPECT_THAT(Stems("Łódź Ŵyn"), ElementsAre("lodz", "wyn"));
}

TEST(TextAnalyser, ReadsThroughInvisibleCharacters) {
  EXPECT_THAT(Stems("vac\u00ADcine vac\u200Bcine"), ElementsAre("vaccin", "vaccin"));
}

TEST(TextAnalyser, SeparatesAtEverythingThatIsNoLetterOrDigit) {
  EXPECT_THAT(Stems("flu—clinic…nurse\u00A0rota/fridge\x01vaccine😀cold👩‍⚕️chain"),
              ElementsAre("flu", "clinic", "nurs", "rota", "fridg", "vaccin", "cold", "chain"));
}

TEST(TextAnalyser, LeavesOtherScriptsAsTheyAre) {
  EXPECT_THAT(Stems("вакцина 流感 انتظار"), ElementsAre("вакцина", "流感", "انتظار"));
}

TEST(TextAnalyser, FindsNothingWhereNothingIs) {
  EXPECT_THAT(Stems(""), IsEmpty());
  EXPECT_THAT(Stems("   \n\t..."), IsEmpty());
  EXPECT_THAT(Stems("it was only for us, and they would not"), IsEmpty());
  EXPECT_THAT(Stems("😀😀 🏥"), IsEmpty());
  EXPECT_THAT(Stems(std::string_view("\0\x01\x7f", 3)), IsEmpty());
}

TEST(TextAnalyser, TreatsInvalidBytesAsSpaces) {
  EXPECT_THAT(Stems("flu\xFF\xFE clinic\xC3(nurse\xE2\x80"), ElementsAre("flu", "clinic", "nurs"));
  EXPECT_THAT(Stems("\xC0\xAF\xED\xA0\x80\xF5\x80\x80\x80rota"), ElementsAre("rota"));
}

TEST(TextAnalyser, PassesOverWhatIsTooLongForAWord) {
  EXPECT_THAT(Stems(std::string(65, 'x') + " rota"), ElementsAre("rota"));
  EXPECT_EQ(Stems(std::string(64, 'x')).size(), 1U);
  EXPECT_THAT(Stems(std::string(100'000, 'x')), IsEmpty());
}

TEST(TextAnalyser, ReadsOnlyTheBeginningOfAnEndlessText) {
  std::string text;
  while (text.size() < 3 * kMaxAnalysedBytes) text += "flu ";
  EXPECT_EQ(Stems(text).size(), kMaxAnalysedBytes / 4);
}

RC_GTEST_PROP(TextAnalyserProperty, AnyBytesGiveValidWords, (const std::string& bytes)) {
  for (const Token& token : TextAnalyser().Analyse(bytes)) {
    RC_ASSERT(!token.stem.empty());
    RC_ASSERT(!token.surface.empty());
    RC_ASSERT(IsUtf8(token.stem));
    RC_ASSERT(IsUtf8(token.surface));
  }
}

// ASCII, with many words, apostrophes and capitals.
std::string PlainText() {
  return *rc::gen::container<std::string>(
      rc::gen::weightedOneOf<char>({{12, rc::gen::inRange('a', 'f')},
                                    {2, rc::gen::inRange('A', 'F')},
                                    {3, rc::gen::element(' ', '\'', '-', '7')},
                                    {1, rc::gen::inRange<char>(0, 0x7F)}}));
}

// What is plain has a short way; with an invisible character behind every byte, nothing is.
RC_GTEST_PROP(TextAnalyserProperty, PlainTextIsReadAsAnyOther, ()) {
  const std::string plain = PlainText();
  std::string same;
  for (const char c : plain) same += std::string(1, c) + "\u200B";
  RC_ASSERT(TextAnalyser().Analyse(plain) == TextAnalyser().Analyse(same));
}

RC_GTEST_PROP(TextAnalyserProperty, WhatItHasReadBeforeMakesNoDifference, ()) {
  TextAnalyser analyser;
  for (int i = 0; i < 10; ++i) {
    const std::string text = PlainText();
    RC_ASSERT(analyser.Analyse(text) == TextAnalyser().Analyse(text));
  }
}

TEST(TextAnalyser, ReadsOnWhenItRemembersNoMore) {
  TextAnalyser analyser;
  std::vector<Token> tokens;
  for (int i = 0; i < 100'000; ++i) tokens = analyser.Analyse("needles" + std::to_string(i));
  EXPECT_EQ(tokens, TextAnalyser().Analyse("needles99999"));
  EXPECT_EQ(analyser.Analyse("the fridges"), TextAnalyser().Analyse("the fridges"));
}

Document Example(DocumentKind kind) {
  Document document;
  document.id = DocumentId("d");
  document.number = 7;
  document.kind = kind;
  document.ods_code = OdsCode("Z90001");
  document.title = "Fridges";
  document.problem = "Fridge alarms";
  return document;
}

testing::Matcher<const DocumentTerm&> TermIs(const std::string& stem, const std::string& surface,
                                             int weight) {
  return testing::AllOf(testing::Field(&DocumentTerm::stem, stem),
                        testing::Field(&DocumentTerm::surface, surface),
                        testing::Field(&DocumentTerm::weight, weight));
}

TEST(AnalyseDocument, WeighsTheFieldsAndKeepsTheFirstForm) {
  TextAnalyser analyser;
  const AnalysedDocument problem = AnalyseDocument(analyser, Example(DocumentKind::kProblem));
  EXPECT_EQ(problem.id, DocumentId("d"));
  EXPECT_EQ(problem.number, 7);
  EXPECT_EQ(problem.ods_code, OdsCode("Z90001"));
  EXPECT_THAT(problem.terms,
              ElementsAre(TermIs("alarm", "alarms", 2), TermIs("fridg", "fridges", 6)));

  Document idea = Example(DocumentKind::kIdea);
  idea.how_it_works = "An alarm rings";
  idea.tags = {"cold chain"};
  EXPECT_THAT(AnalyseDocument(analyser, idea).terms,
              ElementsAre(TermIs("alarm", "alarms", 3), TermIs("chain", "chain", 2),
                          TermIs("cold", "cold", 2), TermIs("fridg", "fridges", 4),
                          TermIs("ring", "rings", 1)));
}

TEST(AnalyseDocument, StopsCountingATermThatIsRepeatedWithoutEnd) {
  Document document = Example(DocumentKind::kProblem);
  document.title.clear();
  for (int i = 0; i < 17'000; ++i) document.title += "fridge ";
  TextAnalyser analyser;
  EXPECT_THAT(AnalyseDocument(analyser, document).terms,
              ElementsAre(TermIs("alarm", "alarms", 2), TermIs("fridg", "fridge", 65'535)));
}

}  // namespace
}  // namespace waggle::matching::domain
