#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/delivery_text.h"
#include "services/cli/commands/idea_follower.h"
#include "services/cli/commands/interrupt.h"
#include "services/cli/commands/names.h"
#include "services/cli/commands/option_checks.h"
#include "services/cli/commands/timeline_text.h"
#include "services/cli/output/json.h"
#include "services/cli/output/labels.h"
#include "services/cli/text/columns.h"

namespace waggle::cli {
namespace {

using google::protobuf::Timestamp;
using google::protobuf::util::TimeUtil;
using notification::v1::Delivery;
using std::chrono::milliseconds;

constexpr milliseconds kBetweenLooks(300);

struct WatchOptions {
  std::string idea_id;
  double seconds = 0;
};

// Prints news line by line, with the time since the first thing that happened (the submission).
class NewsPrinter {
 public:
  explicit NewsPrinter(Session& session) : session_(session) {}

  void Print(const IdeaNews& news) {
    for (const std::string& note : news.notes) PrintNote(session_, PrintableLine(note) + "\n");
    for (const auto& entry : news.entries) {
      PrintJson(session_, ToJson(entry));
      PrintLine(entry.happen_time(), LabelOf(entry.kind()), Ink::kPlain,
                [&] { return ConcernedText(entry, session_.names); });
    }
    for (const auto& delivery : InOrderOfTime(news.deliveries)) {
      PrintJson(session_, ToJson(delivery));
      PrintLine(TimeOf(delivery), "e-mail " + LabelOf(delivery.status()), InkOf(delivery),
                [&] { return MailText(delivery); });
    }
  }

 private:
  template <class Detail>
  void PrintLine(const Timestamp& time, const std::string& what, Ink ink, Detail detail) {
    if (session_.format == Format::kJson) return;
    if (!start_) start_ = time;
    char since[32];
    std::snprintf(since, sizeof since, "%+9.3f s",
                  static_cast<double>(TimeUtil::DurationToMilliseconds(time - *start_)) / 1000);
    constexpr int kWhatColumns = 20;
    PrintText(session_, ClockText(time) + since + "  " +
                            Paint(session_.out, ink, PadTo(what, kWhatColumns)) + "  " +
                            PrintableLine(detail()) + "\n");
  }

  std::string MailText(const Delivery& delivery) {
    const std::string more = SubjectOrReason(delivery);
    return "to " + session_.names.Person(delivery.recipient_person_id()) +
           (more.empty() ? "" : ": " + more);
  }

  // A planned e-mail that was tried in vain says when the next try is; it changed about now.
  static Timestamp TimeOf(const Delivery& delivery) {
    if (delivery.has_hand_over_time()) return delivery.hand_over_time();
    return delivery.attempts() == 0 ? delivery.plan_time() : TimeUtil::GetCurrentTime();
  }

  static std::vector<Delivery> InOrderOfTime(std::vector<Delivery> deliveries) {
    std::stable_sort(deliveries.begin(), deliveries.end(),
                     [](const Delivery& a, const Delivery& b) { return TimeOf(a) < TimeOf(b); });
    return deliveries;
  }

  Session& session_;
  std::optional<Timestamp> start_;
};

Status WatchIdea(const WatchOptions& options, Session& session) {
  using Clock = std::chrono::steady_clock;
  Interrupt interrupt;
  IdeaFollower follower(session.rpc, options.idea_id);
  NewsPrinter printer(session);
  const char* until = options.seconds > 0 ? "." : ", until Ctrl-C.";
  PrintNote(session,
            std::string("Following the idea; times are since its first event") + until + "\n");
  const bool limited = options.seconds > 0;
  const auto end = Clock::now() + milliseconds(static_cast<std::int64_t>(options.seconds * 1000));
  while (true) {
    WAGGLE_ASSIGN_OR_RETURN(const IdeaNews news, follower.Look());
    printer.Print(news);
    const auto left = std::chrono::duration_cast<milliseconds>(end - Clock::now());
    if (limited && left <= milliseconds(0)) return OkStatus();
    if (interrupt.WaitFor(limited ? std::min(left, kBetweenLooks) : kBetweenLooks))
      return OkStatus();
  }
}

}  // namespace

void AddWatchCommand(CommandTable& table) {
  auto options = std::make_shared<WatchOptions>();
  Command watch = table.Add(table.root(), "watch",
                            "Follow an idea live: its timeline and its e-mails, until Ctrl-C",
                            [options](Session& session) { return WatchIdea(*options, session); });
  watch.AddOption("IDEA_ID", options->idea_id, "Id of the idea").Required();
  watch.AddOption("--for", options->seconds, "End after this time")
      .Check(CheckSeconds)
      .ValueName("SECONDS");
  watch.SetFooter(
      "With --json each line is one object: a timeline entry (it has entry_id) or an e-mail that "
      "is new or changed\n"
      "(it has delivery_id).");
}

}  // namespace waggle::cli
