#include "libs/eventing/event_codec.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "libs/base/sha256.h"

namespace waggle::eventing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* MetadataField(const Message& event) {
  const FieldDescriptor* field = event.GetDescriptor()->FindFieldByNumber(1);
  WAGGLE_CHECK(field != nullptr && field->name() == "metadata");
  return field;
}

}  // namespace

const common::v1::EventMetadata& MetadataOf(const Message& event) {
  return static_cast<const common::v1::EventMetadata&>(
      event.GetReflection()->GetMessage(event, MetadataField(event)));
}

common::v1::EventMetadata& MutableMetadataOf(Message& event) {
  return static_cast<common::v1::EventMetadata&>(
      *event.GetReflection()->MutableMessage(&event, MetadataField(event)));
}

std::string EventName(const Message& event) {
  const auto* choice = event.GetDescriptor()->FindOneofByName("event");
  WAGGLE_CHECK(choice != nullptr);
  const FieldDescriptor* field = event.GetReflection()->GetOneofFieldDescriptor(event, choice);
  return field == nullptr ? "" : field->name();
}

google::protobuf::Timestamp ToTimestamp(Time time) {
  return google::protobuf::util::TimeUtil::MillisecondsToTimestamp(time.time_since_epoch().count());
}

Time FromTimestamp(const google::protobuf::Timestamp& timestamp) {
  // A message can carry any number; these are the years 1 to 9999, which protobuf accepts.
  constexpr std::int64_t kFirst = -62'135'596'800;
  constexpr std::int64_t kLast = 253'402'300'799;
  const std::int64_t seconds = std::clamp<std::int64_t>(timestamp.seconds(), kFirst, kLast);
  const int nanoseconds = std::clamp(timestamp.nanos(), 0, 999'999'999);
  return Time(std::chrono::seconds(seconds) + std::chrono::milliseconds(nanoseconds / 1'000'000));
}

kafkax::OutgoingRecord EncodeEvent(const std::string& topic, const Message& event,
                                   std::string_view traceparent) {
  const common::v1::EventMetadata& metadata = MetadataOf(event);
  kafkax::OutgoingRecord record;
  record.topic = topic;
  record.key = metadata.aggregate_id();
  record.value = event.SerializeAsString();
  record.headers = {{"ce_specversion", "1.0"},
                    {"ce_id", metadata.event_id()},
                    {"ce_source", metadata.actor()},
                    {"ce_type", topic + "." + EventName(event)},
                    {"ce_time", google::protobuf::util::TimeUtil::ToString(metadata.event_time())},
                    {"ce_subject", metadata.aggregate_id()},
                    {"content-type", "application/protobuf"},
                    {std::string(kSequenceHeader), std::to_string(metadata.sequence())},
                    {std::string(kDigestHeader), ToHex(Sha256(record.value))}};
  if (!traceparent.empty()) record.headers.emplace_back(kTraceparentHeader, traceparent);
  return record;
}

Status DecodeEvent(const kafkax::Record& record, Message& event) {
  const std::string_view digest = kafkax::HeaderValue(record.headers, kDigestHeader);
  if (!digest.empty() && digest != ToHex(Sha256(record.value))) {
    return Status(Code::kDataLoss, "EVENT_CORRUPT",
                  "the value does not have the SHA-256 that its header states");
  }
  if (!event.ParseFromString(record.value)) {
    return Status(Code::kDataLoss, "EVENT_UNDECODABLE",
                  "the value is not a " + event.GetDescriptor()->full_name());
  }
  const common::v1::EventMetadata& metadata = MetadataOf(event);
  if (metadata.aggregate_id().empty() || metadata.sequence() <= 0 || metadata.epoch() <= 0) {
    return Status(
        Code::kDataLoss, "EVENT_UNDECODABLE",
        "the " + event.GetDescriptor()->full_name() + " has no aggregate id, sequence or epoch");
  }
  return OkStatus();
}

}  // namespace waggle::eventing
