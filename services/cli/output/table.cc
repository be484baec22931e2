#include "services/cli/output/table.h"

#include <algorithm>
#include <numeric>

#include "services/cli/text/columns.h"

namespace waggle::cli {
namespace {

constexpr int kGap = 2;
// Below this a cut column tells nothing; the terminal may wrap the line instead.
constexpr int kLeastColumns = 20;
// What a column between the first (an id) and the last may take where the screen is too narrow for
// all.
constexpr int kMiddleColumns = 28;

int Total(const std::vector<int>& widths) {
  return std::accumulate(widths.begin(), widths.end(),
                         kGap * (static_cast<int>(widths.size()) - 1));
}

// Makes the columns fit the screen as far as that leaves something to read.
void Narrow(std::vector<int>& widths, int screen) {
  if (Total(widths) <= screen) return;
  for (std::size_t i = 1; i + 1 < widths.size(); ++i)
    widths[i] = std::min(widths[i], kMiddleColumns);
  const int too_much = std::max(0, Total(widths) - screen);
  widths.back() = std::max(std::min(widths.back(), kLeastColumns), widths.back() - too_much);
}

std::string RenderRow(const Terminal& terminal, const std::vector<Cell>& row,
                      const std::vector<int>& widths) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool last = i + 1 == row.size();
    const std::string cut = ClipTo(PrintableLine(row[i].text), widths[i]);
    const std::string shown = last ? cut : PadTo(cut, widths[i] + kGap);
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
  if (terminal.columns > 0) Narrow(widths, terminal.columns);
  std::vector<Cell> heading_row;
  for (const std::string& heading : headings_) heading_row.emplace_back(heading, Ink::kHeading);
  std::string text = RenderRow(terminal, heading_row, widths);
  for (const std::vector<Cell>& row : rows_) text += RenderRow(terminal, row, widths);
  return text;
}

}  // namespace waggle::cli
