#include "services/cli/commands/idea_follower.h"

#include <algorithm>
#include <utility>

#include "services/cli/rpc/evidence_methods.h"
#include "services/cli/rpc/intake_methods.h"
#include "services/cli/rpc/notification_methods.h"
#include "services/cli/rpc/paging.h"

namespace waggle::cli {

Result<IdeaNews> IdeaFollower::Look() {
  IdeaNews news;
  WAGGLE_RETURN_IF_ERROR(LookAtTimeline(news));
  WAGGLE_RETURN_IF_ERROR(LookAtDeliveries(news));
  return news;
}

// Short, so that Ctrl-C is obeyed soon even when a service hangs.
std::chrono::milliseconds IdeaFollower::LookTimeout() const {
  return std::min(rpc_.timeout(), std::chrono::milliseconds(2000));
}

Status IdeaFollower::Bear(const Status& failure, Contact& contact, IdeaNews& news) {
  if (!IsTransient(failure) || !contact.answered_before) return failure;
  if (!contact.away) news.notes.push_back(failure.detail() + "; still trying");
  contact.away = true;
  return OkStatus();
}

void IdeaFollower::NoteAnswer(std::string_view service, Contact& contact, IdeaNews& news) {
  if (contact.away) news.notes.push_back(std::string(service) + " answers again");
  contact = {true, false};
}

Status IdeaFollower::ConfirmIdea() {
  if (confirmed_) return OkStatus();
  intake::v1::GetIdeaRequest request;
  request.set_idea_id(idea_id_);
  const auto response = rpc_.Call(kGetIdea, request, LookTimeout());
  confirmed_ = response.ok();
  return response.ok() ? OkStatus() : response.status();
}

Status IdeaFollower::LookAtTimeline(IdeaNews& news) {
  evidence::v1::GetIdeaTimelineRequest request;
  request.set_idea_id(idea_id_);
  request.set_page_size(kPageSize);
  while (true) {
    request.set_page_token(page_token_);
    auto page = rpc_.Call(kGetIdeaTimeline, request, LookTimeout());
    if (page.status().code() == Code::kNotFound) {
      NoteAnswer("evidence", evidence_, news);
      return ConfirmIdea();
    }
    if (!page.ok()) return Bear(page.status(), evidence_, news);
    NoteAnswer("evidence", evidence_, news);
    page_token_ = page->next_page_token();
    if (page->entries().empty()) return OkStatus();
    for (auto& entry : *page->mutable_entries()) news.entries.push_back(std::move(entry));
    if (page_token_ == request.page_token()) return OkStatus();
  }
}

Status IdeaFollower::LookAtDeliveries(IdeaNews& news) {
  notification::v1::ListDeliveriesRequest request;
  request.set_idea_id(idea_id_);
  auto deliveries =
      ListAll(rpc_, kListDeliveries, request, [](auto& page) { return page.mutable_deliveries(); });
  if (!deliveries.ok()) {
    // The timeline alone is worth following too.
    notification_.answered_before = true;
    return Bear(deliveries.status(), notification_, news);
  }
  NoteAnswer("notification", notification_, news);
  for (auto& delivery : *deliveries) {
    const std::pair<int, int> now{delivery.status(), delivery.attempts()};
    const auto [seen, is_new] = seen_.emplace(delivery.delivery_id(), now);
    if (!is_new && seen->second == now) continue;
    seen->second = now;
    news.deliveries.push_back(std::move(delivery));
  }
  return OkStatus();
}

}  // namespace waggle::cli
