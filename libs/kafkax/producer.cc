#include "libs/kafkax/producer.h"

#include <atomic>
#include <thread>

#include "libs/kafkax/client.h"

namespace waggle::kafkax {
namespace {

class KafkaProducer final : public Producer, private ClientHooks {
 public:
  explicit KafkaProducer(observability::Telemetry outer) : ClientHooks(outer) {}

  ~KafkaProducer() override {
    stopping_ = true;
    if (thread_.joinable()) thread_.join();
    // What was not delivered is still in the outbox; purging lets destroy return at once. The
    // flush serves the reports of what was purged, each of which owns memory.
    if (client_) {
      constexpr int kPurgeMs = 1000;
      rd_kafka_purge(client_.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
      rd_kafka_flush(client_.get(), kPurgeMs);
    }
  }

  Status Open(const std::string& brokers, const std::vector<std::string>& topics) {
    const Settings settings = {{"bootstrap.servers", brokers},
                               {"enable.idempotence", "true"},
                               {"acks", "all"},
                               {"message.timeout.ms", "0"},
                               {"linger.ms", "0"},
                               {"partitioner", "murmur2_random"},
                               {"queue.buffering.max.kbytes", "65536"},
                               {"message.max.bytes", "2000000"}};
    WAGGLE_ASSIGN_OR_RETURN(client_, NewClient(RD_KAFKA_PRODUCER, settings, *this));
    LearnLeaders(topics);
    thread_ = std::thread([this] {
      while (!stopping_) rd_kafka_poll(client_.get(), 100);
    });
    return OkStatus();
  }

  Status Send(const OutgoingRecord& record, DeliveryReport on_delivery) override {
    rd_kafka_headers_t* headers = rd_kafka_headers_new(record.headers.size());
    for (const auto& [name, value] : record.headers) {
      rd_kafka_header_add(headers, name.data(), static_cast<ssize_t>(name.size()), value.data(),
                          static_cast<ssize_t>(value.size()));
    }
    auto report = std::make_unique<DeliveryReport>(std::move(on_delivery));
    const rd_kafka_resp_err_t error = rd_kafka_producev(
        client_.get(), RD_KAFKA_V_TOPIC(record.topic.c_str()),
        RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
        RD_KAFKA_V_KEY(record.key.data(), record.key.size()),
        RD_KAFKA_V_VALUE(const_cast<char*>(record.value.data()), record.value.size()),
        RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_OPAQUE(report.get()), RD_KAFKA_V_END);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
      rd_kafka_headers_destroy(headers);
      if (error == RD_KAFKA_RESP_ERR__QUEUE_FULL) {
        return Status(Code::kResourceExhausted, "KAFKA_QUEUE_FULL", "the producer's queue is full");
      }
      return FromKafka(error, "publish to " + record.topic);
    }
    // Owned by the message from here on; taken back in OnDelivery.
    static_cast<void>(report.release());
    return OkStatus();
  }

  bool Flush(std::chrono::milliseconds limit) override {
    return rd_kafka_flush(client_.get(), static_cast<int>(limit.count())) ==
           RD_KAFKA_RESP_ERR_NO_ERROR;
  }

  bool broken() const override {
    char text[256];
    return rd_kafka_fatal_error(client_.get(), text, sizeof text) != RD_KAFKA_RESP_ERR_NO_ERROR;
  }

 private:
  void OnDelivery(const rd_kafka_message_t& message) override {
    const std::unique_ptr<DeliveryReport> report(static_cast<DeliveryReport*>(message._private));
    (*report)(message.err == RD_KAFKA_RESP_ERR_NO_ERROR
                  ? OkStatus()
                  : FromKafka(message.err, "delivery report"));
  }

  void LearnLeaders(const std::vector<std::string>& topics) {
    for (const std::string& topic : topics) {
      topics_.emplace_back(rd_kafka_topic_new(client_.get(), topic.c_str(), nullptr),
                           &rd_kafka_topic_destroy);
    }
    // Without an answer now, the leaders are learned when they are needed.
    constexpr int kPatienceMs = 2000;
    const rd_kafka_metadata_t* metadata = nullptr;
    if (rd_kafka_metadata(client_.get(), 0, nullptr, &metadata, kPatienceMs) ==
        RD_KAFKA_RESP_ERR_NO_ERROR) {
      rd_kafka_metadata_destroy(metadata);
    }
  }

  std::atomic<bool> stopping_ = false;
  ClientHandle client_{nullptr, &rd_kafka_destroy};
  // Known topics stay known while their handles live; destroyed before the client.
  std::vector<std::unique_ptr<rd_kafka_topic_t, decltype(&rd_kafka_topic_destroy)>> topics_;
  std::thread thread_;
};

}  // namespace

Result<std::unique_ptr<Producer>> Producer::Create(const std::string& brokers,
                                                   const std::vector<std::string>& topics,
                                                   observability::Telemetry telemetry) {
  auto producer = std::make_unique<KafkaProducer>(telemetry);
  WAGGLE_RETURN_IF_ERROR(producer->Open(brokers, topics));
  return Result<std::unique_ptr<Producer>>(std::move(producer));
}

}  // namespace waggle::kafkax
