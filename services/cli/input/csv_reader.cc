#include "services/cli/input/csv_reader.h"

#include <algorithm>
#include <utility>

#include "services/cli/input/input_file.h"
#include "services/cli/text/utf8.h"

namespace waggle::cli {
namespace {

Status Malformed(std::size_t field, std::string_view what) {
  return Status(Code::kInvalidArgument, kFileInvalid,
                "field " + std::to_string(field + 1) + " " + std::string(what));
}

class CsvParser {
 public:
  explicit CsvParser(std::string_view text) : text_(text) {}

  std::vector<CsvRecord> Parse() {
    std::vector<CsvRecord> records;
    while (position_ < text_.size()) {
      CsvRecord record = ParseRecord();
      const bool empty_line =
          record.status.ok() && record.fields.size() == 1 && record.fields[0].empty() && !quoted_;
      if (!empty_line) records.push_back(std::move(record));
    }
    return records;
  }

 private:
  CsvRecord ParseRecord() {
    CsvRecord record;
    record.line = line_;
    quoted_ = false;
    while (true) {
      std::string field;
      record.status = At('"') ? ParseQuoted(record.fields.size(), field)
                              : ParsePlain(record.fields.size(), field);
      if (record.status.ok() && !CountCharacters(field)) {
        record.status = Malformed(record.fields.size(),
                                  "is not UTF-8 text; save the file as UTF-8 (\"CSV UTF-8\")");
      }
      if (!record.status.ok()) {
        SkipLine();
        return record;
      }
      record.fields.push_back(std::move(field));
      if (!At(',')) break;
      ++position_;
    }
    TakeLineEnd();
    return record;
  }

  // Stops in front of a comma, a line end or the end.
  Status ParsePlain(std::size_t number, std::string& field) {
    const std::size_t start = position_;
    while (position_ < text_.size() && !At(',') && !AtLineEnd()) {
      if (At('"'))
        return Malformed(
            number, "has a quote inside it; quote the whole field and double the quotes in it");
      if (At('\r')) return Malformed(number, "has a carriage return inside it; quote the field");
      if (At('\0')) return Malformed(number, "has a NUL byte inside it; this is not a text file");
      ++position_;
    }
    field = text_.substr(start, position_ - start);
    return OkStatus();
  }

  Status ParseQuoted(std::size_t number, std::string& field) {
    quoted_ = true;
    ++position_;
    while (position_ < text_.size()) {
      if (!At('"')) {
        if (At('\n')) ++line_;
        field += text_[position_++];
      } else if (text_.substr(position_).starts_with("\"\"")) {
        field += '"';
        position_ += 2;
      } else {
        ++position_;
        const bool ends = position_ == text_.size() || At(',') || AtLineEnd();
        return ends
                   ? OkStatus()
                   : Malformed(number,
                               "goes on after its closing quote; double the quotes inside a field");
      }
    }
    return Malformed(number,
                     "opens a quote that is never closed; the rest of the file would belong to it");
  }

  bool At(char c) const { return position_ < text_.size() && text_[position_] == c; }

  bool AtLineEnd() const {
    const std::string_view rest = text_.substr(position_);
    return rest.starts_with('\n') || rest.starts_with("\r\n");
  }

  void TakeLineEnd() {
    if (At('\r')) ++position_;
    if (At('\n')) {
      ++position_;
      ++line_;
    }
  }

  void SkipLine() {
    position_ = std::min(text_.find('\n', position_), text_.size());
    TakeLineEnd();
  }

  std::string_view text_;
  std::size_t position_ = 0;
  int line_ = 1;
  // Whether the record in hand has a quoted field: `""` is a record with an empty field, an empty
  // line is none.
  bool quoted_ = false;
};

}  // namespace

std::vector<CsvRecord> ReadCsv(std::string_view text) { return CsvParser(text).Parse(); }

}  // namespace waggle::cli
