#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "libs/base/clock.h"
#include "libs/base/component.h"
#include "libs/base/stop_signal.h"
#include "libs/base/uuid.h"
#include "libs/base/worker.h"
#include "libs/config/reader.h"
#include "libs/eventing/input_processor.h"
#include "libs/eventing/rebuild.h"
#include "libs/eventing/redis_record_store.h"
#include "libs/grpcx/funnel.h"
#include "libs/grpcx/server.h"
#include "libs/grpcx/streams.h"
#include "libs/observability/admin_server.h"
#include "libs/observability/telemetry.h"
#include "libs/service/health.h"
#include "libs/service/settings.h"
#include "libs/service/settings_assertion.h"

namespace grpc {
class Service;
}

namespace waggle::service {

// What a service's wiring builds on, and where it says what the service consists of. The wiring
// runs once, on the main thread, before anything is started; what it owns here is destroyed in
// reverse order after everything has stopped.
class Runtime {
 public:
  Runtime(std::string service, Settings settings, config::Reader& reader, const Clock& clock,
          observability::Telemetry telemetry);

  const std::string& service() const { return service_; }
  const Settings& settings() const { return settings_; }
  // The service's own settings come from here; `Finish` is called after the wiring.
  config::Reader& reader() { return reader_; }
  const Clock& clock() const { return clock_; }
  IdGenerator& ids() { return ids_; }
  observability::Telemetry telemetry() { return telemetry_; }
  redisx::Pool& redis() { return redis_; }
  // Usable from the first start of a component on.
  eventing::RecordStore& store() { return *store_; }
  grpcx::Funnel& funnel() { return funnel_; }
  grpcx::Streams& streams() { return streams_; }

  // Stopped when the process is asked to end: for what must not wait for its own end then.
  const StopSignal& stop() const { return stop_; }

  // Keeps an object alive as long as the process serves.
  template <class T, class... Arguments>
  T& Own(Arguments&&... arguments) {
    auto object = std::make_shared<T>(std::forward<Arguments>(arguments)...);
    T& reference = *object;
    owned_.push_back(std::move(object));
    return reference;
  }

  // A gRPC service of this process; not owned. `full_name` as in its proto.
  void Serve(grpc::Service& api, const char* full_name) {
    apis_.push_back(&api);
    funnel_.Announce(full_name);
  }
  // A topic that this service writes, and how its states come back in a rebuild.
  void Publish(eventing::OwnTopic topic) { own_topics_.push_back(std::move(topic)); }
  // A topic that this service reads.
  void Consume(eventing::Subscription subscription) {
    subscriptions_.push_back(std::move(subscription));
  }
  // Threads of this service's own; stopped after the inlets and before the relay.
  Worker& Work(std::string name, int threads, std::chrono::milliseconds idle,
               std::function<Worker::Turn()> turn);

  // Another part with a life of its own, in the same place as workers and before those added later.
  template <class T, class... Arguments>
  T& Add(Arguments&&... arguments) {
    auto component = std::make_unique<T>(std::forward<Arguments>(arguments)...);
    T& reference = *component;
    workers_.push_back(std::move(component));
    return reference;
  }

  // Serves until `wait_for_stop` returns (a signal, in a process), then drains. An error means that
  // serving could not begin.
  Status Run(const std::function<void()>& wait_for_stop);
  // Ends the waiting for dependencies at start. Thread-safe.
  void RequestStop() { stop_.Stop(); }
  // Restores the service's Redis from Kafka.
  Status Rebuild();

 private:
  Status OpenStore();
  Status OwnTopicsAreEmpty();
  Status AddComponents();
  Status StartComponents();
  void StopComponents();
  // Keeps the health service, the readiness gauge and the log in step with what the components
  // report.
  void WatchHealth(SettingsAssertion& assertion);

  const std::string service_;
  const Settings settings_;
  config::Reader& reader_;
  const Clock& clock_;
  observability::Telemetry telemetry_;
  UuidV7Generator ids_;
  redisx::Pool redis_;
  std::unique_ptr<eventing::RedisRecordStore> store_;
  grpcx::Executor executor_;
  grpcx::Funnel funnel_;

  std::vector<grpc::Service*> apis_;
  std::vector<eventing::OwnTopic> own_topics_;
  std::vector<eventing::Subscription> subscriptions_;
  std::vector<std::shared_ptr<void>> owned_;

  std::unique_ptr<eventing::InputProcessor> processor_;
  // In the order of starting.
  std::vector<std::unique_ptr<Component>> components_;
  // One of the components, the last.
  std::unique_ptr<grpcx::Streams> unstarted_streams_;
  grpcx::Streams& streams_;
  std::vector<std::unique_ptr<Component>> workers_;
  grpcx::Server* server_ = nullptr;
  StopSignal stop_;
  Health health_;
  observability::AdminServer admin_;
};

struct ServiceDefinition {
  std::string name;
  std::string summary;
  DefaultPorts ports;
  Status (*wire)(Runtime&) = nullptr;
};

// All of a service's `main`: flags, settings, wiring, serving, draining. The exit status of the
// process.
int RunMain(int argc, char** argv, const ServiceDefinition& definition);

}  // namespace waggle::service
