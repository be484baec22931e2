#include "services/cli/output/table.h"

#include <algorithm>

#include "services/cli/text/columns.h"

namespace waggle::cli {
namespace {

constexpr int kGap = 2;
// Below this a cut column tells nothing; the terminal may wrap the line instead.
constexpr int kLeastColumns = 20;

std::string RenderRow(const Terminal& terminal, const std::vector<Cell>& row,
                      const std::vector<int>& widths) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool last = i + 1 == row.size();
    const std::string text = PrintableLine(row[i].text);
    const std::string shown = last ? ClipTo(text, widths[i]) : PadTo(text, widths[i] + kGap);
    line += Paint(terminal, row[i].ink, shown);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

}  // namespace

std::string Table::Render(const Terminal& terminal) const {
  std::vector<int> widths;
  for (const std::string& heading : headings_) widths.push_back(ColumnsOf(heading));
  for (const std::vector<Cell>& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], ColumnsOf(PrintableLine(row[i].text)));
    }
  }
  if (terminal.columns > 0) {
    int before_last = 0;
    for (std::size_t i = 0; i + 1 < widths.size(); ++i) before_last += widths[i] + kGap;
    widths.back() =
        std::min(widths.back(), std::max(kLeastColumns, terminal.columns - before_last));
  }
  std::vector<Cell> heading_row;
  for (const std::string& heading : headings_) heading_row.emplace_back(heading, Ink::kHeading);
  std::string text = RenderRow(terminal, heading_row, widths);
  for (const std::vector<Cell>& row : rows_) text += RenderRow(terminal, row, widths);
  return text;
}

}  // namespace waggle::cli
