#include "services/cli/commands/revision.h"

#include <algorithm>

#include "services/cli/text/difference.h"

namespace waggle::cli {
namespace {

std::string WordingLine(const Terminal& terminal, Ink ink, const std::string& sign,
                        const std::string& text) {
  return "    " + Paint(terminal, ink, sign + " " + (text.empty() ? "(nothing)" : text)) + "\n";
}

}  // namespace

void PutOver(std::string& text, const std::optional<std::string>& given) {
  if (given) text = *given;
}

void PutOver(google::protobuf::RepeatedPtrField<std::string>& texts,
             const std::vector<std::string>& given) {
  if (given.empty()) return;
  texts.Clear();
  for (const std::string& text : given) {
    if (!text.empty()) *texts.Add() = text;
  }
}

std::string ChangesText(const std::vector<Said>& before, const std::vector<Said>& after,
                        const Terminal& terminal) {
  constexpr int kMostColumns = 100;
  constexpr int kLeastColumns = 30;
  constexpr int kMarginAndSign = 6;
  const int screen = terminal.columns > 0 ? std::min(terminal.columns, kMostColumns) : kMostColumns;
  const int columns = std::max(kLeastColumns, screen - kMarginAndSign);
  std::string changes;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].text == after[i].text) continue;
    const Difference difference = DifferenceOf(before[i].text, after[i].text, columns);
    changes += "  " + Paint(terminal, Ink::kHeading, after[i].label) + "\n" +
               WordingLine(terminal, Ink::kBad, "-", difference.before) +
               WordingLine(terminal, Ink::kGood, "+", difference.after);
  }
  return changes;
}

}  // namespace waggle::cli
