#include "services/matching/adapters/watch_matches.h"

namespace waggle::matching {
namespace {

// How soon the end of a stream is noticed.
constexpr std::chrono::milliseconds kLook{100};

Result<kafkax::LogReader::From> ReadStart(const v1::WatchMatchesRequest& request) {
  using From = kafkax::LogReader::From;
  if (request.resume_token().empty()) {
    return From(request.start() == v1::WATCH_START_NOW ? kafkax::LogStart::kEnd
                                                       : kafkax::LogStart::kBeginning);
  }
  if (request.start() != v1::WATCH_START_UNSPECIFIED) {
    return Status::Invalid({{"start", "must be unset where resume_token is set"}});
  }
  auto position = kafkax::LogPosition::Parse(request.resume_token());
  if (!position) {
    return Status::Invalid({{"resume_token", "is not one that this service has given"}});
  }
  return From(std::move(*position));
}

}  // namespace

WatchMatches::WatchMatches(OpenLog open_log, std::chrono::milliseconds silence,
                           observability::Telemetry telemetry)
    : open_log_(std::move(open_log)),
      silence_(silence),
      telemetry_(telemetry),
      unreadable_(telemetry.metrics.AddCounter("waggle_matching_watch_unreadable_total",
                                               "Records that no watcher was told of, because they "
                                               "cannot be read")) {}

Status WatchMatches::Run(const v1::WatchMatchesRequest& request, Listener& listener) {
  WAGGLE_ASSIGN_OR_RETURN(const kafkax::LogReader::From from, ReadStart(request));
  auto log = open_log_(from);
  if (log.status().reason() == "LOG_POSITION_UNFIT") {
    return Status::Invalid({{"resume_token", "is not one of this stream"}});
  }
  if (!log.ok()) return log.status();
  return Follow(request, **log, listener);
}

Status WatchMatches::Follow(const v1::WatchMatchesRequest& request, kafkax::LogReader& log,
                            Listener& listener) {
  using Steady = std::chrono::steady_clock;
  const MatchFilter filter{request.idea_id(), request.ods_code()};
  Steady::time_point last_word;
  const auto tell = [&](v1::WatchMatchesResponse response) {
    response.set_resume_token(log.position().ToToken());
    last_word = Steady::now();
    return listener.Take(response);
  };
  WAGGLE_RETURN_IF_ERROR(tell({}));
  while (true) {
    WAGGLE_RETURN_IF_ERROR(listener.IsThere());
    WAGGLE_ASSIGN_OR_RETURN(auto change, Next(log, filter));
    if (change) {
      WAGGLE_RETURN_IF_ERROR(tell(std::move(*change)));
    } else if (Steady::now() - last_word >= silence_) {
      WAGGLE_RETURN_IF_ERROR(tell({}));
    }
  }
}

Result<std::optional<v1::WatchMatchesResponse>> WatchMatches::Next(kafkax::LogReader& log,
                                                                   const MatchFilter& filter) {
  using Change = std::optional<v1::WatchMatchesResponse>;
  WAGGLE_ASSIGN_OR_RETURN(const auto record, log.Poll(kLook));
  if (!record) return Change();
  auto change = ChangeOf(*record, filter);
  if (change.ok()) return change;
  unreadable_.Increment();
  telemetry_.log.Warn("a change of a match cannot be told", change.status());
  return Change();
}

}  // namespace waggle::matching
