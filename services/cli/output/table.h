#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "services/cli/output/terminal.h"

namespace waggle::cli {

struct Cell {
  // Implicit, so that rows can be written as lists of texts.
  Cell(const char* cell_text)
      : text(cell_text), ink(Ink::kPlain) {}               // NOLINT(google-explicit-constructor)
  Cell(std::string cell_text, Ink cell_ink = Ink::kPlain)  // NOLINT(google-explicit-constructor)
      : text(std::move(cell_text)), ink(cell_ink) {}

  std::string text;
  Ink ink;
};

// Rows under headings, columns as wide as their widest cell. On a screen that is too narrow all
// columns but the first are cut; elsewhere nothing is.
class Table {
 public:
  explicit Table(std::vector<std::string> headings) : headings_(std::move(headings)) {}

  void Add(std::initializer_list<Cell> row) { rows_.emplace_back(row); }
  std::string Render(const Terminal& terminal) const;

 private:
  std::vector<std::string> headings_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace waggle::cli
