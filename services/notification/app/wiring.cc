#include "services/notification/app/wiring.h"

#include "libs/eventing/lease_keeper.h"
#include "services/notification/adapters/aggregates.h"
#include "services/notification/adapters/grpc_delivery_service.h"
#include "services/notification/adapters/plan_deliveries.h"
#include "services/notification/adapters/send_deliveries.h"
#include "services/notification/app/config.h"

namespace waggle::notification {
namespace {

constexpr int kSenders = 2;
// How often a sender looks for mail that has become due, or that another replica left behind.
constexpr std::chrono::milliseconds kLookForDue{250};
// A dead sender's mail is found after this.
constexpr std::chrono::milliseconds kLease{12'000};
constexpr std::chrono::milliseconds kAfterFailure{200};

// Deliveries not yet in a final state: the gauges are read from the store when somebody asks.
void MeasureOpenDeliveries(eventing::RecordStore& store, observability::Metrics& metrics) {
  observability::Gauge open =
      metrics.AddGauge("waggle_deliveries_open", "E-mails not yet in a final state");
  observability::Gauge oldest =
      metrics.AddGauge("waggle_deliveries_oldest_open_timestamp_seconds",
                       "When the longest open e-mail was or is next to be tried; 0: none");
  metrics.BeforeExpose([&store, open, oldest]() mutable {
    const Result<eventing::DueSummary> due = store.Due(adapters::DeliveryAggregate().kind());
    if (!due.ok()) return;
    open.Set(static_cast<double>(due->count));
    oldest.Set(due->oldest ? static_cast<double>(due->oldest->time_since_epoch().count()) / 1000
                           : 0);
  });
}

Worker::Turn TakeTurn(adapters::SendDeliveries& sender, observability::Telemetry telemetry) {
  const Result<adapters::SendDeliveries::Turn> turn = sender.SendNext();
  if (!turn.ok()) {
    telemetry.log.Warn("delivery not attempted", turn.status());
    StopSignal().WaitFor(kAfterFailure);
    return Worker::Turn::kFoundNothing;
  }
  return *turn == adapters::SendDeliveries::Turn::kHandled ? Worker::Turn::kFoundWork
                                                           : Worker::Turn::kFoundNothing;
}

}  // namespace

Status Wire(service::Runtime& runtime) {
  auto& store = runtime.store();
  const observability::Telemetry telemetry = runtime.telemetry();
  WAGGLE_ASSIGN_OR_RETURN(const Config config, ReadConfig(runtime.reader()));
  runtime.Publish(eventing::Restores(adapters::DeliveryAggregate()));

  auto& leases = runtime.Add<eventing::LeaseKeeper>(store, runtime.clock(), kLease);
  MeasureOpenDeliveries(store, telemetry.metrics);
  std::vector<Worker*> senders;
  for (int i = 0; i < kSenders; ++i) {
    WAGGLE_ASSIGN_OR_RETURN(auto smtp, adapters::SmtpSender::Create(config.smtp, runtime.stop()));
    auto& sender = runtime.Own<adapters::SendDeliveries>(store, runtime.ids(), runtime.clock(),
                                                         leases, std::move(smtp), config.policy,
                                                         config.retry, config.mail, telemetry);
    senders.push_back(&runtime.Work("sender", 1, kLookForDue,
                                    [&sender, telemetry] { return TakeTurn(sender, telemetry); }));
  }

  auto& plan = runtime.Own<adapters::PlanDeliveries>(store, runtime.ids(), runtime.clock(),
                                                     config.mail.from.address);
  const auto wake = [senders] {
    for (Worker* sender : senders) sender->Wake();
  };
  for (eventing::Subscription& subscription : plan.Subscriptions(wake))
    runtime.Consume(std::move(subscription));
  runtime.Serve(runtime.Own<adapters::GrpcDeliveryService>(store, runtime.funnel()),
                v1::DeliveryService::service_full_name());
  return OkStatus();
}

}  // namespace waggle::notification
