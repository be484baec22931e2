#include "libs/kafkax/group_consumer.h"

#include <map>

#include "libs/kafkax/client.h"
#include "libs/kafkax/message.h"

namespace waggle::kafkax {
namespace {

using PartitionList = std::unique_ptr<rd_kafka_topic_partition_list_t,
                                      decltype(&rd_kafka_topic_partition_list_destroy)>;

class KafkaGroupConsumer final : public GroupConsumer, private ClientHooks {
 public:
  KafkaGroupConsumer(StartOffset start_offset, observability::Telemetry outer)
      : ClientHooks(outer), start_offset_(std::move(start_offset)) {}

  ~KafkaGroupConsumer() override {
    if (client_) rd_kafka_consumer_close(client_.get());
  }

  Status Open(const GroupConsumerOptions& options) {
    const Settings settings = {
        {"bootstrap.servers", options.brokers},
        {"group.id", options.group},
        {"group.instance.id", options.instance},
        {"enable.auto.commit", "false"},
        {"enable.auto.offset.store", "false"},
        {"auto.offset.reset", "error"},
        {"isolation.level", "read_committed"},
        {"check.crcs", "true"},
        {"fetch.wait.max.ms", "100"},
        {"fetch.error.backoff.ms", "50"},
        {"queued.min.messages", "1000"},
        {"queued.max.messages.kbytes", "16384"},
        {"partition.assignment.strategy", "range"},
        {"heartbeat.interval.ms", "1000"},
        {"session.timeout.ms", std::to_string(options.session_timeout.count())},
        {"max.poll.interval.ms", "300000"}};
    WAGGLE_ASSIGN_OR_RETURN(client_, NewClient(RD_KAFKA_CONSUMER, settings, *this));
    rd_kafka_poll_set_consumer(client_.get());
    const PartitionList topics(
        rd_kafka_topic_partition_list_new(static_cast<int>(options.topics.size())),
        &rd_kafka_topic_partition_list_destroy);
    for (const std::string& topic : options.topics) {
      rd_kafka_topic_partition_list_add(topics.get(), topic.c_str(), RD_KAFKA_PARTITION_UA);
    }
    const rd_kafka_resp_err_t error = rd_kafka_subscribe(client_.get(), topics.get());
    return error == RD_KAFKA_RESP_ERR_NO_ERROR ? OkStatus() : FromKafka(error, "subscribe");
  }

  Result<std::optional<Record>> Poll(std::chrono::milliseconds wait) override {
    const Message message = PollMessage(client_.get(), wait);
    if (!assignment_.ok()) return assignment_;
    if (message == nullptr) return std::optional<Record>();
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      positions_[{rd_kafka_topic_name(message->rkt), message->partition}] = message->offset + 1;
      return std::optional<Record>(ToRecord(*message));
    }
    if (message->err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET) {
      return Status(Code::kDataLoss, "KAFKA_OFFSET_GONE",
                    std::string("the stored offset no longer exists in ") +
                        rd_kafka_topic_name(message->rkt) +
                        "; stop the service and run it once with --rebuild");
    }
    if (message->err == RD_KAFKA_RESP_ERR__FATAL ||
        message->err == RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED) {
      return FromKafka(message->err, "consume");
    }
    // Everything else (broker away, topic not there yet) librdkafka goes on trying.
    telemetry.log.Debug("kafka consume", {{"error", std::string(rd_kafka_err2name(message->err))}});
    return std::optional<Record>();
  }

  Status PauseAll() override {
    const PartitionList assigned = Assigned();
    if (assigned == nullptr) return OkStatus();
    const rd_kafka_resp_err_t error = rd_kafka_pause_partitions(client_.get(), assigned.get());
    return error == RD_KAFKA_RESP_ERR_NO_ERROR ? OkStatus() : FromKafka(error, "pause");
  }

  Status ResumeAll() override {
    const PartitionList assigned = Assigned();
    if (assigned == nullptr) return OkStatus();
    // Records fetched before the pause are dropped by the seek and come again.
    WAGGLE_RETURN_IF_ERROR(SetOffsets(*assigned));
    constexpr int kSeekMs = 5000;
    rd_kafka_error_t* failure = rd_kafka_seek_partitions(client_.get(), assigned.get(), kSeekMs);
    if (failure != nullptr) {
      const Status status = FromKafka(rd_kafka_error_code(failure), "seek");
      rd_kafka_error_destroy(failure);
      return status;
    }
    const rd_kafka_resp_err_t error = rd_kafka_resume_partitions(client_.get(), assigned.get());
    return error == RD_KAFKA_RESP_ERR_NO_ERROR ? OkStatus() : FromKafka(error, "resume");
  }

  std::vector<std::pair<std::string, std::int64_t>> Lag() override {
    std::map<std::string, std::int64_t> lag;
    for (const auto& [partition, position] : positions_) {
      std::int64_t low = 0;
      std::int64_t high = 0;
      const rd_kafka_resp_err_t error = rd_kafka_get_watermark_offsets(
          client_.get(), partition.topic.c_str(), partition.partition, &low, &high);
      std::int64_t& sum = lag[partition.topic];
      if (error != RD_KAFKA_RESP_ERR_NO_ERROR || high < 0) {
        ++sum;
      } else if (high > position) {
        sum += high - std::max(position, low);
      }
    }
    return {lag.begin(), lag.end()};
  }

  std::size_t AssignedPartitions() override { return positions_.size(); }

 private:
  void OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t error,
                   rd_kafka_topic_partition_list_t* partitions) override {
    positions_.clear();
    if (error != RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
      rd_kafka_assign(client, nullptr);
      return;
    }
    assignment_ = SetOffsets(*partitions);
    if (!assignment_.ok()) {
      rd_kafka_assign(client, nullptr);
      return;
    }
    rd_kafka_assign(client, partitions);
    telemetry.log.Info("partitions assigned", {{"count", std::int64_t{partitions->cnt}}});
  }

  Status SetOffsets(rd_kafka_topic_partition_list_t& partitions) {
    for (int i = 0; i < partitions.cnt; ++i) {
      rd_kafka_topic_partition_t& entry = partitions.elems[i];
      const TopicPartition partition{entry.topic, entry.partition};
      WAGGLE_ASSIGN_OR_RETURN(const std::optional<std::int64_t> stored, start_offset_(partition));
      entry.offset = stored.value_or(RD_KAFKA_OFFSET_BEGINNING);
      positions_[partition] = stored.value_or(0);
    }
    return OkStatus();
  }

  PartitionList Assigned() {
    rd_kafka_topic_partition_list_t* list = nullptr;
    if (rd_kafka_assignment(client_.get(), &list) != RD_KAFKA_RESP_ERR_NO_ERROR) list = nullptr;
    return PartitionList(list, &rd_kafka_topic_partition_list_destroy);
  }

  const StartOffset start_offset_;
  Status assignment_;
  std::map<TopicPartition, std::int64_t> positions_;
  ClientHandle client_{nullptr, &rd_kafka_destroy};
};

}  // namespace

Result<std::unique_ptr<GroupConsumer>> GroupConsumer::Join(const GroupConsumerOptions& options,
                                                           StartOffset start_offset,
                                                           observability::Telemetry telemetry) {
  auto consumer = std::make_unique<KafkaGroupConsumer>(std::move(start_offset), telemetry);
  WAGGLE_RETURN_IF_ERROR(consumer->Open(options));
  return Result<std::unique_ptr<GroupConsumer>>(std::move(consumer));
}

}  // namespace waggle::kafkax
