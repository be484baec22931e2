#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "libs/base/status.h"
#include "libs/kafkax/log_reader.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/match_change.h"
#include "waggle/matching/v1/match_service.pb.h"

namespace waggle::matching {

// Tells of changes to matches from the log in which they are published: what other services see,
// no more and no earlier. Thread-safe.
class WatchMatches {
 public:
  using OpenLog =
      std::function<Result<std::unique_ptr<kafkax::LogReader>>(const kafkax::LogReader::From&)>;

  // After `silence` without a change a listener is told how far the log has been read.
  WatchMatches(OpenLog open_log, std::chrono::milliseconds silence,
               observability::Telemetry telemetry);

  // To whom it tells, one stream.
  class Listener {
   public:
    virtual ~Listener() = default;
    // An error ends the stream.
    virtual Status Take(const v1::WatchMatchesResponse& response) = 0;
    virtual Status IsThere() = 0;
  };

  // Until the listener is there no more, or the log cannot be read. INVALID_ARGUMENT for a token
  // that is none, or together with a start.
  Status Run(const v1::WatchMatchesRequest& request, Listener& listener);

 private:
  Status Follow(const v1::WatchMatchesRequest& request, kafkax::LogReader& log, Listener& listener);
  // The next change that is wanted; nothing where none has come within a moment.
  Result<std::optional<v1::WatchMatchesResponse>> Next(kafkax::LogReader& log,
                                                       const MatchFilter& filter);

  const OpenLog open_log_;
  const std::chrono::milliseconds silence_;
  observability::Telemetry telemetry_;
  observability::Counter unreadable_;
};

}  // namespace waggle::matching
