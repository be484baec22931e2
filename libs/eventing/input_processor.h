#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "libs/base/clock.h"
#include "libs/eventing/dead_letter.h"
#include "libs/eventing/parking.h"
#include "libs/eventing/record_store.h"
#include "libs/eventing/subscription.h"
#include "libs/observability/telemetry.h"

namespace waggle::eventing {

enum class InputOutcome { kApplied, kDuplicate, kParked, kDeadLettered };

struct InputProcessorOptions {
  // Consumer group: names dead-letter topics.
  std::string group;
  // Topics whose dead letters keep no value.
  std::set<std::string> personal_topics = {};
  // How long a record may wait for what it names.
  std::chrono::milliseconds parking_limit = std::chrono::minutes(10);
  // Inputs whose consequences a rebuild has already found in the service's own topics.
  std::set<std::string> answered_event_ids = {};
};

// Handles one consumed record: decodes it, lets its subscription add to a commit and applies that.
// Every way out stores the record's offset in the same commit, so a record is never lost and never
// handled half. An error is transient: nothing was written, call again. Thread-safe.
class InputProcessor {
 public:
  InputProcessor(InputProcessorOptions options, std::vector<Subscription> subscriptions,
                 RecordStore& store, const Clock& clock, observability::Telemetry telemetry);

  Result<InputOutcome> Process(const kafkax::Record& record);
  // Tries one parked record again, if any is due; false when none was.
  Result<bool> RetryParked();

  // What only a rebuild does: the copies, and the marks of what was seen, without consequences.
  Status ProjectOnly(const kafkax::Record& record);

  std::vector<std::string> topics() const;

 private:
  struct Attempt {
    Commit commit;
    Status status;
  };
  // Whether `record` stands in a partition or comes from parking.
  enum class Source { kPartition, kParking };

  Attempt Prepare(const kafkax::Record& record, Source source);
  Result<InputOutcome> Finish(const kafkax::Record& record, Source source, const Attempt& attempt);
  Result<InputOutcome> Park(const kafkax::Record& record);
  // Whether an earlier record of the same aggregate is parked: then this one must wait behind it,
  // or what follows from the earlier state would be lost as already seen.
  Result<bool> WaitsBehindAnother(const kafkax::Record& record);
  Status TryAgainLater(const ParkedInput& parked, const Lease& lease);
  Result<InputOutcome> DeadLetter(const kafkax::Record& record, Source source, const Status& why);
  Result<InputOutcome> HandleRecord(const kafkax::Record& record);
  // Tries until the outcome is clear: lost races at once, failures of our own three times.
  Result<InputOutcome> TryRecord(const kafkax::Record& record, Source source);
  // The topic whose subscription handles the record; its own when there is none.
  std::string HandledTopic(const kafkax::Record& record) const;
  ConsumedInput InputOf(const kafkax::Record& record, Source source) const;
  void Count(const kafkax::Record& record, InputOutcome outcome);
  void ObserveDelay(const kafkax::Record& record);

  const InputProcessorOptions options_;
  std::map<std::string, Subscription> subscriptions_;
  RecordStore& store_;
  const Clock& clock_;
  observability::Telemetry telemetry_;
};

}  // namespace waggle::eventing
