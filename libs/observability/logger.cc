#include "libs/observability/logger.h"

#include <cstdio>
#include <ctime>

#include "libs/observability/json_line.h"

namespace waggle::observability {
namespace {

std::string_view LevelName(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return "debug";
    case LogLevel::kInfo:
      return "info";
    case LogLevel::kWarn:
      return "warn";
    case LogLevel::kError:
      return "error";
  }
  return "error";
}

std::string Rfc3339(Time time) {
  const std::int64_t ms = time.time_since_epoch().count();
  const std::time_t seconds = static_cast<std::time_t>(ms / 1000);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[40];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(text + length, sizeof text - length, ".%03dZ", static_cast<int>(ms % 1000));
  return text;
}

}  // namespace

Logger::Logger(std::string service, std::string version, LogLevel least, const Clock& clock,
               Sink sink)
    : service_(std::move(service)),
      version_(std::move(version)),
      least_(least),
      clock_(clock),
      sink_(std::move(sink)) {}

void Logger::Debug(std::string_view msg, std::initializer_list<LogField> fields) {
  Write(LogLevel::kDebug, msg, nullptr, fields);
}

void Logger::Info(std::string_view msg, std::initializer_list<LogField> fields) {
  Write(LogLevel::kInfo, msg, nullptr, fields);
}

void Logger::Warn(std::string_view msg, std::initializer_list<LogField> fields) {
  Write(LogLevel::kWarn, msg, nullptr, fields);
}

void Logger::Error(std::string_view msg, std::initializer_list<LogField> fields) {
  Write(LogLevel::kError, msg, nullptr, fields);
}

void Logger::Warn(std::string_view msg, const Status& status,
                  std::initializer_list<LogField> fields) {
  Write(LogLevel::kWarn, msg, &status, fields);
}

void Logger::Write(LogLevel level, std::string_view msg, const Status* status,
                   std::initializer_list<LogField> fields) {
  if (level < least_) return;
  JsonLine line;
  line.Add("ts", Rfc3339(clock_.Now()));
  line.Add("level", LevelName(level));
  line.Add("service", service_);
  line.Add("version", version_);
  line.Add("msg", msg);
  if (status != nullptr) {
    line.Add("code", CodeName(status->code()));
    line.Add("reason", status->reason());
    line.Add("detail", status->detail());
  }
  for (const LogField& field : fields) {
    std::visit([&](const auto& value) { line.Add(field.key, value); }, field.value);
  }
  const std::string text = std::move(line).Finish();
  const std::lock_guard lock(mutex_);
  sink_(text);
}

Logger::Sink StandardOutput() {
  return [](std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
  };
}

LogLevel ParseLogLevel(std::string_view name) {
  if (name == "debug") return LogLevel::kDebug;
  if (name == "warn") return LogLevel::kWarn;
  if (name == "error") return LogLevel::kError;
  return LogLevel::kInfo;
}

}  // namespace waggle::observability
