#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "libs/kafkax/record.h"
#include "waggle/common/v1/event_metadata.pb.h"

namespace waggle::eventing {

// Header names beside the CloudEvents attributes (ce_id, ce_source, ce_type, ce_time, ce_subject,
// ce_specversion).
inline constexpr std::string_view kTraceparentHeader = "traceparent";
inline constexpr std::string_view kDigestHeader = "waggle_sha256";
inline constexpr std::string_view kSequenceHeader = "waggle_sequence";

// An event message (field 1 `metadata`, a oneof `event`) as a Kafka record: the serialized message
// as value, CloudEvents 1.0 attributes in binary mode, the trace and a SHA-256 of the value as
// headers.
kafkax::OutgoingRecord EncodeEvent(const std::string& topic, const google::protobuf::Message& event,
                                   std::string_view traceparent);

// Fills `event` from the record. DATA_LOSS EVENT_CORRUPT when the value is not what its digest
// says, EVENT_UNDECODABLE when it is not such a message or lacks its metadata.
Status DecodeEvent(const kafkax::Record& record, google::protobuf::Message& event);

// Field 1 of an event message.
const common::v1::EventMetadata& MetadataOf(const google::protobuf::Message& event);
common::v1::EventMetadata& MutableMetadataOf(google::protobuf::Message& event);

// Name of the oneof case that is set, for example `submitted`; empty for a case that this build
// does not know.
std::string EventName(const google::protobuf::Message& event);

google::protobuf::Timestamp ToTimestamp(Time time);
// What lies outside of the years 1 to 9999 becomes the nearer end.
Time FromTimestamp(const google::protobuf::Timestamp& timestamp);

}  // namespace waggle::eventing
