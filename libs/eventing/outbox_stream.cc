#include "libs/eventing/outbox_stream.h"

#include "libs/eventing/scripts.h"

namespace waggle::eventing {
namespace {

Time TimeOfId(const std::string& id) { return Time(std::chrono::milliseconds(std::stoll(id))); }

PendingEntry ToPending(const redisx::Reply& reply) {
  PendingEntry pending;
  pending.id = reply.elements.at(0).text;
  const std::vector<redisx::Reply>& fields = reply.elements.at(1).elements;
  kafkax::OutgoingRecord& record = pending.entry.record;
  for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
    const std::string& name = fields[i].text;
    const std::string& value = fields[i + 1].text;
    if (name == "topic") {
      record.topic = value;
    } else if (name == "key") {
      record.key = value;
    } else if (name == "value") {
      record.value = value;
    } else if (name == "order") {
      pending.entry.order =
          value == "per-key" ? PublishOrder::kPerKey : PublishOrder::kAfterAllBefore;
    } else if (name.starts_with("h:")) {
      record.headers.emplace_back(name.substr(2), value);
    }
  }
  return pending;
}

}  // namespace

Time PendingEntry::commit_time() const { return TimeOfId(id); }

Result<bool> OutboxStream::HoldLease(const std::string& replica,
                                     std::chrono::milliseconds duration) {
  const std::string text = std::to_string(duration.count());
  WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply held,
                          pool_.Run(HoldRelayLeaseScript(), {prefix_}, {replica, text}));
  return held.integer == 1;
}

void OutboxStream::ReleaseLease(const std::string& replica) {
  // One millisecond is "now": the script sets a lease that only this replica could hold anyway. A
  // failure is harmless, the lease runs out by itself.
  static_cast<void>(pool_.Run(HoldRelayLeaseScript(), {prefix_}, {replica, "1"}));
}

Result<std::vector<PendingEntry>> OutboxStream::ReadAfter(const std::string& after,
                                                          std::size_t limit,
                                                          std::chrono::milliseconds wait) {
  const std::string count = std::to_string(limit);
  const std::string block = std::to_string(wait.count());
  const std::string stream = prefix_ + "outbox";
  std::vector<std::string_view> command = {"XREAD", "COUNT", count};
  // To Redis a wait of 0 has no end.
  if (wait.count() > 0) command.insert(command.end(), {"BLOCK", block});
  command.insert(command.end(), {"STREAMS", stream, after});
  WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply reply, pool_.BlockingCommand(command, wait));
  std::vector<PendingEntry> entries;
  if (reply.nil()) return entries;
  for (const redisx::Reply& entry : reply.elements.at(0).elements.at(1).elements)
    entries.push_back(ToPending(entry));
  return entries;
}

Status OutboxStream::Remove(const std::vector<std::string>& ids) {
  if (ids.empty()) return OkStatus();
  const std::string stream = prefix_ + "outbox";
  std::vector<std::string_view> command = {"XDEL", stream};
  command.insert(command.end(), ids.begin(), ids.end());
  const Result<redisx::Reply> reply = pool_.Command(command);
  return reply.ok() ? OkStatus() : reply.status();
}

Status OutboxStream::Refuse(const PendingEntry& pending, const Status& why) {
  const std::string refused = prefix_ + "outbox-refused";
  const kafkax::OutgoingRecord& record = pending.entry.record;
  std::vector<std::string> fields = {"topic", record.topic, "key",    record.key,
                                     "value", record.value, "reason", why.ToString()};
  for (const auto& [name, value] : record.headers) {
    fields.push_back("h:" + name);
    fields.push_back(value);
  }
  std::vector<std::string_view> command = {"XADD", refused, "*"};
  command.insert(command.end(), fields.begin(), fields.end());
  const Result<redisx::Reply> reply = pool_.Command(command);
  return reply.ok() ? Remove({pending.id}) : reply.status();
}

Result<OutboxStream::Backlog> OutboxStream::Measure() {
  const std::string stream = prefix_ + "outbox";
  WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply count, pool_.Command({"XLEN", stream}));
  WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply first,
                          pool_.Command({"XRANGE", stream, "-", "+", "COUNT", "1"}));
  Backlog backlog{count.integer};
  if (!first.elements.empty()) backlog.oldest = TimeOfId(first.elements[0].elements.at(0).text);
  return backlog;
}

}  // namespace waggle::eventing
