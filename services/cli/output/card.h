#pragma once

#include <string>
#include <utility>
#include <vector>

#include "services/cli/output/terminal.h"

namespace waggle::cli {

// One thing with its properties: a heading, then `label  text` with long texts wrapped beside their
// label. Properties without text are left out.
class Card {
 public:
  explicit Card(std::string heading) : heading_(std::move(heading)) {}

  Card& Add(std::string label, std::string text) {
    rows_.emplace_back(std::move(label), std::move(text));
    return *this;
  }
  std::string Render(const Terminal& terminal) const;

 private:
  std::string heading_;
  std::vector<std::pair<std::string, std::string>> rows_;
};

}  // namespace waggle::cli
