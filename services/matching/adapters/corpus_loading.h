#pragma once

#include "libs/base/component.h"
#include "libs/base/stop_signal.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/corpus_reader.h"

namespace waggle::matching {

// Fills the process's index before anything is asked of it: a replica is ready when it can answer
// as fast as the others. A store that is away is waited for until `stop`.
class CorpusLoading final : public Component {
 public:
  // What it refers to must outlive it.
  CorpusLoading(CorpusReader& corpus, const StopSignal& stop, observability::Telemetry telemetry);

  std::string_view name() const override { return "corpus"; }
  Status Start() override;
  void Stop(std::chrono::milliseconds) override {}

 private:
  CorpusReader& corpus_;
  const StopSignal& stop_;
  observability::Telemetry telemetry_;
  observability::Gauge seconds_;
  observability::Counter retries_;
};

}  // namespace waggle::matching
