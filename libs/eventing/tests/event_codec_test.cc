#include "libs/eventing/event_codec.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/time_util.h>
#include <gtest/gtest.h>

#include "libs/base/sha256.h"
#include "libs/testing/sample_events.h"

namespace waggle::eventing {
namespace {

using ::testing::Pair;
using testing::Received;
using testing::SampleEvent;
using ::testing::UnorderedElementsAre;

constexpr char kTopic[] = "waggle.intake.idea.v1";
constexpr char kParent[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

kafkax::Record Valued(const std::string& value) { return {kTopic, 0, 0, "a", value, {}}; }

TEST(EventCodec, CarriesCloudEventsAttributesInBinaryMode) {
  const auto event = SampleEvent("a", 3);
  const kafkax::OutgoingRecord record = EncodeEvent(kTopic, event, kParent);
  EXPECT_EQ(record.topic, kTopic);
  EXPECT_EQ(record.key, "a");
  EXPECT_THAT(
      record.headers,
      UnorderedElementsAre(
          Pair("ce_specversion", "1.0"), Pair("ce_id", "event-a-3"),
          Pair("ce_source", "system:test"), Pair("ce_type", "waggle.intake.idea.v1.submitted"),
          Pair("ce_time", "2023-11-14T22:13:20Z"), Pair("ce_subject", "a"),
          Pair("content-type", "application/protobuf"), Pair("waggle_sequence", "3"),
          Pair("waggle_sha256", ToHex(Sha256(record.value))), Pair("traceparent", kParent)));
}

TEST(EventCodec, WithoutATraceThereIsNoTraceparent) {
  const auto record = EncodeEvent(kTopic, SampleEvent("a", 1), "");
  for (const auto& header : record.headers) EXPECT_NE(header.first, "traceparent");
}

TEST(EventCodec, ReadsBackWhatItWrote) {
  const auto event = SampleEvent("a", 3);
  intake::v1::IdeaEvent decoded;
  ASSERT_TRUE(DecodeEvent(Received(EncodeEvent(kTopic, event, ""), 0), decoded).ok());
  EXPECT_EQ(decoded.SerializeAsString(), event.SerializeAsString());
  EXPECT_EQ(EventName(decoded), "submitted");
}

TEST(EventCodec, RefusesAValueThatIsNotWhatItsDigestSays) {
  auto record = Received(EncodeEvent(kTopic, SampleEvent("a", 3), ""), 0);
  record.value = EncodeEvent(kTopic, SampleEvent("a", 4), "").value;
  intake::v1::IdeaEvent decoded;
  EXPECT_EQ(DecodeEvent(record, decoded).reason(), "EVENT_CORRUPT");
}

TEST(EventCodec, RefusesWhatIsNoEventOrHasNoMetadata) {
  intake::v1::IdeaEvent decoded;
  EXPECT_EQ(DecodeEvent(Valued("\xff\xff"), decoded).reason(), "EVENT_UNDECODABLE");
  EXPECT_EQ(DecodeEvent(Valued(""), decoded).reason(), "EVENT_UNDECODABLE");
  for (const auto& spoil : std::vector<std::function<void(common::v1::EventMetadata&)>>{
           [](auto& metadata) { metadata.clear_aggregate_id(); },
           [](auto& metadata) { metadata.set_sequence(0); },
           [](auto& metadata) { metadata.set_sequence(-1); },
           [](auto& metadata) { metadata.clear_epoch(); }}) {
    auto event = SampleEvent("a", 1);
    spoil(*event.mutable_metadata());
    EXPECT_EQ(DecodeEvent(Valued(event.SerializeAsString()), decoded).reason(),
              "EVENT_UNDECODABLE");
  }
}

TEST(EventCodec, AnEventCaseOfALaterBuildIsNamelessButReadable) {
  auto event = SampleEvent("a", 1);
  event.clear_submitted();
  // Field 9 is no event that this build knows.
  std::string value = event.SerializeAsString() + std::string("\x4a\x00", 2);
  intake::v1::IdeaEvent decoded;
  ASSERT_TRUE(DecodeEvent(Valued(value), decoded).ok());
  EXPECT_EQ(EventName(decoded), "");
  EXPECT_EQ(decoded.state().title(), "title 1");
}

TEST(EventCodec, ATimeOutsideOfTimeBecomesTheNearerEnd) {
  using google::protobuf::util::TimeUtil;
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(std::numeric_limits<std::int64_t>::max());
  timestamp.set_nanos(std::numeric_limits<std::int32_t>::max());
  EXPECT_EQ(TimeUtil::ToString(ToTimestamp(FromTimestamp(timestamp))), "9999-12-31T23:59:59.999Z");
  timestamp.set_seconds(std::numeric_limits<std::int64_t>::min());
  timestamp.set_nanos(-1);
  EXPECT_EQ(TimeUtil::ToString(ToTimestamp(FromTimestamp(timestamp))), "0001-01-01T00:00:00Z");
}

TEST(EventCodec, TimesSurviveTheRoundTrip) {
  for (const std::int64_t ms : {0LL, 1LL, 999LL, 1'700'000'000'123LL}) {
    const Time time{std::chrono::milliseconds(ms)};
    EXPECT_EQ(FromTimestamp(ToTimestamp(time)), time);
  }
}

}  // namespace
}  // namespace waggle::eventing
