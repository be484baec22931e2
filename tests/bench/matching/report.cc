#include "tests/bench/matching/report.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace waggle::bench {
namespace {

const Figure* Find(const SizeReport& size, std::string_view name) {
  const auto found = std::find_if(size.figures.begin(), size.figures.end(),
                                  [&](const Figure& figure) { return figure.name == name; });
  return found == size.figures.end() ? nullptr : &*found;
}

double RateOf(const SizeReport& size, std::string_view name) {
  const Figure* figure = Find(size, name);
  return figure == nullptr ? 0 : figure->per_second;
}

// The largest with peers, else the largest.
const SizeReport& Compared(const Report& report) {
  const SizeReport* compared = &report.sizes.back();
  for (const SizeReport& size : report.sizes) {
    if (!size.peers.empty()) compared = &size;
  }
  return *compared;
}

struct Ratio {
  std::string name;
  double value;
};

std::vector<Ratio> RatiosOf(const Report& report) {
  const SizeReport& size = Compared(report);
  std::vector<Ratio> ratios;
  const auto add = [&](const char* own, const std::string& name, double other) {
    if (other > 0) ratios.push_back({std::string(own) + '/' + name, RateOf(size, own) / other});
  };
  const double reading = RateOf(size, "embedding_batched");
  for (const PeerReport& peer : size.peers) {
    for (const char* mode : {"_exact", "_hnsw"}) {
      const std::string name = peer.name + mode;
      const double rate = RateOf(size, name);
      add("search_single", name, rate);
      add("search_batched", name, rate);
      if (rate > 0) add("matched_batched", name, 1 / (1 / reading + 1 / rate));
    }
  }
  add("search_single", "floor_memory", RateOf(size, "floor_memory"));
  add("search_single", "floor_scan", RateOf(size, "floor_scan_single"));
  add("search_batched", "floor_scan", RateOf(size, "floor_scan_batched"));
  add("matched_backlog", "embedding", reading);
  add("matched_batched", "embedding", reading);
  return ratios;
}

nlohmann::ordered_json ToJson(const Figure& figure) {
  return {{"name", figure.name},
          {"about", figure.about},
          {"per_second", figure.per_second},
          {"slowest_round", figure.slowest},
          {"fastest_round", figure.fastest},
          {"core_share", figure.core_share},
          {"queries_per_call", figure.queries_per_call},
          {"call_p50_ms", figure.p50},
          {"call_p99_ms", figure.p99},
          {"calls", figure.calls}};
}

nlohmann::ordered_json ToJson(const SizeReport& size) {
  nlohmann::ordered_json json = {{"problems", size.problems},
                                 {"passages", size.passages},
                                 {"bytes_per_passage", size.bytes_per_passage},
                                 {"fill_seconds", size.fill_seconds},
                                 {"checked", size.checked},
                                 {"wrong", size.wrong}};
  if (size.redis_seconds) json["redis_seconds"] = *size.redis_seconds;
  for (const Figure& figure : size.figures) json["figures"].push_back(ToJson(figure));
  for (const PeerReport& peer : size.peers) {
    json["peers"].push_back({{"name", peer.name},
                             {"about", peer.about},
                             {"build_seconds", peer.build_seconds},
                             {"resident_mb", peer.resident_mb},
                             {"recall", peer.recall}});
  }
  return json;
}

void PrintGoal(const char* what, const char* format, double value, const char* goal, bool is_met) {
  char text[32];
  std::snprintf(text, sizeof text, format, value);
  std::printf("  %-48s %10s   %-14s %s\n", what, text, goal, is_met ? "reached" : "MISSED");
}

}  // namespace

bool Report::IsRight() const {
  return std::all_of(sizes.begin(), sizes.end(),
                     [](const auto& size) { return size.wrong.empty(); });
}

void PrintHeading(const Report& report) {
  constexpr double kMegabyte = 1e6;
  std::printf(
      "%s; everything on one core (processor %d) at %.2f GHz, load average %.2f at the start; seed "
      "%llu\n",
      report.processor.c_str(), report.cpu, report.gigahertz_before, report.load_average,
      static_cast<unsigned long long>(report.seed));
  std::printf("text encoder: loaded in %.2f s, %.0f MB\n", report.encoder_seconds,
              static_cast<double>(report.encoder_bytes) / kMegabyte);
}

void Print(const SizeReport& size) {
  std::printf("\n%zu problems, %zu passages\n", size.problems, size.passages);
  std::printf("  %-42s %9s %17s %6s %9s %9s\n", "", "ideas/s", "(of the rounds)", "core", "p50 ms",
              "p99 ms");
  for (const Figure& figure : size.figures) {
    char range[32];
    std::snprintf(range, sizeof range, "(%.0f to %.0f)", figure.slowest, figure.fastest);
    std::printf("  %-42s %9.1f %17s %4.0f %% %9.3f %9.3f%s\n", figure.about.c_str(),
                figure.per_second, range, 100 * figure.core_share, figure.p50, figure.p99,
                figure.queries_per_call == 1 ? "" : "  for all of a call");
  }
  for (const PeerReport& peer : size.peers) {
    std::printf("  %s: %s; indexed in %.0f s, %.0f MB; HNSW finds %.1f %% of its exact best 20\n",
                peer.name.c_str(), peer.about.c_str(), peer.build_seconds, peer.resident_mb,
                100 * peer.recall);
  }
  std::printf("  memory: %.0f bytes a passage, words and ids included\n", size.bytes_per_passage);
  std::printf("  restart: %.2f s from serialized documents to an index", size.fill_seconds);
  if (size.redis_seconds)
    std::printf("; %.2f s by the service's reader from Redis", *size.redis_seconds);
  std::printf("\n  exactness: %zu ideas compared with the definition, %zu wrong\n", size.checked,
              size.wrong.size());
  constexpr std::size_t kShown = 5;
  for (std::size_t i = 0; i < std::min(kShown, size.wrong.size()); ++i) {
    std::printf("    WRONG: %s\n", size.wrong[i].c_str());
  }
  std::fflush(stdout);
}

void PrintGoals(const Report& report) {
  std::printf("\nthe core ran at %.2f GHz at the end\n", report.gigahertz_after);
  const SizeReport& size = Compared(report);
  std::printf("\ngoals of the design (they are for 100,000 problems), at %zu\n", size.problems);
  const double single = RateOf(size, "search_single");
  const double batched = RateOf(size, "search_batched");
  const double matched = RateOf(size, "matched_batched");
  PrintGoal("ideas matched/s, read by 64 and matched by 8", "%.0f", matched, ">= 200",
            matched >= 200);
  PrintGoal("searches/s, one at a time", "%.0f", single, ">= 600", single >= 600);
  PrintGoal("searches/s, 8 together", "%.0f", batched, ">= 1000", batched >= 1000);
  if (const Figure* similar = Find(size, "similar_ideas")) {
    PrintGoal("similar ideas before one is written, p99 ms", "%.0f", similar->p99, "<= 50",
              similar->p99 <= 50);
  }
  const double restart = report.encoder_seconds + size.redis_seconds.value_or(size.fill_seconds);
  PrintGoal("restart, encoder included, s", "%.2f", restart, "<= 5", restart <= 5);
  constexpr double kMegabyte = 1e6;
  const auto passages = static_cast<double>(size.passages);
  const double memory =
      (static_cast<double>(report.encoder_bytes) + passages * size.bytes_per_passage) / kMegabyte;
  // 300 MB and 1.5 KB a passage.
  const double room = 300 + passages * 1536 / kMegabyte;
  char goal[32];
  std::snprintf(goal, sizeof goal, "<= %.0f", room);
  PrintGoal("memory of encoder and index, MB", "%.0f", memory, goal, memory <= room);
}

std::string Ratios(const Report& report) {
  std::string line = "ratios at " + std::to_string(Compared(report).problems) + ":";
  for (const Ratio& ratio : RatiosOf(report)) {
    char value[32];
    std::snprintf(value, sizeof value, " %.2f", ratio.value);
    line += "  " + ratio.name + value;
  }
  return line;
}

std::string ToJson(const Report& report) {
  nlohmann::ordered_json json = {{"processor", report.processor},
                                 {"cpu", report.cpu},
                                 {"load_average", report.load_average},
                                 {"gigahertz_before", report.gigahertz_before},
                                 {"gigahertz_after", report.gigahertz_after},
                                 {"seed", report.seed},
                                 {"encoder_seconds", report.encoder_seconds},
                                 {"encoder_bytes", report.encoder_bytes},
                                 {"skipped", report.skipped}};
  for (const SizeReport& size : report.sizes) json["sizes"].push_back(ToJson(size));
  for (const Ratio& ratio : RatiosOf(report)) json["ratios"][ratio.name] = ratio.value;
  return json.dump(2);
}

}  // namespace waggle::bench
