#include "libs/kafkax/topic_scan.h"

#include <set>

#include "libs/kafkax/client.h"
#include "libs/kafkax/message.h"
#include "libs/kafkax/topic_admin.h"

namespace waggle::kafkax {

Status ScanTopics(const std::string& brokers, const std::vector<std::string>& topics,
                  const std::function<Status(const Record&)>& visit,
                  observability::Telemetry telemetry) {
  WAGGLE_ASSIGN_OR_RETURN(const std::unique_ptr<TopicAdmin> admin,
                          TopicAdmin::Connect(brokers, telemetry));
  WAGGLE_ASSIGN_OR_RETURN(const auto partition_counts, admin->PartitionCounts());
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

  rd_kafka_topic_partition_list_t* partitions = rd_kafka_topic_partition_list_new(12);
  for (const std::string& topic : topics) {
    const auto count = partition_counts.find(topic);
    if (count == partition_counts.end()) {
      rd_kafka_topic_partition_list_destroy(partitions);
      return Status(Code::kFailedPrecondition, "KAFKA_TOPIC_MISSING",
                    "topic " + topic + " does not exist; create it with: waggle topics apply");
    }
    for (int i = 0; i < count->second; ++i) {
      rd_kafka_topic_partition_list_add(partitions, topic.c_str(), i)->offset =
          RD_KAFKA_OFFSET_BEGINNING;
    }
  }
  // By name, not by count: a partition that is written to meanwhile ends more than once.
  std::set<TopicPartition> open;
  for (int i = 0; i < partitions->cnt; ++i) {
    open.insert({partitions->elems[i].topic, partitions->elems[i].partition});
  }
  rd_kafka_assign(client.get(), partitions);
  rd_kafka_topic_partition_list_destroy(partitions);

  constexpr int kSilenceMs = 30'000;
  while (!open.empty()) {
    const std::unique_ptr<rd_kafka_message_t, decltype(&rd_kafka_message_destroy)> message(
        rd_kafka_consumer_poll(client.get(), kSilenceMs), &rd_kafka_message_destroy);
    if (message == nullptr) {
      return Status(Code::kUnavailable, "KAFKA_SILENT",
                    "no record and no end of topic within 30 s");
    }
    if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
      open.erase({rd_kafka_topic_name(message->rkt), message->partition});
    } else if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      WAGGLE_RETURN_IF_ERROR(visit(ToRecord(*message)));
    } else if (message->err != RD_KAFKA_RESP_ERR__TRANSPORT &&
               message->err != RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) {
      return FromKafka(message->err, "scan");
    }
  }
  return OkStatus();
}

}  // namespace waggle::kafkax
