#include "services/cli/input/jsonl_reader.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "services/cli/input/input_file.h"

namespace waggle::cli {
namespace {

using Json = nlohmann::json;

// "[json.exception.parse_error.101] parse error at line 1, column 8: syntax error …" without what
// people do not need.
std::string ShortenParseError(std::string text) {
  if (const std::size_t end = text.find("] "); text.starts_with('[') && end != std::string::npos)
    text.erase(0, end + 2);
  constexpr std::string_view kFirstLine = "parse error at line 1, ";
  if (text.starts_with(kFirstLine)) text.erase(0, kFirstLine.size());
  return "is not JSON: " + text;
}

// The one field of a record that may be an object.
constexpr std::string_view kObjectField = "needs";

// Receives the parser's events, because only they show a key that occurs twice and keep the shape
// flat.
class FlatObjectReader final : public nlohmann::json_sax<Json> {
 public:
  explicit FlatObjectReader(Record& record) : record_(record) {}

  bool null() override { return Take(NoValue{}); }
  bool boolean(bool) override {
    return Fail("is true or false; a text, a whole number or a list is expected");
  }
  bool number_integer(number_integer_t number) override { return Take(std::int64_t{number}); }
  bool number_unsigned(number_unsigned_t number) override {
    if (number > std::numeric_limits<std::int64_t>::max()) return Fail("is too large a number");
    return Take(static_cast<std::int64_t>(number));
  }
  bool number_float(number_float_t, const string_t&) override {
    return Fail("is a fraction; a whole number is expected");
  }
  bool binary(binary_t&) override { return false; }

  bool string(string_t& text) override {
    if (!in_list_) return Take(std::move(text));
    std::get<std::vector<std::string>>(record_.fields[key_]).push_back(std::move(text));
    return true;
  }

  bool start_object(std::size_t) override {
    if (inside_ && (in_list_ || key_ != kObjectField)) {
      return Fail("is an object; a text, a whole number or a list of texts is expected");
    }
    if (inside_) prefix_ = key_ + ".";
    inside_ = true;
    return true;
  }
  bool end_object() override {
    prefix_.clear();
    return true;
  }

  bool key(string_t& name) override {
    key_ = prefix_ + name;
    if (record_.fields.contains(key_)) return Fail("occurs twice");
    record_.fields[key_] = NoValue{};
    return true;
  }

  bool start_array(std::size_t) override {
    if (in_list_) return Fail("is a list of lists; a list of texts is expected");
    if (!inside_) return FailWhole();
    record_.fields[key_] = std::vector<std::string>();
    in_list_ = true;
    return true;
  }
  bool end_array() override {
    in_list_ = false;
    return true;
  }

  bool parse_error(std::size_t, const std::string&,
                   const nlohmann::detail::exception& error) override {
    record_.status = Status(Code::kInvalidArgument, kFileInvalid, ShortenParseError(error.what()));
    return false;
  }

 private:
  bool Take(FieldValue value) {
    if (!inside_) return FailWhole();
    if (in_list_) return Fail("has an entry that is not a text");
    record_.fields[key_] = std::move(value);
    return true;
  }

  bool Fail(std::string_view what) {
    record_.status = Status::Invalid({{key_, std::string(what)}});
    return false;
  }

  bool FailWhole() {
    record_.status = Status(Code::kInvalidArgument, kFileInvalid,
                            "is not a JSON object: {\"field\": \"value\", …} is expected");
    return false;
  }

  Record& record_;
  std::string key_;
  // Of the names of what lies in an object field.
  std::string prefix_;
  bool inside_ = false;
  bool in_list_ = false;
};

Record ReadObject(std::string_view text, int line) {
  Record record;
  record.line = line;
  FlatObjectReader reader(record);
  Json::sax_parse(text, &reader);
  return record;
}

}  // namespace

std::vector<Record> ReadJsonl(std::string_view text) {
  std::vector<Record> records;
  for (int line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view content = text.substr(0, end);
    if (content.find_first_not_of(" \t\r") != std::string_view::npos)
      records.push_back(ReadObject(content, line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return records;
}

Record ReadJsonObject(std::string_view text) { return ReadObject(text, 1); }

}  // namespace waggle::cli
