#pragma once

#include <google/protobuf/generated_enum_reflection.h>
#include <google/protobuf/timestamp.pb.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waggle::cli {

// The value's word for people: DELIVERY_STATUS_HANDED_OVER is "handed over"; empty for the
// unspecified value.
std::string LabelOf(const google::protobuf::EnumDescriptor& type, int value);
// The words that options accept: "handed_over"; without the unspecified value.
std::vector<std::string> WordsOf(const google::protobuf::EnumDescriptor& type);
// The value of a word in either case, with or without the type's prefix.
std::optional<int> ValueOf(const google::protobuf::EnumDescriptor& type, std::string_view word);

template <class Enum>
std::string LabelOf(Enum value) {
  return LabelOf(*google::protobuf::GetEnumDescriptor<Enum>(), static_cast<int>(value));
}

// Of a word that was checked when its option was parsed; any other stands for the unspecified
// value.
template <class Enum>
Enum ValueFrom(std::string_view word) {
  return static_cast<Enum>(ValueOf(*google::protobuf::GetEnumDescriptor<Enum>(), word).value_or(0));
}

// Three digits after the point: `0.750`.
std::string ScoreText(double score);

// In the time zone of the user: `2026-03-01 09:30:00`; empty when not set.
std::string TimeText(const google::protobuf::Timestamp& time);
// `09:30:00.125`.
std::string ClockText(const google::protobuf::Timestamp& time);

}  // namespace waggle::cli
