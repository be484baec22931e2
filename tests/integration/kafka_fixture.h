#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libs/kafkax/group_consumer.h"
#include "libs/kafkax/producer.h"
#include "libs/kafkax/topic_admin.h"
#include "libs/testing/silent_telemetry.h"

namespace waggle {

// Tests against the Kafka that the environment variable WAGGLE_TEST_KAFKA (`host:port`) names;
// skipped without it. Tests share that Kafka, so each takes topics and groups of its own by
// `Unique`.
class KafkaFixture : public ::testing::Test {
 protected:
  void SetUp() override;

  const std::string& brokers() const { return brokers_; }
  // `name` made unique over tests, processes and runs; fit for topics and groups.
  std::string Unique(const std::string& name) const;

  // Creates the topic and waits until it can be written; returns its name.
  std::string NewTopic(const std::string& name, int partitions,
                       std::map<std::string, std::string> settings = {});
  void CreateTopics(const std::vector<kafkax::TopicSettings>& topics);

  // Publishes and waits for Kafka's word.
  Status Publish(const kafkax::OutgoingRecord& record);
  // `count` records with the keys and values `first`, `first + 1`, ….
  void PublishNumbers(const std::string& topic, int first, int count);
  // Writes what a producer of ours never writes: to one partition, a tombstone without a value.
  void PublishRaw(const std::string& topic, int partition, const std::string& key,
                  const std::optional<std::string>& value);

  // Everything in the topic now.
  std::vector<kafkax::Record> ReadAll(const std::string& topic);

  testing::SilentTelemetry silent_;

 private:
  std::string brokers_;
  std::string unique_;
  std::unique_ptr<kafkax::Producer> producer_;
};

// Polls until `done` says so or 30 s have passed; every record is passed to `take`.
bool PollUntil(kafkax::GroupConsumer& consumer, const std::function<bool()>& done,
               const std::function<void(const kafkax::Record&)>& take);

}  // namespace waggle
