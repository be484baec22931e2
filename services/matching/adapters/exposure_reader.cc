#include "services/matching/adapters/exposure_reader.h"

#include "libs/eventing/event_codec.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/match_lists.h"

namespace waggle::matching {
namespace {

constexpr std::chrono::minutes kRefresh{1};
constexpr std::chrono::weeks kPeriod{domain::kExposureWeeks};

observability::Gauge Gini(observability::Metrics& metrics, std::string_view by) {
  return metrics.AddGauge("waggle_matching_exposure_gini",
                          "How unevenly proposals of the last 13 weeks reached practices of "
                          "different kinds; 0: evenly",
                          {{"by", std::string(by)}});
}

}  // namespace

ExposureReader::ExposureReader(eventing::RecordStore& store, observability::Metrics& metrics)
    : store_(store),
      imd_gini_(Gini(metrics, "imd_quintile")),
      list_size_gini_(Gini(metrics, "list_size_band")) {}

Result<ExposureReader::Reading> ExposureReader::Read(Time now) {
  WAGGLE_RETURN_IF_ERROR(RefreshGroups(now));
  WAGGLE_RETURN_IF_ERROR(FollowProposals(now));
  imd_gini_.Set(exposure_.ImdGini().value());
  list_size_gini_.Set(exposure_.ListSizeGini().value());
  return Reading{exposure_, groups_};
}

Status ExposureReader::RefreshGroups(Time now) {
  if (groups_read_at_ && now - *groups_read_at_ < kRefresh) return OkStatus();
  WAGGLE_ASSIGN_OR_RETURN(const auto practices, LoadPractices(store_));
  groups_.clear();
  exposure_ = {};
  for (const domain::PracticeContext& practice : practices) {
    const domain::ExposureGroups groups{domain::ImdQuintileOf(practice.imd_decile),
                                        domain::ListSizeBandOf(practice.list_size)};
    groups_[practice.ods_code] = groups;
    const auto count = counts_.find(practice.ods_code);
    exposure_.AddPractice(groups, count == counts_.end() ? 0 : count->second);
  }
  groups_read_at_ = now;
  return OkStatus();
}

Status ExposureReader::FollowProposals(Time now) {
  constexpr std::size_t kBatch = 1000;
  // A row that another replica adds behind our position with an earlier time is left out.
  if (position_.empty()) position_ = ProposedKey(now - kPeriod);
  while (true) {
    WAGGLE_ASSIGN_OR_RETURN(const auto rows,
                            store_.List(std::string(kProposedByTime), position_, kBatch));
    if (rows.empty()) break;
    position_ = rows.back().position;
    WAGGLE_ASSIGN_OR_RETURN(const auto matches,
                            MatchAggregate().LoadMany(store_, eventing::IdsOf(rows)));
    for (const auto& [match, sequence] : matches) {
      proposals_.emplace_back(eventing::FromTimestamp(match.propose_time()),
                              domain::OdsCode(match.ods_code()));
      Count(proposals_.back().second, 1);
    }
  }
  while (!proposals_.empty() && proposals_.front().first < now - kPeriod) {
    Count(proposals_.front().second, -1);
    proposals_.pop_front();
  }
  return OkStatus();
}

void ExposureReader::Count(const domain::OdsCode& practice, std::int64_t change) {
  const auto count = counts_.try_emplace(practice, 0).first;
  count->second += change;
  if (count->second == 0) counts_.erase(count);
  if (const auto groups = groups_.find(practice); groups != groups_.end()) {
    exposure_.AddProposals(groups->second, change);
  }
}

}  // namespace waggle::matching
