#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>

#include "libs/base/clock.h"
#include "libs/base/worker.h"
#include "libs/eventing/record_store.h"

namespace waggle::eventing {

// Extends leases for as long as their work is in hand, so that a lease can be short (a dead
// worker's work is found soon) while the work may be long. A process that stands still stops
// extending, and loses its leases. Thread-safe.
class LeaseKeeper final : public Component {
 public:
  LeaseKeeper(RecordStore& store, const Clock& clock, std::chrono::milliseconds duration);

  std::string_view name() const override { return "lease-keeper"; }
  Status Start() override { return worker_.Start(); }
  void Stop(std::chrono::milliseconds limit) override { worker_.Stop(limit); }

  // For ClaimDue.
  std::chrono::milliseconds duration() const { return duration_; }

  // Keeps one lease while it lives.
  class Kept {
   public:
    Kept(LeaseKeeper& keeper, const Lease& lease);
    ~Kept();
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;

    // OK while the lease is still held.
    Status Check();

   private:
    LeaseKeeper& keeper_;
    const Lease lease_;
  };

 private:
  void ExtendAll();

  RecordStore& store_;
  const Clock& clock_;
  const std::chrono::milliseconds duration_;
  std::mutex mutex_;
  std::map<std::int64_t, Lease> held_;
  Worker worker_;
};

}  // namespace waggle::eventing
