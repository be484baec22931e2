#include "services/cli/input/csv_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

namespace waggle::cli {
namespace {

using Fields = std::vector<std::string>;

TEST(CsvReader, ReadsPlainAndQuotedFields) {
  const auto records = ReadCsv("a,\"b, c\",\"say \"\"yes\"\"\"\r\n,,\r\n");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].fields, (Fields{"a", "b, c", "say \"yes\""}));
  EXPECT_EQ(records[1].fields, (Fields{"", "", ""}));
}

TEST(CsvReader, NumbersRecordsByTheLineTheyBeginOn) {
  const auto records = ReadCsv("h\n\"two\nlines\"\n\n\nlast");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[1].line, 2);
  EXPECT_EQ(records[1].fields, Fields{"two\nlines"});
  EXPECT_EQ(records[2].line, 6);
}

TEST(CsvReader, KeepsARecordOfOneEmptyQuotedField) {
  const auto records = ReadCsv("\"\"\n\n");
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].fields, Fields{""});
}

TEST(CsvReader, GoesOnAfterABadRecord) {
  const auto records = ReadCsv("a,b\nx,in\"side\ny,\"end\"ed\nz,\xFF\nlast,one\n");
  ASSERT_EQ(records.size(), 5U);
  EXPECT_TRUE(records[0].status.ok());
  EXPECT_EQ(records[1].line, 2);
  EXPECT_NE(records[1].status.detail().find("field 2 has a quote inside it"), std::string::npos);
  EXPECT_EQ(records[2].line, 3);
  EXPECT_NE(records[2].status.detail().find("goes on after its closing quote"), std::string::npos);
  EXPECT_EQ(records[3].line, 4);
  EXPECT_NE(records[3].status.detail().find("field 2 is not UTF-8"), std::string::npos);
  EXPECT_EQ(records[4].fields, (Fields{"last", "one"}));
}

TEST(CsvReader, NamesTheLineOfAQuoteThatIsNeverClosed) {
  const auto records = ReadCsv("a\n\"open\nb\nc\n");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[1].line, 2);
  EXPECT_NE(records[1].status.detail().find("never closed"), std::string::npos);
}

// --- Properties, over seeded random files: a failure names its seed.

constexpr int kRuns = 500;

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  int Pick(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }

  std::string Field() {
    constexpr std::array<const char*, 10> kPieces = {"a",  "é",    "漢", ",", "\"",
                                                     "\n", "\r\n", "\r", " ", "\"\""};
    std::string field;
    for (int i = Pick(6); i > 0; --i) field += kPieces[static_cast<std::size_t>(Pick(9))];
    return field;
  }

  std::string LineEnd() { return Pick(1) == 0 ? "\n" : "\r\n"; }

  std::string Write(const std::string& field) {
    const bool must_quote = field.find_first_of(",\"\r\n") != std::string::npos;
    if (!must_quote && Pick(2) > 0) return field;
    std::string quoted = "\"";
    for (const char c : field) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
  }

 private:
  std::mt19937 random_;
};

int CountLines(const std::string& text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

TEST(CsvReaderProperty, ReadsBackWhateverWasWritten) {
  for (unsigned seed = 0; seed < kRuns; ++seed) {
    Generator generator(seed);
    std::string text;
    std::vector<Fields> written;
    std::vector<int> lines;
    for (int row = generator.Pick(6); row >= 0; --row) {
      lines.push_back(CountLines(text) + 1);
      Fields fields;
      std::string line;
      for (int column = generator.Pick(3); column >= 0; --column) {
        fields.push_back(generator.Field());
        line += (line.empty() && fields.size() == 1 ? "" : ",") + generator.Write(fields.back());
      }
      // A line without anything on it is no record; as a record it is written with quotes.
      text += (line.empty() ? "\"\"" : line) + generator.LineEnd();
      written.push_back(fields);
    }
    const auto records = ReadCsv(text);
    ASSERT_EQ(records.size(), written.size()) << "seed " << seed << "\n" << text;
    for (std::size_t i = 0; i < records.size(); ++i) {
      ASSERT_TRUE(records[i].status.ok())
          << "seed " << seed << ": " << records[i].status.ToString();
      ASSERT_EQ(records[i].fields, written[i]) << "seed " << seed;
      ASSERT_EQ(records[i].line, lines[i]) << "seed " << seed;
    }
  }
}

TEST(CsvReaderProperty, ABadLineHarmsNoOther) {
  for (unsigned seed = 0; seed < kRuns; ++seed) {
    Generator generator(seed);
    std::vector<std::string> lines;
    for (int row = generator.Pick(8); row >= 0; --row)
      lines.push_back("plain," + std::to_string(row));
    const auto bad = static_cast<std::size_t>(generator.Pick(static_cast<int>(lines.size())));
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(bad),
                 generator.Pick(1) == 0 ? "x\"y,z" : "\"x\" y,z");
    std::string text;
    for (const std::string& line : lines) text += line + generator.LineEnd();
    const auto records = ReadCsv(text);
    ASSERT_EQ(records.size(), lines.size()) << "seed " << seed;
    for (std::size_t i = 0; i < records.size(); ++i) {
      ASSERT_EQ(records[i].status.ok(), i != bad) << "seed " << seed << " record " << i;
      ASSERT_EQ(records[i].line, static_cast<int>(i) + 1) << "seed " << seed;
    }
  }
}

TEST(CsvReaderProperty, AnyBytesEndInRecordsWithRisingLines) {
  constexpr std::array<char, 8> kBytes = {'"', ',', '\n', '\r', 'x', '\0', '\xC3', '\xA9'};
  for (unsigned seed = 0; seed < kRuns; ++seed) {
    Generator generator(seed);
    std::string text;
    for (int i = generator.Pick(60); i > 0; --i)
      text += kBytes[static_cast<std::size_t>(generator.Pick(7))];
    int last = 0;
    for (const CsvRecord& record : ReadCsv(text)) {
      ASSERT_GT(record.line, last) << "seed " << seed;
      ASSERT_LE(record.line, CountLines(text) + 1) << "seed " << seed;
      last = record.line;
    }
  }
}

}  // namespace
}  // namespace waggle::cli
