#include "libs/kafkax/log_reader.h"

#include <charconv>

#include "libs/kafkax/client.h"
#include "libs/kafkax/message.h"

namespace waggle::kafkax {
namespace {

constexpr std::string_view kTokenVersion = "1";
constexpr char kBetween = '.';
constexpr int kAnswerMs = 5000;

std::optional<std::int64_t> ParseOffset(std::string_view text) {
  std::int64_t offset = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), offset);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  return is_whole && offset >= 0 ? std::optional(offset) : std::nullopt;
}

Result<int> CountPartitions(rd_kafka_t* client, const std::string& topic) {
  const std::unique_ptr<rd_kafka_topic_t, decltype(&rd_kafka_topic_destroy)> handle(
      rd_kafka_topic_new(client, topic.c_str(), nullptr), &rd_kafka_topic_destroy);
  const rd_kafka_metadata_t* metadata = nullptr;
  const rd_kafka_resp_err_t error =
      rd_kafka_metadata(client, 0, handle.get(), &metadata, kAnswerMs);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return FromKafka(error, "partitions of " + topic);
  const int count = metadata->topic_cnt == 1 ? metadata->topics[0].partition_cnt : 0;
  rd_kafka_metadata_destroy(metadata);
  if (count == 0) return TopicMissing(topic);
  return count;
}

Result<std::int64_t> EndOf(rd_kafka_t* client, const std::string& topic, int partition) {
  std::int64_t low = 0;
  std::int64_t high = 0;
  const rd_kafka_resp_err_t error =
      rd_kafka_query_watermark_offsets(client, topic.c_str(), partition, &low, &high, kAnswerMs);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return FromKafka(error, "end of " + topic);
  return high;
}

class KafkaLogReader final : public LogReader, private ClientHooks {
 public:
  explicit KafkaLogReader(observability::Telemetry outer) : ClientHooks(outer) {}

  Status Open(const std::string& brokers, const std::string& topic, const From& from) {
    const Settings settings = {{"bootstrap.servers", brokers},
                               {"group.id", "waggle.log-reader"},
                               {"enable.auto.commit", "false"},
                               {"enable.auto.offset.store", "false"},
                               {"auto.offset.reset", "earliest"},
                               {"isolation.level", "read_committed"},
                               {"check.crcs", "true"},
                               // The broker answers at once when there is something.
                               {"fetch.wait.max.ms", "500"},
                               {"fetch.error.backoff.ms", "50"},
                               // Whatever is fetched ahead, librdkafka asks for nothing for a
                               // second once it holds this much, though it be taken at once. With
                               // 100 messages two ideas a second came in steps of a second.
                               {"queued.min.messages", "100000"},
                               {"queued.max.messages.kbytes", "4096"}};
    WAGGLE_ASSIGN_OR_RETURN(client_, NewClient(RD_KAFKA_CONSUMER, settings, *this));
    rd_kafka_poll_set_consumer(client_.get());
    WAGGLE_ASSIGN_OR_RETURN(position_, Begin(topic, from));
    Assign(topic);
    return OkStatus();
  }

  Result<std::optional<Record>> Poll(std::chrono::milliseconds wait) override {
    const Message message = PollMessage(client_.get(), wait);
    if (message == nullptr) return std::optional<Record>();
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      position_.next.at(static_cast<std::size_t>(message->partition)) = message->offset + 1;
      return std::optional<Record>(ToRecord(*message));
    }
    if (message->err == RD_KAFKA_RESP_ERR__FATAL) return FromKafka(message->err, "read");
    // Everything else (broker away) librdkafka goes on trying.
    telemetry.log.Debug("kafka read", {{"error", std::string(rd_kafka_err2name(message->err))}});
    return std::optional<Record>();
  }

  const LogPosition& position() const override { return position_; }

 private:
  Result<LogPosition> Begin(const std::string& topic, const From& from) {
    WAGGLE_ASSIGN_OR_RETURN(const int partitions, CountPartitions(client_.get(), topic));
    LogPosition position;
    position.next.resize(static_cast<std::size_t>(partitions));
    if (const auto* wanted = std::get_if<LogPosition>(&from)) {
      if (wanted->next.size() == position.next.size()) return *wanted;
      return Status(Code::kInvalidArgument, "LOG_POSITION_UNFIT",
                    "the position is not one of topic " + topic);
    }
    if (std::get<LogStart>(from) == LogStart::kBeginning) return position;
    for (int i = 0; i < partitions; ++i) {
      WAGGLE_ASSIGN_OR_RETURN(position.next[static_cast<std::size_t>(i)],
                              EndOf(client_.get(), topic, i));
    }
    return position;
  }

  void Assign(const std::string& topic) {
    const auto partitions = static_cast<int>(position_.next.size());
    rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(partitions);
    for (int i = 0; i < partitions; ++i) {
      rd_kafka_topic_partition_list_add(list, topic.c_str(), i)->offset =
          position_.next[static_cast<std::size_t>(i)];
    }
    rd_kafka_assign(client_.get(), list);
    rd_kafka_topic_partition_list_destroy(list);
  }

  LogPosition position_;
  ClientHandle client_{nullptr, &rd_kafka_destroy};
};

}  // namespace

std::string LogPosition::ToToken() const {
  std::string token(kTokenVersion);
  for (const std::int64_t offset : next) token += kBetween + std::to_string(offset);
  return token;
}

std::optional<LogPosition> LogPosition::Parse(std::string_view token) {
  if (!token.starts_with(kTokenVersion)) return std::nullopt;
  token.remove_prefix(kTokenVersion.size());
  LogPosition position;
  while (!token.empty()) {
    if (token.front() != kBetween) return std::nullopt;
    token.remove_prefix(1);
    const std::string_view number = token.substr(0, token.find(kBetween));
    const auto offset = ParseOffset(number);
    if (!offset) return std::nullopt;
    position.next.push_back(*offset);
    token.remove_prefix(number.size());
  }
  return position;
}

Result<std::unique_ptr<LogReader>> LogReader::Open(const std::string& brokers,
                                                   const std::string& topic, const From& from,
                                                   observability::Telemetry telemetry) {
  auto reader = std::make_unique<KafkaLogReader>(telemetry);
  WAGGLE_RETURN_IF_ERROR(reader->Open(brokers, topic, from));
  return Result<std::unique_ptr<LogReader>>(std::move(reader));
}

}  // namespace waggle::kafkax
