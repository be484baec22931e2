#include "libs/observability/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <mutex>

namespace waggle::observability {
namespace {

const prometheus::Histogram::BucketBoundaries& SecondsBuckets() {
  static const prometheus::Histogram::BucketBoundaries buckets = {
      0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};
  return buckets;
}

std::string_view TypeName(prometheus::MetricType type) {
  switch (type) {
    case prometheus::MetricType::Counter:
      return "counter";
    case prometheus::MetricType::Gauge:
      return "gauge";
    default:
      return "histogram";
  }
}

}  // namespace

struct Metrics::State {
  mutable std::mutex mutex;
  std::vector<std::function<void()>> refreshes;
  prometheus::Registry registry{prometheus::Registry::InsertBehavior::Merge};
};

void Counter::Increment(double by) { series_->Increment(by); }
double Counter::Value() const { return series_->Value(); }
void Gauge::Set(double value) { series_->Set(value); }
double Gauge::Value() const { return series_->Value(); }
void Histogram::Observe(double seconds) { series_->Observe(seconds); }

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

Counter Metrics::AddCounter(std::string_view name, std::string_view help, const Labels& labels) {
  const std::lock_guard lock(state_->mutex);
  return Counter(prometheus::BuildCounter()
                     .Name(std::string(name))
                     .Help(std::string(help))
                     .Register(state_->registry)
                     .Add(labels));
}

Gauge Metrics::AddGauge(std::string_view name, std::string_view help, const Labels& labels) {
  const std::lock_guard lock(state_->mutex);
  return Gauge(prometheus::BuildGauge()
                   .Name(std::string(name))
                   .Help(std::string(help))
                   .Register(state_->registry)
                   .Add(labels));
}

Histogram Metrics::AddHistogram(std::string_view name, std::string_view help,
                                const Labels& labels) {
  const std::lock_guard lock(state_->mutex);
  return Histogram(prometheus::BuildHistogram()
                       .Name(std::string(name))
                       .Help(std::string(help))
                       .Register(state_->registry)
                       .Add(labels, SecondsBuckets()));
}

void Metrics::BeforeExpose(std::function<void()> refresh) {
  const std::lock_guard lock(state_->mutex);
  state_->refreshes.push_back(std::move(refresh));
}

std::string Metrics::Expose() const {
  std::vector<std::function<void()>> refreshes;
  {
    const std::lock_guard lock(state_->mutex);
    refreshes = state_->refreshes;
  }
  for (const std::function<void()>& refresh : refreshes) refresh();
  return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

std::vector<std::string> Metrics::Catalogue() const {
  std::vector<std::string> lines;
  for (const prometheus::MetricFamily& family : state_->registry.Collect()) {
    std::vector<std::string> names;
    for (const prometheus::ClientMetric& metric : family.metric) {
      for (const auto& label : metric.label) names.push_back(label.name);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::string line = family.name + " " + std::string(TypeName(family.type)) + " ";
    for (const std::string& name : names) line += (line.back() == ' ' ? "" : ",") + name;
    while (line.back() == ' ') line.pop_back();
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace waggle::observability
