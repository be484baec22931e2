#include "services/cli/output/card.h"

#include <algorithm>

#include "services/cli/text/columns.h"

namespace waggle::cli {

std::string Card::Render(const Terminal& terminal) const {
  // Longer lines are hard to read even where they fit.
  constexpr int kMostColumns = 100;
  constexpr int kLeastText = 30;
  int label_columns = 0;
  for (const auto& [label, text] : rows_) {
    if (!text.empty()) label_columns = std::max(label_columns, ColumnsOf(label));
  }
  const int indent = label_columns + 4;
  const int columns =
      terminal.columns > 0 ? std::min(terminal.columns, kMostColumns) : kMostColumns;

  std::string card = Paint(terminal, Ink::kHeading, PrintableLine(heading_)) + "\n";
  for (const auto& [label, text] : rows_) {
    if (text.empty()) continue;
    std::string margin = "  " + Paint(terminal, Ink::kFaint, PadTo(label, label_columns)) + "  ";
    for (const std::string& line :
         WrapTo(Printable(text), std::max(kLeastText, columns - indent))) {
      card += margin + line + "\n";
      margin = std::string(static_cast<std::size_t>(indent), ' ');
    }
  }
  return card;
}

}  // namespace waggle::cli
