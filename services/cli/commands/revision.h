#pragma once

#include <google/protobuf/repeated_field.h>

#include <optional>
#include <string>
#include <vector>

#include "services/cli/commands/session.h"

namespace waggle::cli {

// A revision replaces all that is said of an idea or a problem. The commands read what is said now,
// put over it what the user gave, and send the whole.

// Where the user gave something, it is the text.
void PutOver(std::string& text, const std::optional<std::string>& given);
// Where the user gave something, it is the list; an empty text alone stands for an empty list.
void PutOver(google::protobuf::RepeatedPtrField<std::string>& texts,
             const std::vector<std::string>& given);

// One thing that is said of an idea or a problem, for people.
struct Said {
  std::string label;
  std::string text;
};

// What differs between two wordings, each as it was and as it is; empty when nothing does. Both
// have the same labels in the same order.
std::string ChangesText(const std::vector<Said>& before, const std::vector<Said>& after,
                        const Terminal& terminal);

}  // namespace waggle::cli
