#include "libs/service/runtime.h"

#include "libs/base/backoff.h"
#include "libs/eventing/checkpoints.h"
#include "libs/eventing/event_consumer.h"
#include "libs/eventing/outbox_relay.h"
#include "libs/eventing/topic_catalogue.h"
#include "libs/kafkax/topic_scan.h"

namespace waggle::service {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr int kRpcThreads = 8;
constexpr std::size_t kRpcQueue = 256;
// Each has a thread, and most of them a Kafka client.
constexpr std::size_t kMostStreams = 32;
constexpr milliseconds kCheckpointEvery{500};
constexpr milliseconds kParkingLook{100};
constexpr milliseconds kHealthLook{250};
// Each component's share of the 40 s grace period.
constexpr milliseconds kStopLimit{8000};

}  // namespace

Runtime::Runtime(std::string service, Settings settings, config::Reader& reader, const Clock& clock,
                 observability::Telemetry telemetry)
    : service_(std::move(service)),
      settings_(std::move(settings)),
      reader_(reader),
      clock_(clock),
      telemetry_(telemetry),
      ids_(clock),
      redis_({.address = settings_.redis_address, .password = settings_.redis_password}, telemetry),
      store_(eventing::RedisRecordStore::Unopened(redis_, service_)),
      executor_(kRpcThreads, kRpcQueue, telemetry),
      funnel_(executor_, telemetry),
      unstarted_streams_(std::make_unique<grpcx::Streams>(kMostStreams, telemetry)),
      streams_(*unstarted_streams_),
      health_(telemetry),
      admin_(telemetry.metrics, [this] { return health_.NotReady(); }) {}

Worker& Runtime::Work(std::string name, int threads, milliseconds idle,
                      std::function<Worker::Turn()> turn) {
  auto worker = std::make_unique<Worker>(std::move(name), threads, idle, std::move(turn));
  Worker& reference = *worker;
  workers_.push_back(std::move(worker));
  return reference;
}

Status Runtime::Run(const std::function<void()>& wait_for_stop) {
  WAGGLE_RETURN_IF_ERROR(admin_.Start(settings_.admin_address));
  WAGGLE_RETURN_IF_ERROR(OpenStore());
  if (stop_.stopped()) return OkStatus();
  WAGGLE_RETURN_IF_ERROR(AddComponents());
  SettingsAssertion assertion(service_, settings_.kafka_brokers, redis_, health_, telemetry_);
  Worker watch("health-watch", 1, kHealthLook, [&] {
    WatchHealth(assertion);
    return Worker::Turn::kFoundNothing;
  });
  Status status = StartComponents();
  if (status.ok()) {
    health_.Enter(Health::Stage::kServing);
    static_cast<void>(watch.Start());
    wait_for_stop();
    telemetry_.log.Info("draining");
    health_.Enter(Health::Stage::kDraining);
    watch.Stop(milliseconds(0));
    health_.Observe();
    server_->SetServing(grpcx::Serving::kNo);
    // Routing needs a moment to send new calls elsewhere; there is nothing to wait on.
    StopSignal().WaitFor(settings_.drain_routing);
  }
  StopComponents();
  admin_.Stop();
  return status;
}

Status Runtime::OpenStore() {
  Backoff backoff(milliseconds(100), milliseconds(2000));
  while (!stop_.stopped()) {
    Status status = store_->Load(eventing::RedisRecordStore::WhenEmpty::kRefuse);
    if (status.reason() == "STORE_MISSING") {
      const Status empty = OwnTopicsAreEmpty();
      if (empty.reason() == "TOPIC_HOLDS_EVENTS") return status;
      status = empty.ok() ? store_->Load(eventing::RedisRecordStore::WhenEmpty::kCreate) : empty;
    }
    // Services start in any order: what is not there yet is waited for.
    const bool may_come = IsTransient(status) || status.reason() == "KAFKA_TOPIC_MISSING";
    if (status.ok() || !may_come) return status;
    health_.Report("store", status);
    telemetry_.log.Warn("waiting for the store", status);
    stop_.WaitFor(backoff.Next());
  }
  return OkStatus();
}

Status Runtime::OwnTopicsAreEmpty() {
  std::vector<std::string> topics;
  for (const eventing::OwnTopic& topic : own_topics_) topics.push_back(topic.topic);
  return kafkax::ScanTopics(
      settings_.kafka_brokers, topics,
      [](const kafkax::Record& record) {
        return Status(Code::kFailedPrecondition, "TOPIC_HOLDS_EVENTS",
                      record.topic + " holds events");
      },
      telemetry_);
}

Status Runtime::AddComponents() {
  health_.Report("store", OkStatus());
  std::vector<std::string> own_topics;
  for (const eventing::OwnTopic& topic : own_topics_) own_topics.push_back(topic.topic);
  auto make_producer = [this, own_topics] {
    return kafkax::Producer::Create(settings_.kafka_brokers, own_topics, telemetry_);
  };
  auto relay = std::make_unique<eventing::OutboxRelay>(
      eventing::OutboxStream(redis_, store_->prefix()), settings_.instance, make_producer, clock_,
      telemetry_);
  telemetry_.metrics.BeforeExpose([relay = relay.get()] { relay->MeasureBacklog(); });
  components_.push_back(std::move(relay));
  for (std::unique_ptr<Component>& worker : workers_) components_.push_back(std::move(worker));
  if (!subscriptions_.empty()) {
    const eventing::TopicCatalogue& catalogue = eventing::TopicCatalogue::Instance();
    eventing::InputProcessorOptions options{.group = service_};
    for (const auto& topic : catalogue.UsedBy(service_)) {
      if (topic.personal) options.personal_topics.insert(topic.settings.name);
    }
    // Without them, what a rebuild found answered would be answered again.
    WAGGLE_ASSIGN_OR_RETURN(options.answered_event_ids, eventing::AnsweredInputs(*store_));
    processor_ = std::make_unique<eventing::InputProcessor>(std::move(options), subscriptions_,
                                                            *store_, clock_, telemetry_);
    components_.push_back(std::make_unique<Worker>("checkpoints", 1, kCheckpointEvery, [this] {
      const Result<bool> published = eventing::PublishCheckpoints(service_, *store_);
      if (!published.ok()) telemetry_.log.Warn("checkpoint not written", published.status());
      return Worker::Turn::kFoundNothing;
    }));
    components_.push_back(std::make_unique<Worker>("parked-inputs", 1, kParkingLook, [this] {
      const Result<bool> found = processor_->RetryParked();
      if (!found.ok()) telemetry_.log.Warn("parked input not tried", found.status());
      return found.ok() && *found ? Worker::Turn::kFoundWork : Worker::Turn::kFoundNothing;
    }));
    kafkax::GroupConsumerOptions consumer{.brokers = settings_.kafka_brokers,
                                          .group = service_,
                                          .instance = settings_.instance,
                                          .topics = catalogue.ConsumedBy(service_)};
    components_.push_back(std::make_unique<eventing::EventConsumer>(
        std::move(consumer), *processor_, *store_, telemetry_));
  }
  auto server = std::make_unique<grpcx::Server>(settings_.grpc_address, apis_);
  server_ = server.get();
  components_.push_back(std::move(server));
  components_.push_back(std::move(unstarted_streams_));
  return OkStatus();
}

Status Runtime::StartComponents() {
  for (const std::unique_ptr<Component>& component : components_) {
    WAGGLE_RETURN_IF_ERROR(component->Start());
  }
  return OkStatus();
}

void Runtime::StopComponents() {
  for (auto component = components_.rbegin(); component != components_.rend(); ++component) {
    const auto start = Steady::now();
    (*component)->Stop(kStopLimit);
    const std::chrono::duration<double> elapsed = Steady::now() - start;
    telemetry_.log.Info("stopped", {{"component", std::string((*component)->name())},
                                    {"seconds", elapsed.count()}});
  }
}

void Runtime::WatchHealth(SettingsAssertion& assertion) {
  assertion.Tick();
  for (const std::unique_ptr<Component>& component : components_) {
    health_.Report(std::string(component->name()), component->Readiness());
  }
  const Health::Verdict verdict = health_.Observe();
  server_->SetServing(verdict == Health::Verdict::kReady ? grpcx::Serving::kYes
                                                         : grpcx::Serving::kNo);
}

Status Runtime::Rebuild() {
  const eventing::RebuildPlan plan{service_, settings_.kafka_brokers, own_topics_, subscriptions_};
  WAGGLE_ASSIGN_OR_RETURN(const eventing::RebuildReport report,
                          eventing::Rebuild(plan, redis_, clock_, telemetry_));
  telemetry_.log.Info("rebuilt", {{"epoch", report.epoch},
                                  {"aggregates", report.aggregates},
                                  {"requests", report.requests},
                                  {"inputs_projected", report.inputs_projected},
                                  {"inputs_answered", report.inputs_answered}});
  return OkStatus();
}

}  // namespace waggle::service
