#pragma once

#include <google/protobuf/descriptor.pb.h>

#include <string>
#include <vector>

namespace waggle {

// What in `current` would break who was built against `baseline`, one line each: messages, fields,
// enum values, services and RPCs that are gone, renamed, renumbered or of another type, and numbers
// that were given up and are used again. Additions are fine. Only Waggle's own packages count.
std::vector<std::string> BreakingChanges(const google::protobuf::FileDescriptorSet& baseline,
                                         const google::protobuf::FileDescriptorSet& current);

}  // namespace waggle
