#pragma once

#include <librdkafka/rdkafka.h>

#include "libs/kafkax/record.h"

namespace waggle::kafkax {

// Private to kafkax: copies a received message.
Record ToRecord(const rd_kafka_message_t& message);

}  // namespace waggle::kafkax
