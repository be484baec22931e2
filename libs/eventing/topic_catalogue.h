#pragma once

#include <string>
#include <vector>

#include "libs/base/status.h"
#include "libs/kafkax/topic_admin.h"

namespace waggle::eventing {

// deploy/kafka/topics.yaml, as it was when this binary was built.
class TopicCatalogue {
 public:
  struct Topic {
    kafkax::TopicSettings settings;
    // Service that alone writes it; empty for replays, which an operator writes.
    std::string producer;
    // Consumer groups that read it.
    std::vector<std::string> consumers;
    bool personal = false;
  };

  static const TopicCatalogue& Instance();
  // TOPICS_UNREADABLE when it is not such a list.
  static Result<TopicCatalogue> Parse(const std::string& yaml);

  // Every topic, dead letters and replays included. On a single broker each record must be on disk
  // before it is acknowledged, which adds settings.
  enum class Cluster { kSingleBroker, kReplicated };
  std::vector<kafkax::TopicSettings> Wanted(Cluster cluster) const;

  // What a service writes or reads.
  std::vector<Topic> UsedBy(const std::string& service) const;
  std::vector<std::string> ConsumedBy(const std::string& group) const;
  bool IsPersonal(const std::string& topic) const;
  const std::vector<Topic>& topics() const { return topics_; }

 private:
  std::vector<Topic> topics_;
  std::map<std::string, std::string> single_broker_settings_;
};

// Compares the cluster with what is wanted: FAILED_PRECONDITION TOPICS_WRONG names every topic that
// is missing, has another number of partitions, or other settings.
Status AssertTopics(kafkax::TopicAdmin& admin, const std::vector<kafkax::TopicSettings>& wanted);

}  // namespace waggle::eventing
