#include "libs/eventing/aggregate.h"

#include "libs/eventing/event_size.h"

namespace waggle::eventing {

Status AppendEvent(const AggregateTopic& aggregate, const std::string& id,
                   std::int64_t expected_sequence, std::int64_t epoch, const Ownership& ownership,
                   const EventContext& context, google::protobuf::Message& event,
                   const google::protobuf::Message& state, const Footprint& footprint,
                   Commit& commit) {
  common::v1::EventMetadata& metadata = MutableMetadataOf(event);
  metadata.set_event_id(context.event_id);
  metadata.set_aggregate_id(id);
  metadata.set_sequence(expected_sequence + 1);
  metadata.set_epoch(epoch);
  metadata.set_actor(context.actor);
  metadata.set_acting_organisation(context.acting_organisation);
  metadata.set_visibility(ownership.visibility);
  metadata.set_owning_organisation(ownership.owning_organisation);
  *metadata.mutable_event_time() = ToTimestamp(context.now);
  if (context.request) {
    metadata.mutable_request()->set_key(context.request->key);
    metadata.mutable_request()->set_payload_hash(context.request->payload_hash);
    metadata.mutable_request()->set_response(context.request->response);
  }
  if (context.cause) *metadata.mutable_cause() = *context.cause;

  kafkax::OutgoingRecord record = EncodeEvent(aggregate.topic, event, context.traceparent);
  if (record.value.size() > kMostEventBytes) {
    return Status(Code::kInvalidArgument, "EVENT_TOO_LARGE",
                  aggregate.kind + " is " + std::to_string(record.value.size()) +
                      " bytes, at most 65,536 are kept");
  }
  commit.expectations.push_back({{aggregate.kind, id}, expected_sequence});
  commit.outbox.push_back({std::move(record), PublishOrder::kPerKey});
  commit.puts.push_back({{aggregate.kind, id},
                         expected_sequence + 1,
                         state.SerializeAsString(),
                         footprint.indexes,
                         footprint.due});
  return OkStatus();
}

}  // namespace waggle::eventing
