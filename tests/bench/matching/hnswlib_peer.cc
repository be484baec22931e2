// hnswlib as a peer (peer.h): the service's own words, and for the meaning a graph of near
// neighbours instead of a scan. What is left to say for it is what the graph alone is worth.

#include <hnswlib/hnswlib.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "services/matching/domain/closeness.h"
#include "services/matching/domain/lexical_index.h"
#include "tests/bench/matching/exactness.h"
#include "tests/bench/matching/machine.h"
#include "tests/bench/matching/peer_files.h"

namespace waggle::bench {
namespace {

using matching::domain::DocumentKind;
using matching::domain::kEmbeddingWidth;
using Clock = std::chrono::steady_clock;

// As Lucene's defaults: neighbours of a node, and candidates while the graph is built.
constexpr std::size_t kNeighbours = 16;
constexpr std::size_t kBuildCandidates = 100;
// Candidates of either half of the score.
constexpr std::size_t kCandidates = 100;

struct Ranked {
  float score;
  std::size_t place;

  friend bool operator<(const Ranked& a, const Ranked& b) {
    return a.score != b.score ? a.score > b.score : a.place < b.place;
  }
};

class HnswlibPeer {
 public:
  HnswlibPeer(std::vector<PeerDocument> documents, std::vector<PeerDocument> queries)
      : documents_(std::move(documents)), queries_(std::move(queries)), space_(kEmbeddingWidth) {
    for (const PeerDocument& one : documents_) words_.Append(one.document, std::nullopt);
  }

  // Seconds it took, then or in an earlier run.
  double Build(const std::filesystem::path& directory) {
    const std::string file = directory / "hnswlib.index";
    double seconds = 0;
    if (std::ifstream(directory / "hnswlib.seconds") >> seconds) {
      graph_ = std::make_unique<hnswlib::HierarchicalNSW<float>>(&space_, file);
      return seconds;
    }
    graph_ = std::make_unique<hnswlib::HierarchicalNSW<float>>(&space_, documents_.size(),
                                                               kNeighbours, kBuildCandidates);
    const auto start = Clock::now();
    for (std::size_t place = 0; place < documents_.size(); ++place) {
      if (documents_[place].document.kind != DocumentKind::kProblem) continue;
      graph_->addPoint(documents_[place].vector.data(), place);
    }
    seconds = std::chrono::duration<double>(Clock::now() - start).count();
    graph_->saveIndex(file);
    std::ofstream(directory / "hnswlib.seconds") << seconds;
    return seconds;
  }

  std::vector<std::size_t> Answer(const std::string& mode, std::size_t number) {
    const PeerDocument& query = queries_[number % queries_.size()];
    const auto limit = static_cast<matching::domain::Slot>(documents_.size());
    const std::vector<float> sums = words_.Sums(words_.Prepare(query.document, limit));
    std::vector<Ranked> ranked;
    const auto rank = [&](std::size_t place) {
      const auto& document = documents_[place].document;
      if (document.kind != DocumentKind::kProblem) return;
      if (document.ods_code == query.document.ods_code) return;
      // The distance of hnswlib's inner product is one less the product.
      const float cosine =
          1 - space_.get_dist_func()(query.vector.data(), documents_[place].vector.data(),
                                     space_.get_dist_func_param());
      ranked.push_back({matching::domain::FastCloseness(sums[place], cosine), place});
    };
    if (mode == "exact") {
      for (std::size_t place = 0; place < documents_.size(); ++place) rank(place);
    } else {
      for (const std::size_t place : Candidates(query, sums)) rank(place);
    }
    const std::size_t count = std::min(kBest, ranked.size());
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(count),
                      ranked.end());
    std::vector<std::size_t> best;
    for (std::size_t i = 0; i < count; ++i) best.push_back(ranked[i].place);
    return best;
  }

 private:
  // The nearest by meaning, as far as the graph finds them, and the best by words.
  std::set<std::size_t> Candidates(const PeerDocument& query, const std::vector<float>& sums) {
    graph_->setEf(kCandidates);
    std::set<std::size_t> places;
    for (auto nearest = graph_->searchKnn(query.vector.data(), kCandidates); !nearest.empty();
         nearest.pop()) {
      places.insert(nearest.top().second);
    }
    std::vector<Ranked> by_words;
    for (std::size_t place = 0; place < sums.size(); ++place) {
      if (!by_words.empty() && by_words.size() >= kCandidates &&
          sums[place] <= by_words.front().score) {
        continue;
      }
      by_words.push_back({sums[place], place});
      std::push_heap(by_words.begin(), by_words.end());
      if (by_words.size() <= kCandidates) continue;
      std::pop_heap(by_words.begin(), by_words.end());
      by_words.pop_back();
    }
    for (const Ranked& one : by_words) places.insert(one.place);
    return places;
  }

  std::vector<PeerDocument> documents_;
  std::vector<PeerDocument> queries_;
  matching::domain::LexicalIndex words_;
  hnswlib::InnerProductSpace space_;
  std::unique_ptr<hnswlib::HierarchicalNSW<float>> graph_;
};

std::string Places(const std::vector<std::size_t>& best) {
  std::string places;
  for (const std::size_t place : best) places += std::to_string(place) + ',';
  return places;
}

void Serve(HnswlibPeer& peer) {
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string what;
    std::string mode;
    std::size_t first = 0;
    std::size_t count = 0;
    words >> what >> mode >> first >> count;
    std::string answer;
    for (std::size_t number = first; number < first + count; ++number) {
      const auto start = Clock::now();
      const std::vector<std::size_t> best = peer.Answer(mode, number);
      const std::chrono::duration<double, std::micro> elapsed = Clock::now() - start;
      if (what == "time") answer += ' ' + std::to_string(elapsed.count());
      if (what == "answer") answer += ' ' + Places(best);
    }
    std::printf("%s\n", answer.c_str());
    std::fflush(stdout);
  }
}

int Run(const std::filesystem::path& directory) {
  auto documents = ReadPeerFiles(directory, "documents");
  auto queries = ReadPeerFiles(directory, "queries");
  if (!documents.ok() || !queries.ok()) return 1;
  HnswlibPeer peer(std::move(*documents), std::move(*queries));
  const double seconds = peer.Build(directory);
  // Its exact answers are the service's own, slowly: only for counting what the graph misses.
  std::printf(
      "ready build_seconds=%.1f resident_mb=%.0f timed=hnsw about=hnswlib 0.8.0 with the service's "
      "own words, best %zu of either half\n",
      seconds, static_cast<double>(ResidentBytes()) / 1e6, kCandidates);
  std::fflush(stdout);
  Serve(peer);
  return 0;
}

}  // namespace
}  // namespace waggle::bench

int main(int argc, char** argv) { return argc == 2 ? waggle::bench::Run(argv[1]) : 2; }
