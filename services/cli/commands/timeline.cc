#include <memory>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/list_output.h"
#include "services/cli/commands/timeline_text.h"
#include "services/cli/output/labels.h"
#include "services/cli/rpc/evidence_methods.h"
#include "services/cli/rpc/paging.h"

namespace waggle::cli {
namespace {

using evidence::v1::TimelineEntry;

// A timeline's token never ends (it can be followed); an empty page is the end for now.
Result<std::vector<TimelineEntry>> ReadTimeline(RpcCaller& rpc, const std::string& idea_id) {
  std::vector<TimelineEntry> entries;
  evidence::v1::GetIdeaTimelineRequest request;
  request.set_idea_id(idea_id);
  request.set_page_size(kPageSize);
  while (true) {
    WAGGLE_ASSIGN_OR_RETURN(const auto page, rpc.Call(kGetIdeaTimeline, request));
    entries.insert(entries.end(), page.entries().begin(), page.entries().end());
    if (page.entries().empty() || page.next_page_token() == request.page_token()) return entries;
    request.set_page_token(page.next_page_token());
  }
}

Status ShowTimeline(const std::string& idea_id, Session& session) {
  WAGGLE_ASSIGN_OR_RETURN(const auto entries, ReadTimeline(session.rpc, idea_id));
  PrintList(
      session, entries, Table({"WHEN", "WHAT", "WHO"}),
      [&](Table& table, const TimelineEntry& entry) {
        table.Add({TimeText(entry.happen_time()), LabelOf(entry.kind()),
                   ConcernedText(entry, session.names)});
      },
      "Nothing has happened to the idea so far.");
  return OkStatus();
}

}  // namespace

void AddTimelineCommand(CommandTable& table) {
  auto idea_id = std::make_shared<std::string>();
  Command timeline =
      table.Add(table.root(), "timeline", "Show what happened to an idea",
                [idea_id](Session& session) { return ShowTimeline(*idea_id, session); });
  timeline.AddOption("IDEA_ID", *idea_id, "Id of the idea").Required();
}

}  // namespace waggle::cli
