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

// Deliveries not yet in a final state, for the gauges.
class OpenDeliveries {
 public:
  OpenDeliveries(eventing::RecordStore& store, observability::Metrics& metrics)
      : store_(store),
        open_(metrics.AddGauge("waggle_deliveries_open", "E-mails not yet in a final state")),
        oldest_(
            metrics.AddGauge("waggle_deliveries_oldest_open_timestamp_seconds",
                             "When the longest open e-mail was or is next to be tried; 0: none")) {}

  void Measure() {
    const Result<eventing::DueSummary> due = store_.Due(adapters::DeliveryAggregate().kind());
    if (!due.ok()) return;
    open_.Set(static_cast<double>(due->count));
    oldest_.Set(due->oldest ? static_cast<double>(due->oldest->time_since_epoch().count()) / 1000
                            : 0);
  }

 private:
  eventing::RecordStore& store_;
  observability::Gauge open_;
  observability::Gauge oldest_;
};

Worker::Turn TakeTurn(adapters::SendDeliveries& sender, OpenDeliveries& open,
                      observability::Telemetry telemetry) {
  const Result<adapters::SendDeliveries::Turn> turn = sender.SendNext();
  if (!turn.ok()) {
    telemetry.log.Warn("delivery not attempted", turn.status());
    StopSignal().WaitFor(kAfterFailure);
    return Worker::Turn::kFoundNothing;
  }
  if (*turn == adapters::SendDeliveries::Turn::kHandled) return Worker::Turn::kFoundWork;
  open.Measure();
  return Worker::Turn::kFoundNothing;
}

}  // namespace

Status Wire(service::Runtime& runtime) {
  auto& store = runtime.store();
  const observability::Telemetry telemetry = runtime.telemetry();
  WAGGLE_ASSIGN_OR_RETURN(const Config config, ReadConfig(runtime.reader()));
  runtime.Publish(eventing::Restores(adapters::DeliveryAggregate()));

  auto& leases = runtime.Add<eventing::LeaseKeeper>(store, runtime.clock(), kLease);
  auto& open = runtime.Own<OpenDeliveries>(store, telemetry.metrics);
  std::vector<Worker*> senders;
  for (int i = 0; i < kSenders; ++i) {
    WAGGLE_ASSIGN_OR_RETURN(auto smtp, adapters::SmtpSender::Create(config.smtp, runtime.stop()));
    auto& sender = runtime.Own<adapters::SendDeliveries>(store, runtime.ids(), runtime.clock(),
                                                         leases, std::move(smtp), config.policy,
                                                         config.retry, config.mail, telemetry);
    senders.push_back(&runtime.Work("sender", 1, kLookForDue, [&sender, &open, telemetry] {
      return TakeTurn(sender, open, telemetry);
    }));
  }

  auto& plan = runtime.Own<adapters::PlanDeliveries>(store, runtime.ids(), runtime.clock(),
                                                     config.mail.from.address);
  const auto wake = [senders] {
    for (Worker* sender : senders) sender->Wake();
  };
  for (eventing::Subscription& subscription : plan.Subscriptions(wake))
    runtime.Consume(std::move(subscription));
  runtime.Serve(runtime.Own<adapters::GrpcDeliveryService>(store, runtime.funnel()));
  return OkStatus();
}

}  // namespace waggle::notification
