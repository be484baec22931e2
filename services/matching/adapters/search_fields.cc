#include "services/matching/adapters/search_fields.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "libs/base/text.h"

namespace waggle::matching {
namespace {

constexpr std::size_t kFieldCharacters = 10'000;
constexpr std::size_t kQueryCharacters = 1'000;
constexpr int kLargestLimit = 50;
constexpr int kLargestPage = 100;

void CheckLength(const std::string& field, const std::string& text, std::size_t most,
                 std::vector<FieldViolation>& wrong) {
  if (const std::size_t length = CountCharacters(text); length > most) {
    wrong.push_back({field, "has " + std::to_string(length) + " characters, at most " +
                                std::to_string(most) + " are read"});
  }
}

void CheckNumber(const std::string& field, int number, int most,
                 std::vector<FieldViolation>& wrong) {
  if (number < 0 || number > most) {
    wrong.push_back({field, "must be 1 to " + std::to_string(most) + ", or 0 for the default"});
  }
}

Status Finish(std::vector<FieldViolation> wrong) {
  return wrong.empty() ? OkStatus() : Status::Invalid(std::move(wrong));
}

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

Status Check(const v1::FindSimilarIdeasRequest& request) {
  std::vector<FieldViolation> wrong;
  CheckLength("title", request.title(), kFieldCharacters, wrong);
  CheckLength("problem", request.problem(), kFieldCharacters, wrong);
  CheckLength("how_it_works", request.how_it_works(), kFieldCharacters, wrong);
  CheckNumber("limit", request.limit(), kLargestLimit, wrong);
  return Finish(std::move(wrong));
}

Status Check(const v1::FindIdeasForProblemRequest& request) {
  std::vector<FieldViolation> wrong;
  if (request.problem_id().empty() == request.text().empty()) {
    wrong.push_back({"text", "exactly one of problem_id and text must be set"});
  }
  CheckLength("text", request.text(), kFieldCharacters, wrong);
  CheckNumber("limit", request.limit(), kLargestLimit, wrong);
  return Finish(std::move(wrong));
}

Status Check(const v1::SearchRequest& request) {
  std::vector<FieldViolation> wrong;
  CheckLength("query", request.query(), kQueryCharacters, wrong);
  CheckNumber("page_size", request.page_size(), kLargestPage, wrong);
  return Finish(std::move(wrong));
}

Status Check(const v1::FindPeersRequest& request) {
  std::vector<FieldViolation> wrong;
  if (request.ods_code().empty()) wrong.push_back({"ods_code", "must name a practice"});
  CheckNumber("limit", request.limit(), kLargestLimit, wrong);
  return wrong.empty() ? OkStatus() : Status::Invalid(std::move(wrong));
}

std::size_t LimitOf(int limit) { return limit == 0 ? 5 : static_cast<std::size_t>(limit); }

std::size_t PageSizeOf(int page_size) {
  return page_size == 0 ? 20 : static_cast<std::size_t>(page_size);
}

std::string SearchPosition::ToToken() const {
  return std::to_string(as_of_number) + "." + std::to_string(first_rank);
}

Result<SearchPosition> SearchPosition::Parse(const std::string& token, std::int64_t next_number) {
  if (token.empty()) return SearchPosition{next_number, 0};
  SearchPosition position;
  const char* end = token.data() + token.size();
  const auto number = std::from_chars(token.data(), end, position.as_of_number);
  if (number.ec == std::errc() && number.ptr != end && *number.ptr == '.') {
    const auto rank = std::from_chars(number.ptr + 1, end, position.first_rank);
    const bool in_log = position.as_of_number >= 0 && position.as_of_number <= next_number &&
                        position.first_rank <= static_cast<std::uint64_t>(next_number);
    if (rank.ec == std::errc() && rank.ptr == end && in_log) return position;
  }
  return Status::Invalid(
      {{"page_token", "is not a token of this search; start again without one"}});
}

bool HasTags(const v1::CorpusDocument& idea,
             const google::protobuf::RepeatedPtrField<std::string>& tags) {
  return std::all_of(tags.begin(), tags.end(), [&](const std::string& wanted) {
    return std::any_of(idea.tags().begin(), idea.tags().end(),
                       [&](const std::string& tag) { return Lower(tag) == Lower(wanted); });
  });
}

}  // namespace waggle::matching
