// How fast matching is, beside what others reach with the same texts and vectors on the same
// machine in the same run: the program behind tests/bench/matching/run.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>

#include "services/matching/adapters/openvino_text_encoder.h"
#include "tests/bench/matching/machine.h"
#include "tests/bench/matching/size_run.h"

namespace waggle::bench {
namespace {

struct Options {
  // Not said: see SizesOf.
  std::vector<std::size_t> problems;
  std::uint64_t seed = 1;
  bool quick = false;
  std::string json_file;
  std::string demo_data;
  std::string model_directory;
  std::string tokenizer_library;
  std::string directory;
  // name=program
  std::vector<std::string> peers;
  std::vector<std::string> skipped;
};

constexpr int kWrong = 1;
constexpr int kFailed = 2;

int Fail(const Status& status) {
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return kFailed;
}

// Ascending.
std::vector<std::size_t> SizesOf(const Options& options) {
  std::vector<std::size_t> sizes = options.problems;
  if (sizes.empty() && options.quick) sizes = {2'000};
  if (sizes.empty()) sizes = {10'000, 100'000};
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

Plan PlanOf(const Options& options) {
  Plan plan;
  plan.directory = options.directory;
  if (options.quick) {
    plan.effort = {.rounds = 1, .seconds = 0.05, .least_calls = 4, .most_calls = 64};
    plan.arrivals = 64;
  }
  for (const std::string& peer : options.peers) {
    const std::size_t name = peer.find('=');
    plan.peers.emplace_back(peer.substr(0, name), peer.substr(name + 1));
  }
  return plan;
}

Result<std::unique_ptr<matching::TextEncoder>> LoadEncoder(const Options& options, Report& report) {
  const std::int64_t before = ResidentBytes();
  const auto start = std::chrono::steady_clock::now();
  WAGGLE_ASSIGN_OR_RETURN(auto encoder, matching::LoadOpenVinoTextEncoder(
                                            options.model_directory, options.tokenizer_library));
  report.encoder_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  // The first batch takes the memory that reading needs.
  const std::vector<std::string> texts(16, "A text of some words.");
  WAGGLE_RETURN_IF_ERROR(encoder->Encode(texts).status());
  report.encoder_bytes = ResidentBytes() - before;
  return encoder;
}

Status Run(const Options& options, Report& report) {
  report.processor = ProcessorName();
  report.load_average = LoadAverage();
  report.cpu = StayOnOneProcessor();
  report.gigahertz_before = CoreGigahertz();
  report.seed = options.seed;
  report.skipped = options.skipped;
  WAGGLE_ASSIGN_OR_RETURN(const auto encoder, LoadEncoder(options, report));
  WAGGLE_ASSIGN_OR_RETURN(const TextModel model, TextModel::Learn(options.demo_data));
  const GeneratedLog log(model, options.seed);
  KeptVectors vectors(*encoder, std::filesystem::path(options.directory) / "vectors");
  PrintHeading(report);
  std::fflush(stdout);
  for (const std::size_t problems : SizesOf(options)) {
    WAGGLE_ASSIGN_OR_RETURN(auto size, RunSize(PlanOf(options), log, vectors, *encoder, problems));
    Print(size);
    report.sizes.push_back(std::move(size));
  }
  report.gigahertz_after = CoreGigahertz();
  return OkStatus();
}

int Main(const Options& options) {
  Report report;
  const Status status = Run(options, report);
  if (!status.ok()) return Fail(status);
  PrintGoals(report);
  for (const std::string& skipped : report.skipped) std::printf("SKIPPED %s\n", skipped.c_str());
  if (!options.json_file.empty() && !(std::ofstream(options.json_file) << ToJson(report) << '\n')) {
    return Fail({Code::kInternal, "JSON_UNWRITABLE", options.json_file + " cannot be written"});
  }
  if (!report.IsRight()) std::printf("WRONG: the best 20 are not the exact ones, see above\n");
  std::printf("%s\n", Ratios(report).c_str());
  return report.IsRight() ? 0 : kWrong;
}

}  // namespace
}  // namespace waggle::bench

int main(int argc, char** argv) {
  waggle::bench::Options options;
  CLI::App app("How fast matching is on one core, beside peers and floors in the same run.");
  app.add_option("--problems", options.problems, "Sizes of the corpus")->delimiter(',');
  app.add_option("--seed", options.seed, "Of the generated texts");
  app.add_flag("--quick", options.quick, "Short rounds: to see that it runs, not for figures");
  app.add_option("--json", options.json_file, "Write the same as JSON");
  app.add_option("--demo-data", options.demo_data, "Texts to learn from")->required();
  app.add_option("--model", options.model_directory, "The text encoder's files")->required();
  app.add_option("--tokenizer", options.tokenizer_library, "OpenVINO's tokenizer extension")
      ->required();
  app.add_option("--directory", options.directory, "Where vectors and peers' indexes are kept")
      ->required();
  app.add_option("--peer", options.peers, "NAME=PROGRAM of another search engine (peer.h)");
  app.add_option("--skipped", options.skipped, "A peer that is not there, and why");
  CLI11_PARSE(app, argc, argv);
  return waggle::bench::Main(options);
}
