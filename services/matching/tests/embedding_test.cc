#include "services/matching/domain/embedding.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace waggle::matching::domain {
namespace {

using Vector = std::array<float, kEmbeddingWidth>;

Vector RandomVector(std::mt19937& random) {
  std::normal_distribution<float> normal;
  Vector vector;
  for (float& part : vector) part = normal(random);
  return vector;
}

double Cosine(const Vector& a, const Vector& b) {
  double product = 0;
  double squares_a = 0;
  double squares_b = 0;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    product += double{a[i]} * b[i];
    squares_a += double{a[i]} * a[i];
    squares_b += double{b[i]} * b[i];
  }
  return product / std::sqrt(squares_a * squares_b);
}

TEST(Embedding, ProductsAreCosinesWhateverTheLengths) {
  std::mt19937 random(7);
  constexpr double kSquare = double{kEmbeddingUnit} * kEmbeddingUnit;
  for (int i = 0; i < 200; ++i) {
    Vector a = RandomVector(random);
    const Vector b = RandomVector(random);
    for (float& part : a) part *= 40;
    EXPECT_NEAR(Dot(ToEmbedding(a), ToEmbedding(b)) / kSquare, Cosine(a, b), 0.0005);
    EXPECT_NEAR(Dot(ToEmbedding(a), ToEmbedding(a)) / kSquare, 1.0, 0.0005);
  }
}

TEST(Embedding, OneDirectionUsesTheWholeUnit) {
  Vector vector = {};
  vector[3] = -0.001F;
  EXPECT_EQ(ToEmbedding(vector).components[3], -kEmbeddingUnit);
}

TEST(Embedding, WhatIsNoNumberIsLeftOut) {
  Vector vector = {};
  EXPECT_EQ(ToEmbedding(vector), Embedding());
  vector[0] = std::numeric_limits<float>::quiet_NaN();
  vector[1] = std::numeric_limits<float>::infinity();
  vector[2] = 1;
  const Embedding embedding = ToEmbedding(vector);
  EXPECT_EQ(embedding.components[0], 0);
  EXPECT_EQ(embedding.components[1], 0);
  EXPECT_EQ(embedding.components[2], kEmbeddingUnit);
}

TEST(Embedding, TravelsUnchanged) {
  std::mt19937 random(11);
  const Embedding embedding = ToEmbedding(RandomVector(random));
  const std::string bytes = Encode(embedding);
  EXPECT_EQ(bytes.size(), 768U);
  EXPECT_EQ(DecodeEmbedding(bytes).value(), embedding);
  EXPECT_EQ(DecodeEmbedding(bytes.substr(1)).status().reason(), "EMBEDDING_MALFORMED");
  EXPECT_EQ(DecodeEmbedding("").status().reason(), "EMBEDDING_MALFORMED");
}

// Sums of products of what is no longer than that fit in 32 bits.
TEST(Embedding, WhatIsLongerThanAUnitVectorIsRefused) {
  Embedding embedding;
  embedding.components[7] = kEmbeddingUnit;
  EXPECT_EQ(DecodeEmbedding(Encode(embedding)).value(), embedding);
  embedding.components[8] = kEmbeddingUnit / 20;
  EXPECT_EQ(DecodeEmbedding(Encode(embedding)).status().reason(), "EMBEDDING_MALFORMED");
  embedding.components.fill(INT16_MIN);
  EXPECT_EQ(DecodeEmbedding(Encode(embedding)).status().reason(), "EMBEDDING_MALFORMED");
}

}  // namespace
}  // namespace waggle::matching::domain
