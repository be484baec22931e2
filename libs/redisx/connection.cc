#include "libs/redisx/connection.h"

#include <hiredis/hiredis.h>
#include <poll.h>

namespace waggle::redisx {
namespace {

timeval ToTimeval(std::chrono::milliseconds duration) {
  return {static_cast<time_t>(duration.count() / 1000),
          static_cast<suseconds_t>(duration.count() % 1000 * 1000)};
}

Status Unreachable(const std::string& why) {
  return Status(Code::kUnavailable, "REDIS_UNREACHABLE", "redis: " + why);
}

// Redis names the kind of an error in its first word.
Status FromErrorReply(const std::string& text) {
  const std::string kind = text.substr(0, text.find(' '));
  // Scripts prefix the inner error; look for the word anywhere near the front.
  const auto says = [&](std::string_view word) {
    return kind == word || text.find(word) != std::string::npos;
  };
  if (says("OOM")) return Status(Code::kResourceExhausted, "REDIS_MEMORY_FULL", "redis: " + text);
  for (const std::string_view busy :
       {"LOADING", "MISCONF", "BUSY", "READONLY", "MASTERDOWN", "NOREPLICAS"}) {
    if (says(busy)) return Unreachable(text);
  }
  if (kind == "NOSCRIPT") return Status(Code::kNotFound, "REDIS_SCRIPT_UNKNOWN", "redis: " + text);
  return Status(Code::kInternal, "REDIS_REFUSED", "redis: " + text);
}

Result<Reply> Convert(const redisReply& reply) {
  Reply converted;
  switch (reply.type) {
    case REDIS_REPLY_NIL:
      return converted;
    case REDIS_REPLY_INTEGER:
      converted.kind = Reply::Kind::kInteger;
      converted.integer = reply.integer;
      return converted;
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
      converted.kind = Reply::Kind::kText;
      converted.text.assign(reply.str, reply.len);
      return converted;
    case REDIS_REPLY_ARRAY:
      converted.kind = Reply::Kind::kArray;
      for (std::size_t i = 0; i < reply.elements; ++i) {
        // An error inside an array is an error of the whole: half a result must not pass for a
        // result.
        WAGGLE_ASSIGN_OR_RETURN(Reply element, Convert(*reply.element[i]));
        converted.elements.push_back(std::move(element));
      }
      return converted;
    default:
      return FromErrorReply(std::string(reply.str, reply.len));
  }
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::Open(const std::string& address,
                                                     const std::string& password,
                                                     std::chrono::milliseconds connect_timeout) {
  constexpr std::string_view kUnix = "unix:";
  redisContext* context = nullptr;
  if (address.starts_with(kUnix)) {
    context =
        redisConnectUnixWithTimeout(address.c_str() + kUnix.size(), ToTimeval(connect_timeout));
  } else {
    const auto colon = address.rfind(':');
    const std::string host = address.substr(0, colon);
    const int port = colon == std::string::npos ? 6379 : std::atoi(address.c_str() + colon + 1);
    context = redisConnectWithTimeout(host.c_str(), port, ToTimeval(connect_timeout));
    if (context != nullptr && context->err == 0) redisEnableKeepAlive(context);
  }
  if (context == nullptr) return Unreachable("out of memory");
  std::unique_ptr<Connection> connection(new Connection(context));
  if (context->err != 0) return Unreachable(address + ": " + context->errstr);
  if (!password.empty()) {
    const Result<Reply> answer = connection->Command({"AUTH", password}, connect_timeout);
    if (!answer.ok()) return Unreachable(address + ": the password was refused");
  }
  return connection;
}

Connection::~Connection() { redisFree(context_); }

Result<Reply> Connection::Command(const std::vector<std::string_view>& arguments,
                                  std::chrono::milliseconds timeout) {
  redisSetTimeout(context_, ToTimeval(timeout));
  std::vector<const char*> pointers;
  std::vector<std::size_t> lengths;
  for (const std::string_view argument : arguments) {
    pointers.push_back(argument.data());
    lengths.push_back(argument.size());
  }
  const std::unique_ptr<redisReply, decltype(&freeReplyObject)> reply(
      static_cast<redisReply*>(redisCommandArgv(context_, static_cast<int>(arguments.size()),
                                                pointers.data(), lengths.data())),
      &freeReplyObject);
  if (reply == nullptr) {
    return Status(Code::kUnavailable, "REDIS_OUTCOME_UNKNOWN",
                  std::string("redis: no answer to ") + std::string(arguments.front()) + ": " +
                      context_->errstr);
  }
  return Convert(*reply);
}

bool Connection::usable() const {
  if (context_->err != 0) return false;
  // An idle connection has nothing to read; when it is readable, Redis has closed it.
  pollfd descriptor{context_->fd, POLLIN, 0};
  return poll(&descriptor, 1, 0) == 0;
}

}  // namespace waggle::redisx
