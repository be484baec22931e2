#include "tests/integration/kafka_fixture.h"

#include <librdkafka/rdkafka.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <future>

#include "libs/kafkax/topic_scan.h"
#include "libs/testing/eventually.h"

namespace waggle {

void KafkaFixture::SetUp() {
  const char* brokers = std::getenv("WAGGLE_TEST_KAFKA");
  if (brokers == nullptr) {
    GTEST_SKIP() << "needs a Kafka: set WAGGLE_TEST_KAFKA=host:port";
  }
  brokers_ = brokers;
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  const auto now = std::chrono::system_clock::now().time_since_epoch().count();
  unique_ = std::string(test->name()) + "-" + std::to_string(getpid()) + "-" + std::to_string(now);
  std::transform(unique_.begin(), unique_.end(), unique_.begin(), [](unsigned char c) {
    return std::isalnum(c) != 0 ? static_cast<char>(std::tolower(c)) : '-';
  });
  producer_ = kafkax::Producer::Create(brokers_, {}, silent_.telemetry()).value();
}

std::string KafkaFixture::Unique(const std::string& name) const { return name + "-" + unique_; }

std::string KafkaFixture::NewTopic(const std::string& name, int partitions,
                                   std::map<std::string, std::string> settings) {
  const std::string topic = Unique(name);
  CreateTopics({{topic, partitions, std::move(settings)}});
  return topic;
}

void KafkaFixture::CreateTopics(const std::vector<kafkax::TopicSettings>& topics) {
  const auto admin = kafkax::TopicAdmin::Connect(brokers_, silent_.telemetry()).value();
  const Status created = admin->Create(topics, 1);
  ASSERT_TRUE(created.ok()) << created.ToString();
  ASSERT_TRUE(testing::Eventually([&] {
    const auto counts = admin->PartitionCounts();
    return counts.ok() && std::all_of(topics.begin(), topics.end(), [&](const auto& topic) {
             return counts->contains(topic.name) && counts->at(topic.name) == topic.partitions;
           });
  }));
}

Status KafkaFixture::Publish(const kafkax::OutgoingRecord& record) {
  auto delivered = std::make_shared<std::promise<Status>>();
  std::future<Status> outcome = delivered->get_future();
  WAGGLE_RETURN_IF_ERROR(
      producer_->Send(record, [delivered](const Status& status) { delivered->set_value(status); }));
  if (outcome.wait_for(std::chrono::seconds(30)) != std::future_status::ready) {
    return Status(Code::kDeadlineExceeded, "NO_REPORT", "no delivery report within 30 s");
  }
  return outcome.get();
}

void KafkaFixture::PublishNumbers(const std::string& topic, int first, int count) {
  for (int i = first; i < first + count; ++i) {
    const std::string text = std::to_string(i);
    ASSERT_TRUE(producer_->Send({topic, text, text, {}}, [](const Status&) {}).ok());
  }
  ASSERT_TRUE(producer_->Flush(std::chrono::seconds(30)));
}

void KafkaFixture::PublishRaw(const std::string& topic, int partition, const std::string& key,
                              const std::optional<std::string>& value) {
  char error[256];
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  rd_kafka_conf_set(conf, "bootstrap.servers", brokers_.c_str(), error, sizeof error);
  rd_kafka_t* client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, error, sizeof error);
  ASSERT_NE(client, nullptr) << error;
  char* const bytes = value ? const_cast<char*>(value->data()) : nullptr;
  const std::size_t size = value ? value->size() : 0;
  const rd_kafka_resp_err_t sent = rd_kafka_producev(
      client, RD_KAFKA_V_TOPIC(topic.c_str()), RD_KAFKA_V_PARTITION(partition),
      RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_KEY(key.data(), key.size()),
      RD_KAFKA_V_VALUE(bytes, size), RD_KAFKA_V_END);
  EXPECT_EQ(sent, RD_KAFKA_RESP_ERR_NO_ERROR);
  EXPECT_EQ(rd_kafka_flush(client, 30'000), RD_KAFKA_RESP_ERR_NO_ERROR);
  rd_kafka_destroy(client);
}

std::vector<kafkax::Record> KafkaFixture::ReadAll(const std::string& topic) {
  std::vector<kafkax::Record> records;
  const Status scanned = kafkax::ScanTopics(
      brokers_, {topic},
      [&](const kafkax::Record& record) {
        records.push_back(record);
        return OkStatus();
      },
      silent_.telemetry());
  EXPECT_TRUE(scanned.ok()) << scanned.ToString();
  return records;
}

bool PollUntil(kafkax::GroupConsumer& consumer, const std::function<bool()>& done,
               const std::function<void(const kafkax::Record&)>& take) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!done()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    const Result<std::optional<kafkax::Record>> record =
        consumer.Poll(std::chrono::milliseconds(50));
    EXPECT_TRUE(record.ok()) << record.status().ToString();
    if (!record.ok()) return false;
    if (*record) take(**record);
  }
  return true;
}

}  // namespace waggle
