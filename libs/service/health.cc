#include "libs/service/health.h"

#include <algorithm>

namespace waggle::service {

Health::Health(observability::Telemetry telemetry)
    : telemetry_(telemetry),
      ready_(telemetry.metrics.AddGauge("waggle_ready", "1 while the process can do its work")) {}

void Health::Enter(Stage stage) {
  const std::lock_guard lock(mutex_);
  stage_ = stage;
}

void Health::Report(const std::string& condition, const Status& status) {
  const std::lock_guard lock(mutex_);
  const auto known = std::find_if(conditions_.begin(), conditions_.end(),
                                  [&](const auto& entry) { return entry.first == condition; });
  if (known == conditions_.end()) {
    conditions_.emplace_back(condition, status);
  } else {
    known->second = status;
  }
}

observability::NotReadyReasons Health::NotReady() const {
  const std::lock_guard lock(mutex_);
  observability::NotReadyReasons reasons;
  if (stage_ == Stage::kStarting) reasons.emplace_back("starting");
  if (stage_ == Stage::kDraining) reasons.emplace_back("draining");
  for (const auto& [condition, status] : conditions_) {
    if (!status.ok()) reasons.push_back(condition + ": " + status.ToString());
  }
  return reasons;
}

Health::Verdict Health::Observe() {
  const observability::NotReadyReasons reasons = NotReady();
  const Verdict verdict = reasons.empty() ? Verdict::kReady : Verdict::kNotReady;
  const std::lock_guard lock(mutex_);
  ready_.Set(verdict == Verdict::kReady ? 1 : 0);
  if (verdict != last_) {
    if (verdict == Verdict::kReady) {
      telemetry_.log.Info("ready");
    } else {
      telemetry_.log.Warn("not ready", {{"reason", reasons.front()}});
    }
    last_ = verdict;
  }
  return verdict;
}

}  // namespace waggle::service
