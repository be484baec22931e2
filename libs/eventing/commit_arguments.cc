#include "libs/eventing/commit_arguments.h"

#include "libs/eventing/redis_record_store.h"

namespace waggle::eventing {
namespace {

class ArgumentList {
 public:
  explicit ArgumentList(std::int64_t epoch) { arguments_.push_back(std::to_string(epoch)); }

  void Add(std::string operation, std::vector<std::string> arguments) {
    arguments_.push_back(std::move(operation));
    arguments_.push_back(std::to_string(arguments.size()));
    for (std::string& argument : arguments) arguments_.push_back(std::move(argument));
  }

  std::vector<std::string> Take() && { return std::move(arguments_); }

 private:
  std::vector<std::string> arguments_;
};

void AddInput(const ConsumedInput& input, ArgumentList& list) {
  std::vector<std::string> arguments(7);
  if (input.partition) {
    arguments[0] = input.partition->topic;
    arguments[1] = std::to_string(input.partition->partition);
    arguments[2] = std::to_string(input.offset + 1);
  }
  if (input.seen) {
    arguments[3] = input.seen->topic;
    arguments[4] = input.seen->aggregate_id;
    arguments[5] = std::to_string(input.seen->epoch);
    arguments[6] = std::to_string(input.seen->sequence);
  }
  list.Add("input", std::move(arguments));
}

void AddPut(const RecordPut& put, ArgumentList& list) {
  list.Add("put", {put.key.kind, put.key.id, std::to_string(put.sequence), put.state,
                   put.due ? std::to_string(put.due->time_since_epoch().count()) : ""});
  for (const IndexEntry& entry : put.indexes) {
    list.Add("row", {entry.index, put.key.kind, put.key.id, RowMember(entry, put.key.id)});
  }
}

// The stream fields are what OutboxStream reads back.
void AddPublish(const OutboxEntry& entry, ArgumentList& list) {
  std::vector<std::string> fields = {
      "topic", entry.record.topic,
      "key",   entry.record.key,
      "value", entry.record.value,
      "order", entry.order == PublishOrder::kPerKey ? "per-key" : "after-all-before"};
  for (const auto& [name, value] : entry.record.headers) {
    fields.push_back("h:" + name);
    fields.push_back(value);
  }
  list.Add("publish", std::move(fields));
}

}  // namespace

std::vector<std::string> CommitArguments(const Commit& commit, std::int64_t epoch) {
  ArgumentList list(epoch);
  if (commit.request) {
    list.Add("request",
             {commit.request->key, commit.request->payload_hash, commit.request->response});
  }
  if (commit.input) AddInput(*commit.input, list);
  if (commit.lease) {
    list.Add("lease",
             {commit.lease->key.kind, commit.lease->key.id, std::to_string(commit.lease->token)});
  }
  for (const Expectation& expectation : commit.expectations) {
    list.Add("expect",
             {expectation.key.kind, expectation.key.id, std::to_string(expectation.sequence)});
  }
  for (const OutboxEntry& entry : commit.outbox) AddPublish(entry, list);
  for (const RecordPut& put : commit.puts) AddPut(put, list);
  for (const RecordKey& key : commit.removals) list.Add("remove", {key.kind, key.id});
  return std::move(list).Take();
}

}  // namespace waggle::eventing
