#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "libs/kafkax/producer.h"

namespace waggle::testing {

// Stands for Kafka behind `kafkax::Producer`: acknowledges everything at once, unless a test says
// otherwise. Delivery reports come on a thread of its own, as librdkafka's do. Outlives its
// producers. Thread-safe.
class ScriptedKafka {
 public:
  ScriptedKafka();
  ~ScriptedKafka();

  Result<std::unique_ptr<kafkax::Producer>> MakeProducer();

  // From now on nothing is reported, until Release acknowledges what has piled up.
  void Hold();
  void Release();
  // The delivery report of the next record with this key says `status`.
  void FailDelivery(const std::string& key, const Status& status);
  // The next `Send` of a record with this key returns `status` and queues nothing.
  void RefuseSend(const std::string& key, const Status& status);
  // Every producer that exists now can only be replaced; what it has not reported is never
  // reported.
  void BreakProducers();

  // Keys of what was acknowledged, in order.
  std::vector<std::string> acknowledged() const;
  // Keys of what was taken, in order, acknowledged or not.
  std::vector<std::string> sent() const;
  // The record with this key that was taken last, and how many had been acknowledged when it was.
  struct Sent {
    kafkax::OutgoingRecord record;
    std::size_t acknowledged_before;
  };
  Sent last_sent(const std::string& key) const;
  int producers_made() const;
  int producers_alive() const;
  // The most that ever waited for their reports.
  std::size_t most_unreported() const;

 private:
  class FakeProducer;
  struct Queued {
    int producer;
    std::string key;
    Status outcome;
    kafkax::Producer::DeliveryReport report;
  };

  Status Take(int producer, const kafkax::OutgoingRecord& record,
              kafkax::Producer::DeliveryReport report);
  bool IsBroken(int producer) const;
  void Forget(int producer);
  bool HasReported(int producer) const;
  void ReportQueued();

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool held_ = false;
  bool stopping_ = false;
  int made_ = 0;
  int alive_ = 0;
  std::size_t most_unreported_ = 0;
  // Producers up to this number are broken.
  int broken_up_to_ = 0;
  // The producer whose report is being called.
  int reporting_ = 0;
  std::deque<Queued> queue_;
  std::vector<std::pair<std::string, Status>> failures_;
  std::vector<std::pair<std::string, Status>> refusals_;
  std::vector<std::string> acknowledged_;
  std::vector<Sent> sent_;
  std::thread thread_;
};

}  // namespace waggle::testing
