#include "tests/bench/matching/contender.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "libs/base/check.h"

namespace waggle::bench {
namespace {

// A virtual machine has compiled what it will after so many seconds of one kind of query.
constexpr double kWarmUpSeconds = 2;
constexpr std::size_t kFewCalls = 4;

double Sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

class Series {
 public:
  Series(const Contender& contender, const Effort& effort) : contender_(contender) {
    rounds_.reserve(static_cast<std::size_t>(effort.rounds));
  }

  Status WarmUp(const Effort& effort) {
    const double enough = std::min(kWarmUpSeconds, effort.seconds * effort.rounds);
    double spent = 0;
    double call = 0;
    while (spent < enough) {
      WAGGLE_ASSIGN_OR_RETURN(const auto seconds, contender_.run(next_, kFewCalls));
      Advance(kFewCalls);
      spent += Sum(seconds);
      call = Percentile(seconds, 0.5);
    }
    calls_ = std::clamp(static_cast<std::size_t>(effort.seconds / call), effort.least_calls,
                        effort.most_calls);
    return OkStatus();
  }

  Status RunRound() {
    WAGGLE_ASSIGN_OR_RETURN(auto seconds, contender_.run(next_, calls_));
    Advance(calls_);
    rounds_.push_back(std::move(seconds));
    return OkStatus();
  }

  Figure Summary() const {
    std::vector<double> rates;
    std::vector<double> calls;
    for (const std::vector<double>& round : rounds_) {
      rates.push_back(static_cast<double>(round.size() * contender_.queries_per_call) / Sum(round));
      calls.insert(calls.end(), round.begin(), round.end());
    }
    constexpr double kMilliseconds = 1000;
    return {contender_.name,
            contender_.about,
            contender_.queries_per_call,
            Percentile(rates, 0.5),
            *std::min_element(rates.begin(), rates.end()),
            *std::max_element(rates.begin(), rates.end()),
            Percentile(calls, 0.5) * kMilliseconds,
            Percentile(calls, 0.99) * kMilliseconds,
            calls.size()};
  }

 private:
  void Advance(std::size_t calls) { next_ += calls * contender_.queries_per_call; }

  const Contender& contender_;
  std::size_t calls_ = 1;
  std::size_t next_ = 0;
  std::vector<std::vector<double>> rounds_;
};

}  // namespace

Contender Local(std::string name, std::string about, std::size_t queries_per_call,
                std::function<void(std::size_t first)> call) {
  const auto run = [queries_per_call, call = std::move(call)](
                       std::size_t first, std::size_t calls) -> Result<std::vector<double>> {
    std::vector<double> seconds;
    for (std::size_t i = 0; i < calls; ++i) {
      const auto start = std::chrono::steady_clock::now();
      call(first + i * queries_per_call);
      const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
      seconds.push_back(elapsed.count());
    }
    return seconds;
  };
  return {std::move(name), std::move(about), queries_per_call, run};
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
