// The boundary to the tokenizer and the encoder, which are others' code: texts that are almost
// right, the same in every run. Whatever people type, a vector or an error comes back.

#include <gtest/gtest.h>

#include <cmath>

#include "services/matching/adapters/openvino_text_encoder.h"
#include "services/matching/domain/passages.h"
#include "tests/fuzz/mutator.h"

namespace waggle::quality {
namespace {

namespace domain = matching::domain;

std::unique_ptr<matching::TextEncoder> Encoder() {
  auto encoder = matching::LoadOpenVinoTextEncoder(WAGGLE_ENCODER, WAGGLE_TOKENIZER);
  EXPECT_TRUE(encoder.ok()) << encoder.status().ToString();
  return encoder.ok() ? std::move(*encoder) : nullptr;
}

void ExpectUnitLength(const domain::Embedding& embedding) {
  const double length =
      std::sqrt(domain::Dot(embedding, embedding)) / static_cast<double>(domain::kEmbeddingUnit);
  EXPECT_NEAR(length, 1, 0.01);
}

TEST(EncoderFuzz, AnyTextHasAVector) {
  const auto encoder = Encoder();
  ASSERT_NE(encoder, nullptr);
  Mutator mutator({"Home blood pressure readings pile up on paper; 214 new diagnoses in a year.",
                   "Überweisung: L’attente est trop longue; 血圧 is high 😀", "a",
                   "\x01\x7f\xc3\x28", std::string(1'000, 'x'), "<b>[SEP] [CLS] [PAD] ## </b>"},
                  1);
  for (int round = 0; round < 150; ++round) {
    domain::Document document;
    document.problem = mutator.Next();
    const std::vector<std::string> passages = domain::SplitIntoPassages(document);
    if (passages.empty()) continue;
    const auto embeddings = encoder->Encode(passages);
    ASSERT_TRUE(embeddings.ok()) << embeddings.status().ToString();
    ASSERT_EQ(embeddings->size(), passages.size());
    for (const domain::Embedding& embedding : *embeddings) ExpectUnitLength(embedding);
  }
}

TEST(EncoderFuzz, AHundredKilobytesEndAtTheLastPassage) {
  const auto encoder = Encoder();
  ASSERT_NE(encoder, nullptr);
  domain::Document document;
  while (document.problem.size() < 100'000) document.problem += "A queue of letters. ";
  const std::vector<std::string> passages = domain::SplitIntoPassages(document);
  EXPECT_EQ(passages.size(), domain::kMaxPassages);
  const auto embeddings = encoder->Encode(passages);
  ASSERT_TRUE(embeddings.ok()) << embeddings.status().ToString();
  EXPECT_EQ(embeddings->size(), passages.size());
}

}  // namespace
}  // namespace waggle::quality
