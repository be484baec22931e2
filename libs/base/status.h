#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libs/base/check.h"

namespace waggle {

// The subset of google.rpc.Code that Waggle uses, with the same numbers.
enum class Code {
  kOk = 0,
  kCancelled = 1,
  kUnknown = 2,
  kInvalidArgument = 3,
  kDeadlineExceeded = 4,
  kNotFound = 5,
  kAlreadyExists = 6,
  kPermissionDenied = 7,
  kResourceExhausted = 8,
  kFailedPrecondition = 9,
  kAborted = 10,
  kUnimplemented = 12,
  kInternal = 13,
  kUnavailable = 14,
  kDataLoss = 15,
};

// UPPER_SNAKE name of the code, as google.rpc spells it.
std::string_view CodeName(Code code);

// One field of a request that cannot be accepted. `field` is the proto path, for example
// `idea.title`.
struct FieldViolation {
  std::string field;
  std::string description;

  friend bool operator==(const FieldViolation&, const FieldViolation&) = default;
};

// The outcome of an operation that returns nothing. An error has a code, a reason (a stable
// UPPER_SNAKE constant, declared next to the code that returns it) and a detail for people: the
// thing, what is wrong, the remedy.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Code code, std::string_view reason, std::string detail)
      : code_(code), reason_(reason), detail_(std::move(detail)) {}

  static Status Invalid(std::vector<FieldViolation> violations);

  bool ok() const { return code_ == Code::kOk; }
  Code code() const { return code_; }
  const std::string& reason() const { return reason_; }
  const std::string& detail() const { return detail_; }
  const std::vector<FieldViolation>& violations() const { return violations_; }

  // The same error with the caller's words in front: "what we were doing: what went wrong".
  Status Annotate(std::string_view what) const;
  // `CODE REASON: detail`, for logs and command-line messages.
  std::string ToString() const;

  friend bool operator==(const Status&, const Status&) = default;

 private:
  Code code_ = Code::kOk;
  std::string reason_;
  std::string detail_;
  std::vector<FieldViolation> violations_;
};

inline Status OkStatus() { return {}; }

// Whether the same call may succeed later without anyone changing anything: the dependency, not the
// message, is at fault.
bool IsTransient(const Status& status);

// A value or the error that prevented it.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : value_(std::move(value)) {}  // NOLINT(google-explicit-constructor): `return value;`
  Result(Status status)
      : status_(std::move(status)) {  // NOLINT(google-explicit-constructor): `return error;`
    WAGGLE_CHECK(!status_.ok());
  }

  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }

  T& value() & {
    WAGGLE_CHECK(value_.has_value());
    return *value_;
  }
  const T& value() const& {
    WAGGLE_CHECK(value_.has_value());
    return *value_;
  }
  T&& value() && {
    WAGGLE_CHECK(value_.has_value());
    return *std::move(value_);
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  Status status_;
  std::optional<T> value_;
};

}  // namespace waggle

// Returns the error of `expression` from the enclosing function.
#define WAGGLE_RETURN_IF_ERROR(expression)                        \
  do {                                                            \
    if (auto waggle_status = (expression); !waggle_status.ok()) { \
      return waggle_status;                                       \
    }                                                             \
  } while (false)

#define WAGGLE_CONCAT_INNER(a, b) a##b
#define WAGGLE_CONCAT(a, b) WAGGLE_CONCAT_INNER(a, b)

// `WAGGLE_ASSIGN_OR_RETURN(auto x, F());`: x is the value of F(), or its error is returned.
#define WAGGLE_ASSIGN_OR_RETURN(declaration, expression) \
  WAGGLE_ASSIGN_OR_RETURN_INNER(WAGGLE_CONCAT(waggle_result_, __LINE__), declaration, expression)
#define WAGGLE_ASSIGN_OR_RETURN_INNER(result, declaration, expression) \
  auto result = (expression);                                          \
  if (!result.ok()) {                                                  \
    return result.status();                                            \
  }                                                                    \
  declaration = std::move(result).value()
