#include "libs/base/status.h"

namespace waggle {

std::string_view CodeName(Code code) {
  switch (code) {
    case Code::kOk:
      return "OK";
    case Code::kCancelled:
      return "CANCELLED";
    case Code::kUnknown:
      return "UNKNOWN";
    case Code::kInvalidArgument:
      return "INVALID_ARGUMENT";
    case Code::kDeadlineExceeded:
      return "DEADLINE_EXCEEDED";
    case Code::kNotFound:
      return "NOT_FOUND";
    case Code::kAlreadyExists:
      return "ALREADY_EXISTS";
    case Code::kPermissionDenied:
      return "PERMISSION_DENIED";
    case Code::kResourceExhausted:
      return "RESOURCE_EXHAUSTED";
    case Code::kFailedPrecondition:
      return "FAILED_PRECONDITION";
    case Code::kAborted:
      return "ABORTED";
    case Code::kUnimplemented:
      return "UNIMPLEMENTED";
    case Code::kInternal:
      return "INTERNAL";
    case Code::kUnavailable:
      return "UNAVAILABLE";
    case Code::kDataLoss:
      return "DATA_LOSS";
  }
  return "UNKNOWN";
}

Status Status::Invalid(std::vector<FieldViolation> violations) {
  WAGGLE_CHECK(!violations.empty());
  std::string detail;
  for (const FieldViolation& violation : violations) {
    detail += (detail.empty() ? "" : "; ") + violation.field + " " + violation.description;
  }
  Status status(Code::kInvalidArgument, "FIELD_INVALID", std::move(detail));
  status.violations_ = std::move(violations);
  return status;
}

Status Status::Annotate(std::string_view what) const {
  Status annotated = *this;
  annotated.detail_ = std::string(what) + ": " + detail_;
  return annotated;
}

std::string Status::ToString() const {
  if (ok()) return "OK";
  return std::string(CodeName(code_)) + " " + reason_ + ": " + detail_;
}

bool IsTransient(const Status& status) {
  switch (status.code()) {
    case Code::kUnavailable:
    case Code::kDeadlineExceeded:
    case Code::kAborted:
    case Code::kResourceExhausted:
      return true;
    default:
      return false;
  }
}

}  // namespace waggle
