// What becomes of the texts that people write, whatever they are, from the input to the matches.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/in_memory_record_store.h"
#include "services/matching/domain/passages.h"
#include "services/matching/tests/picky_encoder.h"
#include "services/matching/tests/replica.h"

namespace waggle::matching {
namespace {

using eventing::InputOutcome;
using intake::v1::ORGANISATION_KIND_PRACTICE;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Repeated(const std::string& text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) repeated += text;
  return repeated;
}

class ReadingTextsTest : public ::testing::Test {
 protected:
  ReadingTextsTest() {
    for (const char* code : {"A", "B"}) Handle(OrganisationOf(code, ORGANISATION_KIND_PRACTICE));
  }

  InputOutcome Handle(const google::protobuf::Message& event) {
    const auto outcome = replica_.Handle(event);
    EXPECT_TRUE(outcome.ok()) << outcome.status().ToString();
    return outcome.ok() ? *outcome : InputOutcome::kParked;
  }
  void Work() {
    const Status status = replica_.Work();
    ASSERT_TRUE(status.ok()) << status.ToString();
    EXPECT_EQ(store_.Due("corpus").value().count, 0);
  }
  v1::CorpusDocument Document(const std::string& id) {
    const auto known = CorpusAggregate().Load(store_, id).value();
    return known ? known->state : v1::CorpusDocument();
  }
  static Replica::Settings EverythingMatches() {
    Replica::Settings settings;
    settings.proposals.threshold = domain::Score{1};
    return settings;
  }
  double Numbered(const char* basis) {
    return replica_.Counted("waggle_matching_documents_numbered_total", "basis", basis);
  }

  testing::InMemoryRecordStore store_;
  testing::FakeClock clock_;
  PickyEncoder encoder_;
  Replica replica_{store_, clock_, EverythingMatches(), &encoder_};
};

TEST_F(ReadingTextsTest, ALongTextOfThreeByteCharactersKeepsTheVectorsThatFitIntoItsEvent) {
  auto idea = IdeaOf("i", "A", "Bees and blood pressure");
  idea.mutable_state()->set_problem_it_solves(Repeated("\xe8\x9c\x82", 10'000));
  idea.mutable_state()->set_how_it_works(Repeated("\xe8\x9c\x82", 10'000));
  Handle(idea);
  Handle(ProblemOf("p", "B", "Blood pressure"));
  Work();
  const v1::CorpusDocument read = Document("i");
  EXPECT_EQ(read.progress(), v1::DOCUMENT_PROGRESS_MATCHED);
  EXPECT_THAT(read.embeddings(), SizeIs(5));
  EXPECT_EQ(read.encoder_model(), encoder_.model().value());
  EXPECT_TRUE(replica_.MatchOf("i", "B").ok());
}

TEST_F(ReadingTextsTest, ALongEnglishTextKeepsThemAll) {
  auto problem = ProblemOf("p", "B", "Letters");
  problem.mutable_state()->set_description(Repeated("A pile of letters. ", 1'500));
  Handle(problem);
  Work();
  EXPECT_THAT(Document("p").embeddings(), SizeIs(domain::kMaxPassages));
}

TEST_F(ReadingTextsTest, OneTextThatTheEncoderFailsOnTakesTheVectorsOfNoOther) {
  encoder_.fails_on = [](const std::string& text) {
    return text.find("unreadable") != std::string::npos;
  };
  Handle(ProblemOf("p", "B", "Letters"));
  Handle(ProblemOf("q", "B", "An unreadable letter"));
  Handle(ProblemOf("r", "B", "Phone calls"));
  Work();
  EXPECT_THAT(Document("p").embeddings(), SizeIs(1));
  EXPECT_THAT(Document("q").embeddings(), IsEmpty());
  EXPECT_EQ(Document("q").encoder_model(), "");
  EXPECT_THAT(Document("r").embeddings(), SizeIs(1));
  EXPECT_EQ(Numbered("words"), 1);
  EXPECT_EQ(Numbered("words_and_meaning"), 2);
}

TEST_F(ReadingTextsTest, ATextWithoutALetterIsNoFailureOfTheEncoder) {
  Handle(ProblemOf("p", "B", "\xF0\x9F\x98\x80"));
  Handle(ProblemOf("q", "B", "?!"));
  Work();
  EXPECT_GT(Document("p").number(), 0);
  EXPECT_GT(Document("q").number(), 0);
  EXPECT_EQ(Numbered("words"), 0);
  EXPECT_EQ(Numbered("words_and_meaning"), 0);
}

TEST_F(ReadingTextsTest, EveryTextIsReadAndHoldsUpNoOther) {
  const std::vector<std::string> texts = {
      "",
      " \t\r\n",
      "\xF0\x9F\x98\x80\xF0\x9F\x90\x9D",
      "?!",
      "the and of",
      "a",
      "<b>blood</b> & <script>alert('pressure')</script>",
      "'; DROP TABLE ideas; --",
      "pression art\xC3\xA9rielle \xC3\xA0 domicile",
      "\xD0\xB4\xD0\xB0\xD0\xB2\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xB8\xD0\xB5 \xD0\xBA\xD1\x80\xD0\xBE",
      "\xE8\xA1\x80\xE5\x9C\xA7 blood",
      "\xED\x98\x88\xEC\x95\x95",
      "\xD8\xB6\xD8\xBA\xD8\xB7 \xD8\xA7\xD9\x84\xD8\xAF\xD9\x85",
      std::string("blood\x00pressure\x01\x7f", 16),
      "e\xCC\x81\xCC\x81\xCC\x81\xE2\x80\x8D\xE2\x80\xAEpressure",
      std::string(10'000, 'x'),
      Repeated("the ", 2'500),
      Repeated("\xF0\x9F\x98\x80", 5'000),
      Repeated("<p>", 5'000),
      Repeated("\n", 10'000),
  };
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string place = std::to_string(i);
    auto idea = IdeaOf("i" + place, "A", texts[i]);
    auto problem = ProblemOf("p" + place, "B", texts[i]);
    if (texts[i].size() > 200) {
      idea.mutable_state()->set_title("Long");
      problem.mutable_state()->set_title("Long");
    }
    EXPECT_EQ(Handle(idea), InputOutcome::kApplied) << place;
    EXPECT_EQ(Handle(problem), InputOutcome::kApplied) << place;
  }
  Handle(IdeaOf("cuffs", "A", "Lending blood pressure monitors"));
  Handle(ProblemOf("readings", "B", "Too few blood pressure readings"));
  Work();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (const char* kind : {"i", "p"}) {
      const v1::CorpusDocument document = Document(kind + std::to_string(i));
      EXPECT_EQ(document.progress(), v1::DOCUMENT_PROGRESS_MATCHED) << document.document_id();
    }
  }
  const auto match = replica_.MatchOf("cuffs", "B");
  ASSERT_TRUE(match.ok()) << match.status().ToString();
  const auto explained = replica_.explain().Explain(match->match_id());
  EXPECT_TRUE(explained.ok()) << explained.status().ToString();
}

TEST_F(ReadingTextsTest, AHundredKilobytesGoToTheDeadLetters) {
  const std::string text = Repeated("Queues. ", 12'800);
  EXPECT_EQ(Handle(ProblemOf("p", "B", text)), InputOutcome::kDeadLettered);
  Handle(ProblemOf("q", "B", "Letters"));
  Work();
  EXPECT_EQ(Document("p").number(), 0);
  EXPECT_EQ(Document("q").progress(), v1::DOCUMENT_PROGRESS_MATCHED);
}

TEST_F(ReadingTextsTest, AnotherEncoderFindsByWordsAloneWhatTheOneBeforeHasRead) {
  Handle(ProblemOf("jabs", "B", "Jabs for everybody"));
  Handle(ProblemOf("rota", "B", "The rota of the vaccine clinic"));
  Work();
  encoder_.name = domain::EncoderModel("another");
  Handle(IdeaOf("jabs-again", "A", "Vaccine fridges"));
  Work();
  const auto match = replica_.MatchOf("jabs-again", "B");
  ASSERT_TRUE(match.ok()) << match.status().ToString();
  ASSERT_THAT(match->problems(), SizeIs(1));
  EXPECT_EQ(match->problems(0).problem_id(), "rota");
  EXPECT_FALSE(match->problems(0).parts().has_meaning());
}

TEST_F(ReadingTextsTest, AndByMeaningWhatItHasReadItself) {
  Handle(ProblemOf("jabs", "B", "Jabs for everybody"));
  Work();
  encoder_.name = domain::EncoderModel("another");
  auto revised = ProblemOf("jabs", "B", "Jabs for everybody who wants them");
  revised.mutable_metadata()->set_sequence(2);
  Handle(revised);
  Handle(IdeaOf("fridges", "A", "Vaccine fridges"));
  Work();
  const auto match = replica_.MatchOf("fridges", "B");
  ASSERT_TRUE(match.ok()) << match.status().ToString();
  EXPECT_TRUE(match->problems(0).parts().has_meaning());
}

TEST_F(ReadingTextsTest, AndByMeaningWhatWasReadBeforeEncodersHadFingerprints) {
  encoder_.name = domain::EncoderModel("all-MiniLM-L6-v2");
  Handle(ProblemOf("jabs", "B", "Jabs for everybody"));
  Work();
  encoder_.name = domain::EncoderModel("all-MiniLM-L6-v2@3e6fcd84fa4c");
  Handle(IdeaOf("fridges", "A", "Vaccine fridges"));
  Work();
  EXPECT_TRUE(replica_.MatchOf("fridges", "B").ok());
}

TEST_F(ReadingTextsTest, AnExplanationGoesWithoutRelatedWordsWhereTheEncoderFails) {
  Handle(IdeaOf("i", "A", "Lending blood pressure monitors"));
  Handle(ProblemOf("p", "B", "Too few blood pressure readings"));
  Work();
  const auto match = replica_.MatchOf("i", "B");
  ASSERT_TRUE(match.ok()) << match.status().ToString();
  encoder_.fails_on = [](const std::string&) { return true; };
  const auto explained = replica_.explain().Explain(match->match_id());
  ASSERT_TRUE(explained.ok()) << explained.status().ToString();
  EXPECT_NE(explained->problems(0).idea_passage(), "");
  EXPECT_THAT(explained->problems(0).related_terms(), IsEmpty());
}

}  // namespace
}  // namespace waggle::matching
