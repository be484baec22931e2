#include "services/matching/domain/passage_index.h"

#include <algorithm>
#include <cmath>

namespace waggle::matching::domain {
namespace {

constexpr float kUnit = kEmbeddingUnit;
constexpr double kUnitSquared = double{kUnit} * kUnit;
// More than what 32-bit sums of a few terms below 4 are off.
constexpr float kFloatError = 1e-5F;
constexpr float kLargestByte = 127;
// Less than any cosine.
constexpr float kNoBound = -10;

// The step is the vector's own, so that it uses all of a byte.
void RoundToBytes(CentredPassage& passage) {
  const auto& parts = passage.vector.components;
  int largest = 1;
  for (const std::int16_t part : parts) largest = std::max(largest, std::abs(int{part}));
  passage.bytes.step = static_cast<float>(largest) / kLargestByte / kUnit;
  double squares = 0;
  double lost = 0;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    const double part = parts[i] / double{kUnit};
    const double byte = std::round(parts[i] * double{kLargestByte} / largest);
    passage.bytes.bytes[i] = static_cast<std::int8_t>(byte);
    passage.sum_of_bytes += passage.bytes.bytes[i];
    const double off = part - byte * double{passage.bytes.step};
    squares += part * part;
    lost += off * off;
  }
  passage.length = static_cast<float>(std::sqrt(squares));
  passage.rounding = static_cast<float>(std::sqrt(lost));
}

// With q' and p' for what is left of q and p by rounding, and unit vectors p: qp is off from q'p'
// by |q||p - p'| + |q - q'||p'| at most, and |p'| is 1 + |p - p'| at most.
CosineBound BoundOf(const CentredPassage& query) {
  return {
      query.bytes.step, CoarseVector::kMiddle * static_cast<float>(query.sum_of_bytes),
      query.length + query.rounding,
      query.rounding - static_cast<float>(query.product_with_centre / kUnitSquared) + kFloatError};
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
  RoundToBytes(centred);
  return centred;
}

void PassageIndex::Append(Slot slot, std::span<const Embedding> passages,
                          std::optional<Slot> replaced) {
  const std::int64_t gone = replaced ? Add(*replaced, -1, sum_) : 0;
  if (passages.empty() && gone == 0) return;
  live_ -= gone;
  versions_.push_back({slot, replaced});
  if (!passages.empty()) {
    has_passages_.resize(slot);
    has_passages_.push_back(true);
  }
  for (const Embedding& passage : passages) {
    const CoarseVector coarse = Coarsen(passage);
    const std::size_t place = exact_.size() % CoarseBlock::kVectors;
    if (place == 0) blocks_.emplace_back();
    blocks_.back().Put(place, coarse);
    slots_.push_back(slot);
    steps_.push_back(coarse.step);
    roundings_.push_back(coarse.rounding);
    exact_.push_back(passage);
  }
  live_ += Add(slot, 1, sum_);
}

std::int64_t PassageIndex::Add(Slot slot, int times,
                               std::array<std::int64_t, kEmbeddingWidth>& sum) const {
  const Passages passages = PassagesOf(slot);
  for (std::size_t passage = passages.begin; passage < passages.end; ++passage) {
    const Embedding& vector = exact_[passage];
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

void PassageIndex::Scan(
    std::span<const std::vector<CentredPassage>> queries, Slot limit,
    const std::function<void(std::size_t query, const Block& block)>& show) const {
  std::vector<const QueryBytes*> bytes;
  std::vector<CosineBound> bound_of;
  for (const auto& query : queries) {
    for (const CentredPassage& passage : query) {
      bytes.push_back(&passage.bytes);
      bound_of.push_back(BoundOf(passage));
    }
  }
  const auto end = static_cast<std::size_t>(std::lower_bound(slots_.begin(), slots_.end(), limit) -
                                            slots_.begin());
  const BlockScan& scan = FastestBlockScan();
  std::vector<BlockSums> sums(bytes.size());
  for (std::size_t begin = 0; begin < end; begin += CoarseBlock::kVectors) {
    const std::size_t count = std::min(end - begin, CoarseBlock::kVectors);
    scan.add_up_products(blocks_[begin / CoarseBlock::kVectors], bytes, sums);
    std::size_t next = 0;
    for (std::size_t query = 0; query < queries.size(); ++query) {
      if (queries[query].empty()) continue;
      BlockNumbers cosines;
      cosines.fill(kNoBound);
      for (std::size_t i = 0; i < queries[query].size(); ++i, ++next) {
        scan.raise_bounds(bound_of[next], sums[next], std::span(steps_).subspan(begin, count),
                          std::span(roundings_).subspan(begin, count), cosines);
      }
      show(query, {std::span(slots_).subspan(begin, count), cosines});
    }
  }
}

std::optional<PassageIndex::Nearness> PassageIndex::NearnessOf(
    std::span<const CentredPassage> query, Slot slot) const {
  const Passages passages = PassagesOf(slot);
  std::int64_t sum = 0;
  std::optional<std::int32_t> nearest;
  Nearness nearness;
  for (std::size_t passage = passages.begin; passage < passages.end; ++passage) {
    const Embedding& theirs = exact_[passage];
    for (std::size_t mine = 0; mine < query.size(); ++mine) {
      const std::int32_t product =
          Dot(query[mine].vector, theirs) - query[mine].product_with_centre;
      sum += product;
      if (nearest && product <= *nearest) continue;
      nearest = product;
      nearness.of_query = mine;
      nearness.of_version = passage - passages.begin;
    }
  }
  if (!nearest) return std::nullopt;
  const auto pairs = static_cast<double>(query.size() * (passages.end - passages.begin));
  nearness.nearest = *nearest / kUnitSquared;
  nearness.mean = static_cast<double>(sum) / pairs / kUnitSquared;
  return nearness;
}

PassageIndex::Passages PassageIndex::PassagesOf(Slot slot) const {
  const auto [begin, end] = std::equal_range(slots_.begin(), slots_.end(), slot);
  return {static_cast<std::size_t>(begin - slots_.begin()),
          static_cast<std::size_t>(end - slots_.begin())};
}

std::size_t PassageIndex::VersionsBelow(Slot limit) const {
  const auto end =
      std::lower_bound(versions_.begin(), versions_.end(), limit,
                       [](const Version& version, Slot slot) { return version.slot < slot; });
  return static_cast<std::size_t>(end - versions_.begin());
}

}  // namespace waggle::matching::domain
