#include "libs/kafkax/topic_scan.h"

#include <set>

#include "libs/kafkax/client.h"
#include "libs/kafkax/message.h"
#include "libs/kafkax/topic_admin.h"

namespace waggle::kafkax {
namespace {

Result<std::set<TopicPartition>> PartitionsOf(const std::string& brokers,
                                              const std::vector<std::string>& topics,
                                              observability::Telemetry telemetry) {
  WAGGLE_ASSIGN_OR_RETURN(const std::unique_ptr<TopicAdmin> admin,
                          TopicAdmin::Connect(brokers, telemetry));
  WAGGLE_ASSIGN_OR_RETURN(const auto counts, admin->PartitionCounts());
  std::set<TopicPartition> partitions;
  for (const std::string& topic : topics) {
    const auto count = counts.find(topic);
    if (count == counts.end()) {
      return TopicMissing(topic);
    }
    for (int i = 0; i < count->second; ++i) partitions.insert({topic, i});
  }
  return partitions;
}

void AssignFromBeginning(rd_kafka_t* client, const std::set<TopicPartition>& partitions) {
  rd_kafka_topic_partition_list_t* list =
      rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size()));
  for (const TopicPartition& entry : partitions) {
    rd_kafka_topic_partition_list_add(list, entry.topic.c_str(), entry.partition)->offset =
        RD_KAFKA_OFFSET_BEGINNING;
  }
  rd_kafka_assign(client, list);
  rd_kafka_topic_partition_list_destroy(list);
}

bool MayPass(rd_kafka_resp_err_t error) {
  return error == RD_KAFKA_RESP_ERR__TRANSPORT || error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN;
}

}  // namespace

Status ScanTopics(const std::string& brokers, const std::vector<std::string>& topics,
                  const std::function<Status(const Record&)>& visit,
                  observability::Telemetry telemetry) {
  // By name, not by number: a partition that is written to meanwhile ends more than once.
  WAGGLE_ASSIGN_OR_RETURN(std::set<TopicPartition> open, PartitionsOf(brokers, topics, telemetry));
  ClientHooks hooks(telemetry);
  const Settings settings = {{"bootstrap.servers", brokers},
                             {"group.id", "waggle.scan"},
                             {"enable.auto.commit", "false"},
                             {"enable.auto.offset.store", "false"},
                             {"enable.partition.eof", "true"},
                             {"auto.offset.reset", "earliest"},
                             {"isolation.level", "read_committed"},
                             {"check.crcs", "true"},
                             {"fetch.wait.max.ms", "10"}};
  WAGGLE_ASSIGN_OR_RETURN(const ClientHandle client, NewClient(RD_KAFKA_CONSUMER, settings, hooks));
  rd_kafka_poll_set_consumer(client.get());
  AssignFromBeginning(client.get(), open);

  constexpr std::chrono::seconds kSilence{30};
  while (!open.empty()) {
    const Message message = PollMessage(client.get(), kSilence);
    if (message == nullptr) {
      return Status(Code::kUnavailable, "KAFKA_SILENT",
                    "no record and no end of topic within 30 s");
    }
    if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
      open.erase({rd_kafka_topic_name(message->rkt), message->partition});
    } else if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      WAGGLE_RETURN_IF_ERROR(visit(ToRecord(*message)));
    } else if (!MayPass(message->err)) {
      return FromKafka(message->err, "scan");
    }
  }
  return OkStatus();
}

}  // namespace waggle::kafkax
