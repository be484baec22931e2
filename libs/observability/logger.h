#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>

#include "libs/base/clock.h"
#include "libs/base/status.h"

namespace waggle::observability {

enum class LogLevel { kDebug, kInfo, kWarn, kError };

// One key and value of a log line. Never a payload, an address or free text that a person wrote.
struct LogField {
  std::string_view key;
  std::variant<std::string, std::int64_t, double> value;
};

// Writes one JSON object per line: constant `msg`, everything that varies as keys. Thread-safe; a
// line is written whole or not at all.
class Logger {
 public:
  using Sink = std::function<void(std::string_view line)>;

  // Writes to `sink`, which receives a line without its line feed and is called under the logger's
  // lock.
  Logger(std::string service, std::string version, LogLevel least, const Clock& clock, Sink sink);

  void Debug(std::string_view msg, std::initializer_list<LogField> fields = {});
  void Info(std::string_view msg, std::initializer_list<LogField> fields = {});
  void Warn(std::string_view msg, std::initializer_list<LogField> fields = {});
  void Error(std::string_view msg, std::initializer_list<LogField> fields = {});
  // A warning with the code, the reason and the detail of `status`.
  void Warn(std::string_view msg, const Status& status,
            std::initializer_list<LogField> fields = {});

 private:
  void Write(LogLevel level, std::string_view msg, const Status* status,
             std::initializer_list<LogField> fields);

  const std::string service_;
  const std::string version_;
  const LogLevel least_;
  const Clock& clock_;
  std::mutex mutex_;
  Sink sink_;
};

// Standard output, flushed per line so that a killed process leaves its last words.
Logger::Sink StandardOutput();

LogLevel ParseLogLevel(std::string_view name);

}  // namespace waggle::observability
