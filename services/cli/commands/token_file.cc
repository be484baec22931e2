#include "services/cli/commands/token_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "services/cli/input/input_file.h"

namespace waggle::cli {

Result<std::string> ReadToken(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error) && !error) return std::string();
  std::istringstream nothing;
  WAGGLE_ASSIGN_OR_RETURN(std::string token, ReadInput(path, nothing));
  token.erase(token.find_last_not_of(" \t\r\n") + 1);
  if (!token.empty()) return token;
  return Status(Code::kInvalidArgument, kFileInvalid,
                path + " holds no token; delete it to begin anew, or use another file");
}

Status KeepToken(const std::string& path, const std::string& token) {
  const std::string next = path + ".new";
  errno = 0;
  std::ofstream file(next, std::ios::binary | std::ios::trunc);
  file << token << '\n';
  file.close();
  if (file && std::rename(next.c_str(), path.c_str()) == 0) return OkStatus();
  return Status(Code::kInvalidArgument, kFileUnwritable,
                path + " cannot be written: " + std::strerror(errno) +
                    "; check the path, its permissions and the space on the disk");
}

}  // namespace waggle::cli
