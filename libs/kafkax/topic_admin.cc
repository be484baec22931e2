#include "libs/kafkax/topic_admin.h"

#include <algorithm>

#include "libs/kafkax/client.h"

namespace waggle::kafkax {
namespace {

constexpr int kTimeoutMs = 10'000;

using Queue = std::unique_ptr<rd_kafka_queue_t, decltype(&rd_kafka_queue_destroy)>;
using Event = std::unique_ptr<rd_kafka_event_t, decltype(&rd_kafka_event_destroy)>;

class KafkaTopicAdmin final : public TopicAdmin, private ClientHooks {
 public:
  explicit KafkaTopicAdmin(observability::Telemetry outer) : ClientHooks(outer) {}

  Status Open(const std::string& brokers) {
    WAGGLE_ASSIGN_OR_RETURN(client_,
                            NewClient(RD_KAFKA_PRODUCER, {{"bootstrap.servers", brokers}}, *this));
    return OkStatus();
  }

  Result<std::map<std::string, int>> PartitionCounts() override {
    const rd_kafka_metadata_t* metadata = nullptr;
    const rd_kafka_resp_err_t error =
        rd_kafka_metadata(client_.get(), 1, nullptr, &metadata, kTimeoutMs);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return FromKafka(error, "read the topic list");
    std::map<std::string, int> counts;
    for (int i = 0; i < metadata->topic_cnt; ++i) {
      counts[metadata->topics[i].topic] = metadata->topics[i].partition_cnt;
    }
    rd_kafka_metadata_destroy(metadata);
    return counts;
  }

  Result<std::vector<TopicSettings>> Describe(const std::vector<TopicSettings>& wanted) override {
    std::vector<rd_kafka_ConfigResource_t*> resources;
    for (const TopicSettings& topic : wanted) {
      resources.push_back(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.name.c_str()));
    }
    const Queue queue(rd_kafka_queue_new(client_.get()), &rd_kafka_queue_destroy);
    rd_kafka_DescribeConfigs(client_.get(), resources.data(), resources.size(), nullptr,
                             queue.get());
    rd_kafka_ConfigResource_destroy_array(resources.data(), resources.size());
    const Event event(rd_kafka_queue_poll(queue.get(), kTimeoutMs), &rd_kafka_event_destroy);
    WAGGLE_RETURN_IF_ERROR(Check(event.get(), "describe topics"));
    std::size_t count = 0;
    const rd_kafka_ConfigResource_t** described = rd_kafka_DescribeConfigs_result_resources(
        rd_kafka_event_DescribeConfigs_result(event.get()), &count);
    std::vector<TopicSettings> topics;
    for (std::size_t i = 0; i < count; ++i) {
      if (rd_kafka_ConfigResource_error(described[i]) != RD_KAFKA_RESP_ERR_NO_ERROR) continue;
      topics.push_back(Read(*described[i], wanted));
    }
    return topics;
  }

  Status Create(const std::vector<TopicSettings>& topics, int replication) override {
    std::vector<rd_kafka_NewTopic_t*> requests;
    char error[256];
    for (const TopicSettings& topic : topics) {
      rd_kafka_NewTopic_t* request = rd_kafka_NewTopic_new(topic.name.c_str(), topic.partitions,
                                                           replication, error, sizeof error);
      for (const auto& [name, value] : topic.settings) {
        rd_kafka_NewTopic_set_config(request, name.c_str(), value.c_str());
      }
      requests.push_back(request);
    }
    const Queue queue(rd_kafka_queue_new(client_.get()), &rd_kafka_queue_destroy);
    const std::unique_ptr<rd_kafka_AdminOptions_t, decltype(&rd_kafka_AdminOptions_destroy)>
        options(rd_kafka_AdminOptions_new(client_.get(), RD_KAFKA_ADMIN_OP_CREATETOPICS),
                &rd_kafka_AdminOptions_destroy);
    constexpr int kCreateMs = 60'000;
    rd_kafka_AdminOptions_set_operation_timeout(options.get(), kCreateMs, error, sizeof error);
    rd_kafka_AdminOptions_set_request_timeout(options.get(), kCreateMs, error, sizeof error);
    rd_kafka_CreateTopics(client_.get(), requests.data(), requests.size(), options.get(),
                          queue.get());
    rd_kafka_NewTopic_destroy_array(requests.data(), requests.size());
    const Event event(rd_kafka_queue_poll(queue.get(), kCreateMs), &rd_kafka_event_destroy);
    WAGGLE_RETURN_IF_ERROR(Check(event.get(), "create topics"));
    std::size_t count = 0;
    const rd_kafka_topic_result_t** results = rd_kafka_CreateTopics_result_topics(
        rd_kafka_event_CreateTopics_result(event.get()), &count);
    for (std::size_t i = 0; i < count; ++i) {
      const rd_kafka_resp_err_t code = rd_kafka_topic_result_error(results[i]);
      if (code != RD_KAFKA_RESP_ERR_NO_ERROR && code != RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) {
        return FromKafka(code,
                         std::string("create topic ") + rd_kafka_topic_result_name(results[i]));
      }
    }
    return OkStatus();
  }

 private:
  static Status Check(rd_kafka_event_t* event, std::string_view what) {
    if (event == nullptr) {
      return Status(Code::kUnavailable, "KAFKA_TIMED_OUT",
                    std::string(what) + ": no answer from Kafka");
    }
    const rd_kafka_resp_err_t error = rd_kafka_event_error(event);
    return error == RD_KAFKA_RESP_ERR_NO_ERROR ? OkStatus() : FromKafka(error, what);
  }

  static TopicSettings Read(const rd_kafka_ConfigResource_t& resource,
                            const std::vector<TopicSettings>& wanted) {
    TopicSettings topic;
    topic.name = rd_kafka_ConfigResource_name(&resource);
    const auto expected =
        std::find_if(wanted.begin(), wanted.end(),
                     [&](const TopicSettings& candidate) { return candidate.name == topic.name; });
    std::size_t count = 0;
    const rd_kafka_ConfigEntry_t** entries = rd_kafka_ConfigResource_configs(&resource, &count);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string name = rd_kafka_ConfigEntry_name(entries[i]);
      const char* value = rd_kafka_ConfigEntry_value(entries[i]);
      if (expected != wanted.end() && expected->settings.contains(name)) {
        topic.settings[name] = value == nullptr ? "" : value;
      }
    }
    return topic;
  }

  ClientHandle client_{nullptr, &rd_kafka_destroy};
};

}  // namespace

Result<std::unique_ptr<TopicAdmin>> TopicAdmin::Connect(const std::string& brokers,
                                                        observability::Telemetry telemetry) {
  auto admin = std::make_unique<KafkaTopicAdmin>(telemetry);
  WAGGLE_RETURN_IF_ERROR(admin->Open(brokers));
  return Result<std::unique_ptr<TopicAdmin>>(std::move(admin));
}

}  // namespace waggle::kafkax
