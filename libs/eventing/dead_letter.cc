#include "libs/eventing/dead_letter.h"

namespace waggle::eventing {
namespace {

bool IsOurs(std::string_view header) {
  return header.starts_with("waggle_dlq_") || header.starts_with("waggle_origin_");
}

// Kafka's header values are bytes; a detail that quotes bytes of a broken record must still be
// readable.
std::string Printable(std::string_view text) {
  std::string printable;
  for (const char c : text) printable += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return printable;
}

}  // namespace

std::string DeadLetterTopic(std::string_view topic, std::string_view group) {
  return std::string(topic) + "." + std::string(group) + ".dlq";
}

std::string ReplayTopic(std::string_view group) {
  return "waggle." + std::string(group) + ".replay.v1";
}

std::string OriginTopic(const kafkax::Record& record) {
  const std::string_view origin = kafkax::HeaderValue(record.headers, kOriginTopic);
  return origin.empty() ? record.topic : std::string(origin);
}

kafkax::OutgoingRecord ToDeadLetter(const kafkax::Record& record, std::string_view topic,
                                    std::string_view group, const Status& why, Time now,
                                    DeadLetterValue value) {
  kafkax::OutgoingRecord letter;
  letter.topic = DeadLetterTopic(topic, group);
  letter.key = record.key;
  if (value == DeadLetterValue::kKept) letter.value = record.value;
  for (const auto& header : record.headers) {
    if (!IsOurs(header.first)) letter.headers.push_back(header);
  }
  const auto origin = [&](std::string_view header, std::string fallback) {
    const std::string_view known = kafkax::HeaderValue(record.headers, header);
    letter.headers.emplace_back(header, known.empty() ? std::move(fallback) : std::string(known));
  };
  origin(kOriginTopic, record.topic);
  origin(kOriginPartition, std::to_string(record.partition));
  origin(kOriginOffset, std::to_string(record.offset));
  letter.headers.emplace_back(kDeadLetterReason, why.reason());
  letter.headers.emplace_back(kDeadLetterDetail, Printable(why.detail()));
  letter.headers.emplace_back(kDeadLetterTime, std::to_string(now.time_since_epoch().count()));
  return letter;
}

kafkax::OutgoingRecord ToReplay(const kafkax::Record& dead_letter, std::string_view group) {
  kafkax::OutgoingRecord record;
  record.topic = ReplayTopic(group);
  record.key = dead_letter.key;
  record.value = dead_letter.value;
  for (const auto& header : dead_letter.headers) {
    if (!header.first.starts_with("waggle_dlq_")) record.headers.push_back(header);
  }
  return record;
}

}  // namespace waggle::eventing
