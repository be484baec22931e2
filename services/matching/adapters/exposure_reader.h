#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "libs/observability/telemetry.h"
#include "services/matching/domain/exposure.h"
#include "services/matching/domain/ods_code.h"

namespace waggle::matching {

// How evenly proposals have reached practices of every kind in the last kExposureWeeks, and to
// which kind each practice belongs; also shown to operators as Gini coefficients. Follows the list
// of proposals, and looks at the organisations again once a minute: close enough for a figure that
// moves in weeks. Used by one thread.
class ExposureReader {
 public:
  ExposureReader(eventing::RecordStore& store, observability::Metrics& metrics);

  struct Reading {
    domain::Exposure exposure;
    // Of all practices known.
    const std::map<domain::OdsCode, domain::ExposureGroups>& groups;
  };
  // The groups are valid until the next call.
  Result<Reading> Read(Time now);

 private:
  Status RefreshGroups(Time now);
  Status FollowProposals(Time now);
  // One more proposal of the period to the practice, or with -1 one less.
  void Count(const domain::OdsCode& practice, std::int64_t change);

  eventing::RecordStore& store_;
  observability::Gauge imd_gini_;
  observability::Gauge list_size_gini_;
  std::map<domain::OdsCode, domain::ExposureGroups> groups_;
  std::optional<Time> groups_read_at_;
  // Of the practices in groups_, with their proposals in counts_.
  domain::Exposure exposure_;
  // Proposals of the period, oldest first.
  std::deque<std::pair<Time, domain::OdsCode>> proposals_;
  // Of these, by practice.
  std::map<domain::OdsCode, std::int64_t> counts_;
  std::string position_;
};

}  // namespace waggle::matching
