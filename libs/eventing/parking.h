#pragma once

#include <optional>
#include <string>

#include "libs/base/clock.h"
#include "libs/eventing/commit.h"
#include "libs/eventing/record_store.h"

namespace waggle::eventing {

// Kind of the store's records that hold parked inputs; all of them are listed in the index of the
// same name.
inline constexpr std::string_view kParkedKind = "parked";

struct ParkedInput {
  kafkax::Record record;
  // From then on the record is dead-lettered instead of tried again.
  Time deadline;
};

RecordKey ParkedKey(const kafkax::Record& record);
// The list of parked inputs of one aggregate, in the order in which they came.
std::string ParkedOf(const kafkax::Record& record);
// The record to store; due again at `retry`.
RecordPut ToParked(const ParkedInput& parked, Time retry);
Result<ParkedInput> FromParked(const StoredRecord& stored);

}  // namespace waggle::eventing
