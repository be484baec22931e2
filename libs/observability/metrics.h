#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}  // namespace prometheus

namespace waggle::observability {

using Labels = std::map<std::string, std::string>;

// Handles to one time series each. Copyable, thread-safe, valid as long as the Metrics that made
// them.
class Counter {
 public:
  explicit Counter(prometheus::Counter& series) : series_(&series) {}
  void Increment(double by = 1);
  double Value() const;

 private:
  prometheus::Counter* series_;
};

class Gauge {
 public:
  explicit Gauge(prometheus::Gauge& series) : series_(&series) {}
  void Set(double value);
  double Value() const;

 private:
  prometheus::Gauge* series_;
};

class Histogram {
 public:
  explicit Histogram(prometheus::Histogram& series) : series_(&series) {}
  void Observe(double seconds);

 private:
  prometheus::Histogram* series_;
};

// All series of a process. Asking twice for the same name and labels gives the same series. Label
// values come from closed sets and series are made at start, so that a graph shows 0 rather than
// nothing. Thread-safe.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  Counter AddCounter(std::string_view name, std::string_view help, const Labels& labels = {});
  Gauge AddGauge(std::string_view name, std::string_view help, const Labels& labels = {});
  // Seconds, in buckets from 1 ms to 60 s.
  Histogram AddHistogram(std::string_view name, std::string_view help, const Labels& labels = {});

  // Called before every Expose, on its thread: sets gauges that must be true at the moment of a
  // scrape. What it uses must outlive the last Expose.
  void BeforeExpose(std::function<void()> refresh);

  // Prometheus text format.
  std::string Expose() const;
  // `name type label,label` of every family, sorted: the contract that a golden test compares.
  std::vector<std::string> Catalogue() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waggle::observability
