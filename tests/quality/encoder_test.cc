// The real encoder: what it refuses to start with, what it calls itself, and how much it reads.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pthread.h>

#include <atomic>
#include <ctime>
#include <fstream>
#include <thread>

#include "services/matching/adapters/openvino_text_encoder.h"
#include "services/matching/domain/passages.h"
#include "services/matching/domain/prior_centre.h"

namespace waggle::quality {
namespace {

namespace domain = matching::domain;
using testing::HasSubstr;

std::unique_ptr<matching::TextEncoder> Encoder() {
  auto encoder = matching::LoadOpenVinoTextEncoder(WAGGLE_ENCODER, WAGGLE_TOKENIZER);
  EXPECT_TRUE(encoder.ok()) << encoder.status().ToString();
  return encoder.ok() ? std::move(*encoder) : nullptr;
}

// A folder with the encoder's files, of which a test takes some away.
class EncoderFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    // Its own: tests run side by side.
    std::string name = testing::TempDir() + "waggle-encoder-files-XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    directory_ = name;
    for (const auto& file : std::filesystem::directory_iterator(WAGGLE_ENCODER)) {
      std::filesystem::create_symlink(file.path(), directory_ / file.path().filename());
    }
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  Status Load() const {
    return matching::LoadOpenVinoTextEncoder(directory_, WAGGLE_TOKENIZER).status();
  }
  void Replace(const char* file, const std::string& content) const {
    std::filesystem::remove(directory_ / file);
    std::ofstream(directory_ / file) << content;
  }

  std::filesystem::path directory_;
};

TEST_F(EncoderFilesTest, AreAllThatIsNeeded) { EXPECT_TRUE(Load().ok()) << Load().ToString(); }

TEST_F(EncoderFilesTest, EachIsNeeded) {
  for (const char* file :
       {"encoder.xml", "encoder.bin", "tokenizer.xml", "tokenizer.bin", "version"}) {
    const auto away = directory_.string() + "-away";
    std::filesystem::rename(directory_ / file, away);
    const Status status = Load();
    EXPECT_EQ(status.reason(), "ENCODER_UNUSABLE") << file;
    EXPECT_THAT(status.ToString(), HasSubstr("deploy/install makes it")) << file;
    std::filesystem::rename(away, directory_ / file);
  }
}

TEST_F(EncoderFilesTest, ATokenizerLibraryThatIsMissingIsAnErrorToo) {
  const Status status = matching::LoadOpenVinoTextEncoder(directory_, "/nowhere.so").status();
  EXPECT_EQ(status.reason(), "ENCODER_UNUSABLE");
}

TEST_F(EncoderFilesTest, AnEncoderOfAnotherWidthIsRefused) {
  // The sum of token ids and mask: one number a token.
  Replace("encoder.xml", R"(<?xml version="1.0"?>
<net name="narrow" version="11">
  <layers>
    <layer id="0" name="input_ids" type="Parameter" version="opset1">
      <data shape="?,?" element_type="i64"/>
      <output><port id="0" precision="I64" names="input_ids"><dim>-1</dim><dim>-1</dim></port></output>
    </layer>
    <layer id="1" name="attention_mask" type="Parameter" version="opset1">
      <data shape="?,?" element_type="i64"/>
      <output><port id="0" precision="I64" names="attention_mask"><dim>-1</dim><dim>-1</dim></port></output>
    </layer>
    <layer id="2" name="sum" type="Add" version="opset1">
      <data auto_broadcast="numpy"/>
      <input>
        <port id="0" precision="I64"><dim>-1</dim><dim>-1</dim></port>
        <port id="1" precision="I64"><dim>-1</dim><dim>-1</dim></port>
      </input>
      <output><port id="2" precision="I64"><dim>-1</dim><dim>-1</dim></port></output>
    </layer>
    <layer id="3" name="number" type="Convert" version="opset1">
      <data destination_type="f32"/>
      <input><port id="0" precision="I64"><dim>-1</dim><dim>-1</dim></port></input>
      <output><port id="1" precision="FP32" names="vector"><dim>-1</dim><dim>-1</dim></port></output>
    </layer>
    <layer id="4" name="vector" type="Result" version="opset1">
      <input><port id="0" precision="FP32"><dim>-1</dim><dim>-1</dim></port></input>
    </layer>
  </layers>
  <edges>
    <edge from-layer="0" from-port="0" to-layer="2" to-port="0"/>
    <edge from-layer="1" from-port="0" to-layer="2" to-port="1"/>
    <edge from-layer="2" from-port="2" to-layer="3" to-port="0"/>
    <edge from-layer="3" from-port="1" to-layer="4" to-port="0"/>
  </edges>
</net>
)");
  std::filesystem::remove(directory_ / "encoder.bin");
  const Status status = Load();
  EXPECT_EQ(status.reason(), "ENCODER_UNUSABLE");
  EXPECT_THAT(status.ToString(), HasSubstr("[2,384]"));
}

TEST_F(EncoderFilesTest, AnEncoderHasTheNameThatItsBuildGaveIt) {
  Replace("version", "another@1234\n");
  const auto encoder = matching::LoadOpenVinoTextEncoder(directory_, WAGGLE_TOKENIZER);
  ASSERT_TRUE(encoder.ok()) << encoder.status().ToString();
  EXPECT_EQ((*encoder)->model(), domain::EncoderModel("another@1234"));
}

TEST(Encoder, IsTheOneOfThePriorCentre) {
  const auto encoder = Encoder();
  ASSERT_NE(encoder, nullptr);
  EXPECT_EQ(encoder->model().value(), domain::PriorCentreModel())
      << "model/prior_centre.py makes one for a new encoder";
}

// A passage that would not be read to its end had the same vector whatever stands there.
TEST(Encoder, ReadsAPassageToItsEndWhateverItsScript) {
  const auto encoder = Encoder();
  ASSERT_NE(encoder, nullptr);
  const std::vector<std::pair<const char*, const char*>> alphabets = {
      {"Очередь в регистратуру слишком длинная, и ", "телефон"},
      {"Οι ασθενείς περιμένουν πολύ ώρα και ", "τηλέφωνο"},
      {"قائمة الانتظار طويلة جدا و", "هاتف"},
      {"רשימת ההמתנה ארוכה מדי ו", "טלפון"},
      {"患者排队等候的时间太长", "人"},
      {"待ち時間が長すぎます。", "水"},
      {"대기 시간이 너무 깁니다 ", "물"},
      {"मरीज़ बहुत देर तक इंतज़ार करते हैं ", "फ़ोन"},
      {"Patients wait too long for an answer. ", "phone"},
  };
  for (const auto& [sentence, end] : alphabets) {
    std::string text;
    while (text.size() < 2 * domain::kPassageBytes) text += sentence;
    const std::string passage = domain::SplitText(text, domain::kPassageBytes).front();
    std::string other = passage.substr(0, passage.size() - std::string_view(end).size());
    // Not within a character.
    while ((static_cast<unsigned char>(passage[other.size()]) & 0xC0U) == 0x80U) other.pop_back();
    const std::vector<std::string> texts = {passage, other + end};
    const auto vectors = encoder->Encode(texts);
    ASSERT_TRUE(vectors.ok()) << vectors.status().ToString();
    EXPECT_NE(vectors->front(), vectors->back()) << sentence;
  }
}

// Texts are split into tokens and read several together, padded to a length.
TEST(Encoder, ATextHasItsVectorWhateverIsReadBesideIt) {
  const auto encoder = Encoder();
  ASSERT_NE(encoder, nullptr);
  const std::vector<std::string> words = {"letters", "blood", "queue", "phone", "asthma", "recall"};
  std::vector<std::string> texts = {""};
  for (std::size_t i = 1; i < 100; ++i) {
    // Long and short ones in turn.
    const std::size_t kept = i % 2 == 0 ? texts[i - 1].size() / 3 : texts[i - 1].size();
    texts.push_back(texts[i - 1].substr(0, kept) + " " + words[i % 6] + " " + words[i % 5]);
  }
  const auto together = encoder->Encode(texts);
  ASSERT_TRUE(together.ok()) << together.status().ToString();
  ASSERT_EQ(together->size(), texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto alone = encoder->Encode(std::span(&texts[i], 1));
    ASSERT_TRUE(alone.ok()) << alone.status().ToString();
    constexpr double kUnitSquared = double{domain::kEmbeddingUnit} * domain::kEmbeddingUnit;
    EXPECT_GT(Dot(alone->front(), (*together)[i]) / kUnitSquared, 0.999) << texts[i];
  }
}

// Until the thread is well on its way.
void WaitForWorkOf(std::jthread& thread) {
  clockid_t clock = 0;
  ASSERT_EQ(pthread_getcpuclockid(thread.native_handle(), &clock), 0);
  timespec used = {};
  while (used.tv_sec == 0 && used.tv_nsec < 20'000'000) {
    ASSERT_EQ(clock_gettime(clock, &used), 0);
    std::this_thread::yield();
  }
}

TEST(Encoder, AQuestionDoesNotWaitForAllThatAnotherHasToRead) {
  const auto encoder = Encoder();
  ASSERT_NE(encoder, nullptr);
  std::atomic<bool> is_read = false;
  std::jthread reader([&] {
    const std::vector<std::string> backlog(512, "A queue of letters at the reception desk.");
    EXPECT_TRUE(encoder->Encode(backlog).ok());
    is_read = true;
  });
  WaitForWorkOf(reader);
  const std::string question = "letters";
  EXPECT_TRUE(encoder->Encode(std::span(&question, 1)).ok());
  EXPECT_FALSE(is_read);
}

}  // namespace
}  // namespace waggle::quality
