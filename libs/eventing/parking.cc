#include "libs/eventing/parking.h"

#include <cstdio>

#include "libs/eventing/event_codec.h"
#include "waggle/common/v1/parked_record.pb.h"

namespace waggle::eventing {
namespace {

// Sorts as text in the order of offsets.
std::string OffsetKey(std::int64_t offset) {
  char text[24];
  std::snprintf(text, sizeof text, "%019lld", static_cast<long long>(offset));
  return text;
}

}  // namespace

RecordKey ParkedKey(const kafkax::Record& record) {
  return {std::string(kParkedKind), record.topic + "/" + std::to_string(record.partition) + "/" +
                                        std::to_string(record.offset)};
}

std::string ParkedOf(const kafkax::Record& record) {
  return std::string(kParkedKind) + ":of:" + record.topic + "/" + record.key;
}

RecordPut ToParked(const ParkedInput& parked, Time retry) {
  common::v1::ParkedRecord message;
  message.set_topic(parked.record.topic);
  message.set_partition(parked.record.partition);
  message.set_offset(parked.record.offset);
  message.set_key(parked.record.key);
  message.set_value(parked.record.value);
  for (const auto& [name, value] : parked.record.headers) {
    auto* header = message.add_headers();
    header->set_name(name);
    header->set_value(value);
  }
  *message.mutable_deadline() = ToTimestamp(parked.deadline);
  return {ParkedKey(parked.record),
          1,
          message.SerializeAsString(),
          {{std::string(kParkedKind)}, {ParkedOf(parked.record), OffsetKey(parked.record.offset)}},
          retry};
}

Result<ParkedInput> FromParked(const StoredRecord& stored) {
  common::v1::ParkedRecord message;
  if (!message.ParseFromString(stored.state)) {
    return Status(Code::kDataLoss, "STORE_DAMAGED",
                  "parked record " + stored.id + " cannot be read");
  }
  ParkedInput parked;
  parked.record.topic = message.topic();
  parked.record.partition = message.partition();
  parked.record.offset = message.offset();
  parked.record.key = message.key();
  parked.record.value = message.value();
  for (const auto& header : message.headers())
    parked.record.headers.emplace_back(header.name(), header.value());
  parked.deadline = FromTimestamp(message.deadline());
  return parked;
}

}  // namespace waggle::eventing
