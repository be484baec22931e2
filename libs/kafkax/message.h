#pragma once

#include <librdkafka/rdkafka.h>

#include <chrono>
#include <memory>

#include "libs/kafkax/record.h"

namespace waggle::kafkax {

// Private to kafkax.
using Message = std::unique_ptr<rd_kafka_message_t, decltype(&rd_kafka_message_destroy)>;

// The next message of an assigned consumer, or nothing within `wait`.
Message PollMessage(rd_kafka_t* client, std::chrono::milliseconds wait);

// Copies a received message.
Record ToRecord(const rd_kafka_message_t& message);

}  // namespace waggle::kafkax
