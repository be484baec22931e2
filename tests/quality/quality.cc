// How good the matching is on collections of texts with judgements, with the production code and
// settings: the program behind tests/quality/run.

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "services/matching/adapters/openvino_text_encoder.h"
#include "tests/quality/encoded_texts.h"
#include "tests/quality/evaluation.h"
#include "tests/quality/measures.h"

namespace waggle::quality {
namespace {

struct Options {
  std::vector<std::string> directories;
  std::string json_file;
  std::string pairs_file;
  std::string model_directory;
  std::string tokenizer_library;
  std::string cache_directory;
};

struct Result {
  Collection collection;
  Ranking bm25;
  Ranking dense;
  Ranking hybrid;
  std::optional<Routing> routing;
  std::optional<Reviewing> reviewing;
};

void PrintDifference(const char* name, const std::vector<double>& better,
                     const std::vector<double>& other) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < better.size(); ++i) differences.push_back(better[i] - other[i]);
  const auto [low, high] = BootstrapInterval(differences);
  std::printf("    hybrid - %-6s nDCG@10 %+.3f  [%+.3f, %+.3f]\n", name, Mean(differences), low,
              high);
}

void Print(const Result& result) {
  const Collection& collection = result.collection;
  std::printf("\n%s: %zu texts, %zu queries, %zu judged\n", collection.directory.c_str(),
              collection.problems.size(), collection.ideas.size(), result.hybrid.ndcg10.size());
  std::printf("    %-8s %-24s %-8s %s\n", "", "nDCG@10 [95 %]", "MRR", "recall@100");
  for (const auto& [name, ranking] : {std::pair<const char*, const Ranking*>{"bm25", &result.bm25},
                                      {"dense", &result.dense},
                                      {"hybrid", &result.hybrid}}) {
    const auto [low, high] = BootstrapInterval(ranking->ndcg10);
    std::printf("    %-8s %.3f [%.3f, %.3f]     %.3f    %.3f\n", name, Mean(ranking->ndcg10), low,
                high, Mean(ranking->reciprocal_rank), Mean(ranking->recall100));
  }
  PrintDifference("bm25", result.hybrid.ndcg10, result.bm25.ndcg10);
  PrintDifference("dense", result.hybrid.ndcg10, result.dense.ndcg10);
  if (result.routing) {
    const Routing& routing = *result.routing;
    std::printf(
        "    routing at %.3f: precision %.3f  recall %.3f  F1 %.3f  (%d sent; %d ideas that "
        "help nobody were sent)\n",
        routing.threshold, routing.precision, routing.recall, routing.f1, routing.sent,
        routing.routed_without_match);
  }
  if (result.reviewing) {
    std::printf("    QI reviewer: precision@1 %.3f, adjacent %.3f, of %d ideas\n",
                result.reviewing->precision1, result.reviewing->adjacent, result.reviewing->ideas);
  }
}

nlohmann::ordered_json Means(const Result& result, std::vector<double> Ranking::*measure) {
  return {{"bm25", Mean(result.bm25.*measure)},
          {"dense", Mean(result.dense.*measure)},
          {"hybrid", Mean(result.hybrid.*measure)}};
}

nlohmann::ordered_json ToJson(const Result& result) {
  nlohmann::ordered_json json = {{"dir", result.collection.directory.string()},
                                 {"queries", result.hybrid.ndcg10.size()},
                                 {"ndcg10", Means(result, &Ranking::ndcg10)},
                                 {"mrr", Means(result, &Ranking::reciprocal_rank)},
                                 {"recall100", Means(result, &Ranking::recall100)}};
  if (result.routing) {
    const Routing& routing = *result.routing;
    json["routing"] = {{"precision", routing.precision},
                       {"recall", routing.recall},
                       {"f1", routing.f1},
                       {"threshold", routing.threshold},
                       {"routed_without_match", routing.routed_without_match}};
  }
  if (result.reviewing) json["reviewers"] = {{"precision1", result.reviewing->precision1}};
  return json;
}

// Among which the settings of the words' saturation are chosen.
constexpr std::array kSaturations = {1.2, 1.6, 2.0, 2.5};
constexpr std::array kLengthNormalisations = {0.2, 0.35, 0.5, 0.75};

// Tab-separated: collection, k1, b, query, document, words, meaning, grade; then the judged pairs
// that were not among the best, without parts.
void WritePairs(const Collection& collection,
                const matching::domain::SaturationSettings& saturation, std::ostream& file) {
  const std::string name = collection.directory.filename().string() + '\t' +
                           std::to_string(saturation.saturation) + '\t' +
                           std::to_string(saturation.length_normalisation) + '\t';
  Grades missing = collection.grades;
  for (const ScoredPair& pair : ScoredPairs(collection, saturation)) {
    file << name << pair.query << '\t' << pair.document << '\t' << pair.parts.words << '\t'
         << pair.parts.meaning.value_or(0) << '\t' << pair.grade << '\n';
    missing.erase({pair.query, pair.document});
  }
  for (const auto& [pair, grade] : missing) {
    file << name << pair.first << '\t' << pair.second << "\t\t\t" << grade << '\n';
  }
}

void WritePairs(const Collection& collection, std::ostream& file) {
  for (const double saturation : kSaturations) {
    for (const double length_normalisation : kLengthNormalisations) {
      WritePairs(collection, {saturation, length_normalisation}, file);
    }
  }
}

waggle::Result<Result> Evaluate(const std::string& directory, matching::TextEncoder& encoder,
                                const std::string& cache_directory) {
  WAGGLE_ASSIGN_OR_RETURN(Collection collection, LoadCollection(directory));
  WAGGLE_RETURN_IF_ERROR(EncodeTexts(collection, encoder, cache_directory));
  Result result;
  result.bm25 = Rank(collection, Side::kBm25);
  result.dense = Rank(collection, Side::kDense);
  result.hybrid = Rank(collection, Side::kHybrid);
  if (collection.purpose == Purpose::kRouting) result.routing = Route(collection, Side::kHybrid);
  result.reviewing = Review(collection, Side::kHybrid);
  result.collection = std::move(collection);
  return result;
}

int Fail(const Status& status) {
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return 1;
}

int Run(const Options& options) {
  const auto encoder =
      matching::LoadOpenVinoTextEncoder(options.model_directory, options.tokenizer_library);
  if (!encoder.ok()) return Fail(encoder.status());
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  std::ofstream pairs;
  if (!options.pairs_file.empty()) pairs.open(options.pairs_file);
  for (const std::string& directory : options.directories) {
    const auto result = Evaluate(directory, **encoder, options.cache_directory);
    if (!result.ok()) return Fail(result.status());
    Print(*result);
    std::fflush(stdout);
    all.push_back(ToJson(*result));
    if (pairs.is_open()) WritePairs(result->collection, pairs);
  }
  if (options.json_file.empty()) return 0;
  if (std::ofstream(options.json_file) << all.dump(2) << '\n') return 0;
  return Fail({Code::kInternal, "JSON_UNWRITABLE", options.json_file + " cannot be written"});
}

}  // namespace
}  // namespace waggle::quality

int main(int argc, char** argv) {
  waggle::quality::Options options;
  CLI::App app(
      "Prints nDCG@10, MRR and recall@100 of the words alone, the meaning alone and both, and for "
      "folders with problems and ideas the routing decision and the choice of reviewers.");
  app.add_option(
         "DIR", options.directories,
         "corpus.jsonl, queries.jsonl, qrels.tsv; or problems.jsonl, ideas.jsonl, qrels.tsv")
      ->required();
  app.add_option("--json", options.json_file, "Write the same as JSON");
  app.add_option("--pairs", options.pairs_file,
                 "Write the parts of each score, for tests/quality/tune");
  app.add_option("--model", options.model_directory, "The text encoder's files")->required();
  app.add_option("--tokenizer", options.tokenizer_library, "OpenVINO's tokenizer extension")
      ->required();
  app.add_option("--cache", options.cache_directory, "Where vectors are kept")->required();
  CLI11_PARSE(app, argc, argv);
  return waggle::quality::Run(options);
}
