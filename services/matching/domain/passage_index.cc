#include "services/matching/domain/passage_index.h"

#include <algorithm>
#include <cmath>

#include "services/matching/domain/byte_scan.h"

namespace waggle::matching::domain {
namespace {

constexpr float kUnit = kEmbeddingUnit;
constexpr double kUnitSquared = double{kUnit} * kUnit;
// More than what 32-bit sums of a few terms below 4 are off.
constexpr float kFloatError = 1e-5F;
constexpr float kLargestByte = 127;
// Rows that stay in the first-level cache while every query passes over them.
constexpr std::size_t kBlock = 64;

struct Rounded {
  std::array<std::int8_t, kEmbeddingWidth> bytes;
  float step;
  float length;
  float rounding;
};

// The step is a vector's own, so that each uses all of a byte.
Rounded RoundToBytes(const Embedding& vector) {
  int largest = 1;
  for (const std::int16_t part : vector.components)
    largest = std::max(largest, std::abs(int{part}));
  Rounded rounded{{}, static_cast<float>(largest) / kLargestByte / kUnit, 0, 0};
  double squares = 0;
  double lost = 0;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    const double part = vector.components[i] / double{kUnit};
    const double byte = std::round(vector.components[i] * double{kLargestByte} / largest);
    rounded.bytes[i] = static_cast<std::int8_t>(byte);
    const double off = part - byte * double{rounded.step};
    squares += part * part;
    lost += off * off;
  }
  rounded.length = static_cast<float>(std::sqrt(squares));
  rounded.rounding = static_cast<float>(std::sqrt(lost));
  return rounded;
}

std::int64_t DivideRounding(std::int64_t sum, std::int64_t count) {
  return sum >= 0 ? (sum + count / 2) / count : -((-sum + count / 2) / count);
}

}  // namespace

CentredPassage Centre(const Embedding& passage, const Embedding& own, const Embedding& other) {
  CentredPassage centred;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    const int difference = passage.components[i] - own.components[i];
    centred.vector.components[i] =
        static_cast<std::int16_t>(std::clamp<int>(difference, INT16_MIN, INT16_MAX));
  }
  centred.product_with_centre = Dot(centred.vector, other);
  const Rounded rounded = RoundToBytes(centred.vector);
  centred.bytes = rounded.bytes;
  for (const std::int8_t byte : rounded.bytes) centred.sum_of_bytes += byte;
  centred.step = rounded.step;
  centred.length = rounded.length;
  centred.rounding = rounded.rounding;
  return centred;
}

void PassageIndex::Append(Slot slot, std::span<const Embedding> passages,
                          std::optional<Slot> replaced) {
  const std::int64_t gone = replaced ? Add(*replaced, -1, sum_) : 0;
  if (passages.empty() && gone == 0) return;
  live_ -= gone;
  versions_.push_back({slot, rows_.size(), replaced});
  for (const Embedding& passage : passages) {
    const SplitVector split = Split(passage);
    slots_.push_back(slot);
    rows_.push_back(split.high);
    low_.push_back(split.low);
    steps_.push_back(split.step);
    worst_rounding_ = std::max(worst_rounding_, LengthOf(split.low));
  }
  live_ += Add(slot, 1, sum_);
}

std::int64_t PassageIndex::Add(Slot slot, int times,
                               std::array<std::int64_t, kEmbeddingWidth>& sum) const {
  const Passages passages = PassagesOf(slot);
  for (std::size_t passage = passages.begin; passage < passages.end; ++passage) {
    const Embedding vector = Exact(passage);
    for (std::size_t i = 0; i < kEmbeddingWidth; ++i) sum[i] += times * vector.components[i];
  }
  return static_cast<std::int64_t>(passages.end - passages.begin);
}

Embedding PassageIndex::CentreBelow(Slot limit, const Embedding& prior) const {
  std::array<std::int64_t, kEmbeddingWidth> sum = sum_;
  std::int64_t count = live_;
  for (std::size_t later = versions_.size(); later > VersionsBelow(limit); --later) {
    const Version& version = versions_[later - 1];
    count -= Add(version.slot, -1, sum);
    if (version.replaced) count += Add(*version.replaced, 1, sum);
  }
  Embedding centre;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    const std::int64_t total = sum[i] + kPriorPassages * prior.components[i];
    centre.components[i] = static_cast<std::int16_t>(DivideRounding(total, count + kPriorPassages));
  }
  return centre;
}

std::vector<PassageIndex::Approximation> PassageIndex::Scan(
    std::span<const std::vector<CentredPassage>> queries, Slot limit) const {
  std::vector<Approximation> results(queries.size());
  for (std::size_t i = 0; i < queries.size(); ++i) {
    results[i].cosines.assign(limit, kNoPassage);
    for (const CentredPassage& passage : queries[i]) {
      const float error =
          passage.length * worst_rounding_ + (1 + worst_rounding_) * passage.rounding + kFloatError;
      results[i].error = std::max(results[i].error, error);
    }
  }
  const auto end = static_cast<std::size_t>(std::lower_bound(slots_.begin(), slots_.end(), limit) -
                                            slots_.begin());
  for (std::size_t block = 0; block < end; block += kBlock) {
    ScanBlock(queries, block, std::min(end, block + kBlock), results);
  }
  return results;
}

void PassageIndex::ScanBlock(std::span<const std::vector<CentredPassage>> queries,
                             std::size_t begin, std::size_t end,
                             std::vector<Approximation>& results) const {
  std::array<std::int32_t, kBlock> sums;
  std::array<float, kBlock> products;
  const std::size_t count = end - begin;
  for (std::size_t i = 0; i < queries.size(); ++i) {
    for (const CentredPassage& passage : queries[i]) {
      const std::int32_t offset = kByteOffset * passage.sum_of_bytes;
      const auto centre = static_cast<float>(passage.product_with_centre / kUnitSquared);
      const float scale = passage.step / kUnit;
      ScanBytes(rows_[begin].bytes.data(), count, passage.bytes.data(), sums.data());
      // Apart from what follows, where one has to be done after the other, a compiler computes
      // several at a time.
      for (std::size_t row = 0; row < count; ++row) {
        const float product = static_cast<float>(sums[row] - offset) * steps_[begin + row];
        products[row] = product * scale - centre;
      }
      for (std::size_t row = 0; row < count; ++row) {
        float& best = results[i].cosines[slots_[begin + row]];
        best = std::max(best, products[row]);
      }
    }
  }
}

std::optional<PassageIndex::Pair> PassageIndex::BestPair(std::span<const CentredPassage> query,
                                                         Slot slot) const {
  std::optional<std::int32_t> best;
  Pair pair;
  const Passages passages = PassagesOf(slot);
  for (std::size_t passage = passages.begin; passage < passages.end; ++passage) {
    const Embedding theirs = Exact(passage);
    for (std::size_t mine = 0; mine < query.size(); ++mine) {
      const std::int32_t product =
          Dot(query[mine].vector, theirs) - query[mine].product_with_centre;
      if (best && product <= *best) continue;
      best = product;
      pair = {product / kUnitSquared, mine, passage - passages.begin};
    }
  }
  if (!best) return std::nullopt;
  return pair;
}

PassageIndex::Passages PassageIndex::PassagesOf(Slot slot) const {
  const std::size_t version = VersionsBelow(slot);
  if (version == versions_.size() || versions_[version].slot != slot) return {};
  return {versions_[version].first_passage, EndOf(version)};
}

std::size_t PassageIndex::EndOf(std::size_t version) const {
  return version + 1 < versions_.size() ? versions_[version + 1].first_passage : rows_.size();
}

std::size_t PassageIndex::VersionsBelow(Slot limit) const {
  const auto end =
      std::lower_bound(versions_.begin(), versions_.end(), limit,
                       [](const Version& version, Slot slot) { return version.slot < slot; });
  return static_cast<std::size_t>(end - versions_.begin());
}

}  // namespace waggle::matching::domain
