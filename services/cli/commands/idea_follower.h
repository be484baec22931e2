#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "libs/base/status.h"
#include "services/cli/rpc/rpc_caller.h"
#include "waggle/evidence/v1/timeline.pb.h"
#include "waggle/notification/v1/delivery.pb.h"

namespace waggle::cli {

// What happened to an idea since the last look.
struct IdeaNews {
  std::vector<evidence::v1::TimelineEntry> entries;
  // E-mails that are new or whose status or number of attempts changed.
  std::vector<notification::v1::Delivery> deliveries;
  // Words about a service that went away or came back, once each time.
  std::vector<std::string> notes;
};

// Follows one idea through evidence and notification. A service that goes away after it has
// answered is asked again at the next look; nothing is lost, because the timeline is read from
// where it was left. Not thread-safe.
class IdeaFollower {
 public:
  IdeaFollower(RpcCaller& rpc, std::string idea_id) : rpc_(rpc), idea_id_(std::move(idea_id)) {}

  // An error ends the following: the idea is not known to intake, or evidence never answered.
  Result<IdeaNews> Look();

 private:
  // Whether a service answers, to report each change once.
  struct Contact {
    bool answered_before = false;
    bool away = false;
  };

  Status LookAtTimeline(IdeaNews& news);
  Status LookAtDeliveries(IdeaNews& news);
  // Evidence hears of an idea a moment after intake: an idea that intake knows will appear.
  Status ConfirmIdea();
  // OK when following goes on although the call failed.
  static Status Bear(const Status& failure, Contact& contact, IdeaNews& news);
  static void NoteAnswer(std::string_view service, Contact& contact, IdeaNews& news);
  std::chrono::milliseconds LookTimeout() const;

  RpcCaller& rpc_;
  std::string idea_id_;
  std::string page_token_;
  bool confirmed_ = false;
  Contact evidence_;
  Contact notification_;
  // Status and attempts last seen, by delivery id.
  std::map<std::string, std::pair<int, int>> seen_;
};

}  // namespace waggle::cli
