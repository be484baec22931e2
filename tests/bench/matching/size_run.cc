#include "tests/bench/matching/size_run.h"

#include <algorithm>
#include <cstdio>
#include <memory>

#include "services/matching/adapters/conversion.h"
#include "tests/bench/matching/exactness.h"
#include "tests/bench/matching/floor.h"
#include "tests/bench/matching/log_with_vectors.h"
#include "tests/bench/matching/own_contenders.h"
#include "tests/bench/matching/peer.h"
#include "tests/bench/matching/peer_files.h"
#include "tests/bench/matching/restart.h"

namespace waggle::bench {
namespace {

using matching::domain::AnalysedDocument;
using matching::v1::CorpusDocument;

// Redis holds no more: what a restart takes grows as the log does.
constexpr std::size_t kProblemsForRedis = 100'000;
// Comparing a query with a million documents by the definition takes a second.
constexpr std::size_t kChecksOfLarge = 16;

// To standard error, so that the report stays what it is.
void Say(const char* what) { std::fprintf(stderr, "  %s …\n", what); }

void SayProgress(std::size_t done, std::size_t all) {
  std::fprintf(stderr, "\r  log of %zu documents: %zu", all, done);
  if (done == all) std::fprintf(stderr, "\n");
}

std::vector<AnalysedDocument> Analyse(const std::vector<CorpusDocument>& documents) {
  matching::domain::TextAnalyser analyser;
  std::vector<AnalysedDocument> analysed;
  for (const CorpusDocument& document : documents) {
    analysed.push_back(AnalyseDocument(analyser, matching::FromProto(document)));
  }
  return analysed;
}

using Peers = std::vector<std::unique_ptr<Peer>>;

Result<Peers> StartPeers(const Plan& plan, std::span<const std::string> log,
                         std::span<const AnalysedDocument> queries, const Definition& definition) {
  Peers peers;
  WAGGLE_ASSIGN_OR_RETURN(const auto files,
                          WritePeerFiles(plan.directory / "peers", log, queries, definition));
  for (const auto& [name, program] : plan.peers) {
    std::fprintf(stderr, "  %s builds its index …\n", name.c_str());
    WAGGLE_ASSIGN_OR_RETURN(auto peer, Peer::Start(name, program, files));
    peers.push_back(std::move(peer));
  }
  return peers;
}

Result<std::vector<PeerReport>> ReportOn(const Peers& peers, std::size_t queries) {
  std::vector<PeerReport> reports;
  for (const auto& peer : peers) {
    WAGGLE_ASSIGN_OR_RETURN(const auto exact, peer->Answers("exact", queries));
    WAGGLE_ASSIGN_OR_RETURN(const auto found, peer->Answers("hnsw", queries));
    reports.push_back({peer->name(), peer->about(), peer->build_seconds(), peer->resident_mb(),
                       Recall(exact, found)});
  }
  return reports;
}

std::vector<Contender> AllContenders(const Subject& subject, const Floor& floor,
                                     const Peers& peers) {
  std::vector<Contender> all;
  const auto add = [&all](std::vector<Contender> some) {
    std::move(some.begin(), some.end(), std::back_inserter(all));
  };
  add(MatchingContenders(subject));
  add(ReadingContenders(subject));
  add(SearchingContenders(subject));
  add({floor.ReadingBytes(), floor.ScanAlone(1), floor.ScanAlone(kComparedTogether)});
  for (const auto& peer : peers) add(peer->Contenders());
  return all;
}

}  // namespace

Result<SizeReport> RunSize(const Plan& plan, const GeneratedLog& generated, KeptVectors& vectors,
                           matching::TextEncoder& encoder, std::size_t problems) {
  SizeReport report;
  report.problems = problems;
  WAGGLE_ASSIGN_OR_RETURN(auto log, MakeLog(generated, vectors, problems, SayProgress));
  WAGGLE_ASSIGN_OR_RETURN(auto arrivals, MakeArrivals(generated, vectors, problems, plan.arrivals));
  const std::vector<AnalysedDocument> queries = Analyse(arrivals);
  for (CorpusDocument& arrival : arrivals) arrival.clear_embeddings();

  Say("index");
  WAGGLE_ASSIGN_OR_RETURN(const Filled filled, FillIndex(log));
  report.fill_seconds = filled.seconds;
  report.passages = filled.index.passages();
  report.bytes_per_passage =
      static_cast<double>(filled.bytes) / static_cast<double>(report.passages);
  if (problems <= kProblemsForRedis) {
    Say("restart from Redis");
    WAGGLE_ASSIGN_OR_RETURN(report.redis_seconds, CatchUpFromRedis(log));
  }

  Say("comparison with the definition");
  auto definition = std::make_unique<Definition>();
  WAGGLE_RETURN_IF_ERROR(ReadLog(log, [&](const AnalysedDocument& document) {
    definition->Append(document);
    return OkStatus();
  }));
  report.checked = std::min(
      {plan.checks, queries.size(), problems > kEncodedProblems ? kChecksOfLarge : plan.checks});
  report.wrong = WrongAnswers(filled.index, *definition, std::span(queries).first(report.checked));

  Peers peers;
  if (problems <= kProblemsForPeers && !plan.peers.empty()) {
    WAGGLE_ASSIGN_OR_RETURN(peers, StartPeers(plan, log, queries, *definition));
  }
  definition.reset();
  log = {};
  Say("measurement");
  const Floor floor(report.passages);
  const Subject subject{filled.index, encoder, arrivals, queries};
  WAGGLE_ASSIGN_OR_RETURN(report.figures,
                          Measure(AllContenders(subject, floor, peers), plan.effort));
  WAGGLE_ASSIGN_OR_RETURN(report.peers, ReportOn(peers, report.checked));
  return report;
}

}  // namespace waggle::bench
