#include "services/cli/input/input_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace waggle::cli {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

Status Unreadable(const std::string& path, const std::string& why) {
  return Status(Code::kInvalidArgument, kFileUnreadable,
                path + " cannot be read: " + why + "; check the path and its permissions");
}

Result<std::string> ReadPath(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return Unreadable(path, "it is a directory");
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return Unreadable(path, std::strerror(errno));
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad()) return Unreadable(path, std::strerror(errno));
  return text;
}

}  // namespace

Result<std::string> ReadInput(const std::string& path, std::istream& standard_input) {
  std::string text;
  if (path == "-") {
    text.assign(std::istreambuf_iterator<char>(standard_input), std::istreambuf_iterator<char>());
  } else {
    WAGGLE_ASSIGN_OR_RETURN(text, ReadPath(path));
  }
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return Status(Code::kInvalidArgument, kFileInvalid,
                  path + " is UTF-16 text; save it as UTF-8 (\"CSV UTF-8\")");
  }
  if (text.starts_with(kUtf8Mark)) text.erase(0, kUtf8Mark.size());
  return text;
}

}  // namespace waggle::cli
