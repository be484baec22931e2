#include "tests/bench/matching/contender.h"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "libs/base/check.h"

namespace waggle::bench {
namespace {

// A short effort warms up shortly too.
constexpr double kWarmUpToMeasurement = 6;
constexpr std::size_t kFewCalls = 4;

double CoreSeconds() {
  timespec spent;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
  return static_cast<double>(spent.tv_sec) + 1e-9 * static_cast<double>(spent.tv_nsec);
}

double Sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

class Series {
 public:
  Series(const Contender& contender, const Effort& effort) : contender_(contender) {
    rounds_.reserve(static_cast<std::size_t>(effort.rounds));
  }

  Status WarmUp(const Effort& effort) {
    const double enough =
        std::min(contender_.warm_up_seconds, kWarmUpToMeasurement * effort.seconds * effort.rounds);
    double spent = 0;
    double call = 0;
    while (spent < enough) {
      WAGGLE_ASSIGN_OR_RETURN(const Contender::Round round, contender_.run(next_, kFewCalls));
      Advance(kFewCalls);
      spent += Sum(round.seconds);
      call = Percentile(round.seconds, 0.5);
    }
    calls_ = std::clamp(static_cast<std::size_t>(effort.seconds / call), effort.least_calls,
                        effort.most_calls);
    return OkStatus();
  }

  Status RunRound() {
    WAGGLE_ASSIGN_OR_RETURN(auto round, contender_.run(next_, calls_));
    Advance(calls_);
    rounds_.push_back(std::move(round));
    return OkStatus();
  }

  Figure Summary() const {
    std::vector<double> rates;
    std::vector<double> calls;
    double core_seconds = 0;
    for (const Contender::Round& round : rounds_) {
      const auto queries = static_cast<double>(round.seconds.size() * contender_.queries_per_call);
      rates.push_back(queries / round.core_seconds);
      core_seconds += round.core_seconds;
      calls.insert(calls.end(), round.seconds.begin(), round.seconds.end());
    }
    constexpr double kMilliseconds = 1000;
    return {contender_.name,
            contender_.about,
            contender_.queries_per_call,
            Percentile(rates, 0.5),
            *std::min_element(rates.begin(), rates.end()),
            *std::max_element(rates.begin(), rates.end()),
            core_seconds / Sum(calls),
            Percentile(calls, 0.5) * kMilliseconds,
            Percentile(calls, 0.99) * kMilliseconds,
            calls.size()};
  }

 private:
  void Advance(std::size_t calls) { next_ += calls * contender_.queries_per_call; }

  const Contender& contender_;
  std::size_t calls_ = 1;
  std::size_t next_ = 0;
  std::vector<Contender::Round> rounds_;
};

}  // namespace

Contender Local(std::string name, std::string about, std::size_t queries_per_call,
                std::function<void(std::size_t first)> call) {
  const auto run = [queries_per_call, call = std::move(call)](
                       std::size_t first, std::size_t calls) -> Result<Contender::Round> {
    Contender::Round round;
    const double before = CoreSeconds();
    for (std::size_t i = 0; i < calls; ++i) {
      const auto start = std::chrono::steady_clock::now();
      call(first + i * queries_per_call);
      const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
      round.seconds.push_back(elapsed.count());
    }
    round.core_seconds = CoreSeconds() - before;
    return round;
  };
  Contender contender{std::move(name), std::move(about), queries_per_call, run};
  return contender;
}

Result<std::vector<Figure>> Measure(std::span<const Contender> contenders, const Effort& effort) {
  std::vector<Series> all;
  for (const Contender& contender : contenders) {
    all.emplace_back(contender, effort);
    WAGGLE_RETURN_IF_ERROR(all.back().WarmUp(effort).Annotate(contender.name));
  }
  for (int round = 0; round < effort.rounds; ++round) {
    for (Series& series : all) WAGGLE_RETURN_IF_ERROR(series.RunRound());
  }
  std::vector<Figure> figures;
  for (const Series& series : all) figures.push_back(series.Summary());
  return figures;
}

double Percentile(std::vector<double> values, double share) {
  WAGGLE_CHECK(!values.empty());
  const auto place =
      static_cast<std::ptrdiff_t>(std::ceil(share * static_cast<double>(values.size()))) - 1;
  const auto at = values.begin() + std::max<std::ptrdiff_t>(place, 0);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

}  // namespace waggle::bench
