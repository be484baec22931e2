#include "libs/testing/scripted_kafka.h"

#include <algorithm>

namespace waggle::testing {
namespace {

// Takes the first outcome that a test asked for with this key, OK when it asked for none.
Status TakeOutcome(std::vector<std::pair<std::string, Status>>& wanted, const std::string& key) {
  const auto found =
      std::find_if(wanted.begin(), wanted.end(), [&](const auto& e) { return e.first == key; });
  if (found == wanted.end()) return OkStatus();
  Status outcome = found->second;
  wanted.erase(found);
  return outcome;
}

}  // namespace

class ScriptedKafka::FakeProducer final : public kafkax::Producer {
 public:
  FakeProducer(ScriptedKafka& kafka, int number) : kafka_(kafka), number_(number) {}
  ~FakeProducer() override { kafka_.Forget(number_); }

  Status Send(const kafkax::OutgoingRecord& record, DeliveryReport on_delivery) override {
    return kafka_.Take(number_, record, std::move(on_delivery));
  }
  bool Flush(std::chrono::milliseconds limit) override {
    std::unique_lock lock(kafka_.mutex_);
    return kafka_.changed_.wait_for(lock, limit, [this] { return kafka_.HasReported(number_); });
  }
  bool broken() const override { return kafka_.IsBroken(number_); }

 private:
  ScriptedKafka& kafka_;
  const int number_;
};

ScriptedKafka::ScriptedKafka() : thread_([this] { ReportQueued(); }) {}

ScriptedKafka::~ScriptedKafka() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

Result<std::unique_ptr<kafkax::Producer>> ScriptedKafka::MakeProducer() {
  const std::lock_guard lock(mutex_);
  ++alive_;
  return Result<std::unique_ptr<kafkax::Producer>>(std::make_unique<FakeProducer>(*this, ++made_));
}

void ScriptedKafka::Hold() {
  const std::lock_guard lock(mutex_);
  held_ = true;
}

void ScriptedKafka::Release() {
  {
    const std::lock_guard lock(mutex_);
    held_ = false;
  }
  changed_.notify_all();
}

void ScriptedKafka::FailDelivery(const std::string& key, const Status& status) {
  const std::lock_guard lock(mutex_);
  failures_.emplace_back(key, status);
}

void ScriptedKafka::RefuseSend(const std::string& key, const Status& status) {
  const std::lock_guard lock(mutex_);
  refusals_.emplace_back(key, status);
}

void ScriptedKafka::BreakProducers() {
  const std::lock_guard lock(mutex_);
  broken_up_to_ = made_;
  std::erase_if(queue_, [this](const Queued& queued) { return queued.producer <= broken_up_to_; });
}

std::vector<std::string> ScriptedKafka::acknowledged() const {
  const std::lock_guard lock(mutex_);
  return acknowledged_;
}

std::vector<std::string> ScriptedKafka::sent() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> keys;
  for (const Sent& sent : sent_) keys.push_back(sent.record.key);
  return keys;
}

ScriptedKafka::Sent ScriptedKafka::last_sent(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(sent_.rbegin(), sent_.rend(),
                                  [&](const Sent& sent) { return sent.record.key == key; });
  WAGGLE_CHECK(found != sent_.rend());
  return *found;
}

int ScriptedKafka::producers_made() const {
  const std::lock_guard lock(mutex_);
  return made_;
}

int ScriptedKafka::producers_alive() const {
  const std::lock_guard lock(mutex_);
  return alive_;
}

std::size_t ScriptedKafka::most_unreported() const {
  const std::lock_guard lock(mutex_);
  return most_unreported_;
}

Status ScriptedKafka::Take(int producer, const kafkax::OutgoingRecord& record,
                           kafkax::Producer::DeliveryReport report) {
  {
    const std::lock_guard lock(mutex_);
    if (producer <= broken_up_to_) {
      return Status(Code::kInternal, "KAFKA_BROKEN", "the producer is broken");
    }
    const Status refusal = TakeOutcome(refusals_, record.key);
    if (!refusal.ok()) return refusal;
    sent_.push_back({record, acknowledged_.size()});
    queue_.push_back({producer, record.key, TakeOutcome(failures_, record.key), std::move(report)});
    most_unreported_ = std::max(most_unreported_, queue_.size());
  }
  changed_.notify_all();
  return OkStatus();
}

bool ScriptedKafka::IsBroken(int producer) const {
  const std::lock_guard lock(mutex_);
  return producer <= broken_up_to_;
}

void ScriptedKafka::Forget(int producer) {
  std::unique_lock lock(mutex_);
  std::erase_if(queue_, [&](const Queued& queued) { return queued.producer == producer; });
  // As librdkafka's destructor: no report is called after it.
  changed_.wait(lock, [&] { return reporting_ != producer; });
  --alive_;
}

bool ScriptedKafka::HasReported(int producer) const {
  return reporting_ != producer &&
         std::none_of(queue_.begin(), queue_.end(),
                      [&](const Queued& queued) { return queued.producer == producer; });
}

void ScriptedKafka::ReportQueued() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || (!held_ && !queue_.empty()); });
    if (stopping_) return;
    const Queued queued = std::move(queue_.front());
    queue_.pop_front();
    reporting_ = queued.producer;
    if (queued.outcome.ok()) acknowledged_.push_back(queued.key);
    lock.unlock();
    queued.report(queued.outcome);
    lock.lock();
    reporting_ = 0;
    changed_.notify_all();
  }
}

}  // namespace waggle::testing
