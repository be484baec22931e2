#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/cli/commands/command.h"
#include "waggle/intake/v1/idea.pb.h"

namespace waggle::cli {

// What an idea needs of a practice, who made it and its partners, as the user gave it to one of the
// commands that say what an idea is.
struct IdeaNeedsOptions {
  std::vector<std::string> resources;
  std::optional<std::string> list_size_at_least;
  std::optional<std::string> list_size_at_most;
  std::vector<std::string> ruralities;
  std::optional<std::string> dispensing;
  std::optional<std::string> origin;
  std::vector<std::string> partners;

  // Nothing was given.
  bool empty() const;
};

// Adds the options, under a heading of their own on the help page, each checked when it is parsed;
// their names. `options` outlives the parsing.
std::vector<std::string> AddIdeaNeedsOptions(Command& command, IdeaNeedsOptions& options);

// Where the user gave something, the idea says it; an empty text alone stands for an empty list, 0
// for no limit. An idea that needs nothing is left without needs, as intake has it.
void PutOver(intake::v1::Idea& idea, const IdeaNeedsOptions& given);

}  // namespace waggle::cli
