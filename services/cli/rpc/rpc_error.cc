#include "services/cli/rpc/rpc_error.h"

#include <algorithm>
#include <sstream>
#include <utility>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace waggle::cli {
namespace {

// UNAUTHENTICATED and OUT_OF_RANGE are not in waggle::Code; the nearest neighbours have the same
// remedy.
Code CodeOf(int code) {
  constexpr int kOutOfRange = 11;
  constexpr int kUnauthenticated = 16;
  if (code == kOutOfRange) return Code::kInvalidArgument;
  if (code == kUnauthenticated) return Code::kPermissionDenied;
  const bool known = code > 0 && code < kUnauthenticated;
  return known ? static_cast<Code>(code) : Code::kUnknown;
}

struct Details {
  std::vector<FieldViolation> violations;
  std::string reason;
};

// Details that cannot be decoded are left out: the code and the message still stand.
Details DecodeDetails(const std::string& bytes) {
  Details details;
  google::rpc::Status status;
  if (!status.ParseFromString(bytes)) return details;
  for (const google::protobuf::Any& any : status.details()) {
    google::rpc::BadRequest bad_request;
    google::rpc::ErrorInfo info;
    if (any.UnpackTo(&bad_request)) {
      for (const auto& violation : bad_request.field_violations()) {
        details.violations.push_back({violation.field(), violation.description()});
      }
    } else if (any.UnpackTo(&info)) {
      details.reason = info.reason();
    }
  }
  return details;
}

std::string Place(const CallSite& site) {
  return std::string(NameOf(site.service)) + " at " + site.address;
}

std::string AddressRemedy(const CallSite& site) {
  std::string variable = "WAGGLE_" + std::string(NameOf(site.service));
  std::transform(variable.begin(), variable.end(), variable.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return "--" + std::string(NameOf(site.service)) + " HOST:PORT or " + variable;
}

std::string Seconds(std::chrono::milliseconds time) {
  std::ostringstream text;
  text << std::chrono::duration<double>(time).count() << " s";
  return text.str();
}

// "failed to connect to all addresses; last error: UNKNOWN: ipv4:…: Connection refused" without all
// but the last part.
std::string ShortenCause(const std::string& message) {
  const std::size_t last = message.rfind(": ");
  return last == std::string::npos ? message : message.substr(last + 2);
}

Status Unavailable(const RpcFailure& failure, const CallSite& site) {
  // gRPC's words are all there is to tell the two apart.
  const bool connected = failure.message.find("failed to connect") == std::string::npos &&
                         failure.message.find("DNS resolution failed") == std::string::npos;
  const std::string cause = " (" + ShortenCause(failure.message) + ")";
  if (connected) {
    return Status(Code::kUnavailable, kConnectionLost,
                  "the connection to " + Place(site) + " was lost" + cause +
                      "; try again when the service is ready");
  }
  return Status(Code::kUnavailable, kServiceUnreachable,
                Place(site) + " cannot be reached" + cause +
                    "; start it, or name its address with " + AddressRemedy(site));
}

Status TooLate(const CallSite& site) {
  return Status(Code::kDeadlineExceeded, kNoAnswerInTime,
                Place(site) + " did not answer within " + Seconds(site.timeout) +
                    "; look at its readiness and log, or wait longer with --timeout SECONDS");
}

// gRPC itself refuses it, with a code that otherwise means "try again".
bool IsTooLarge(Code code, const RpcFailure& failure) {
  return code == Code::kResourceExhausted &&
         failure.message.find("larger than max") != std::string::npos;
}

Status TooLarge(const CallSite& site) {
  return Status(Code::kInvalidArgument, kMessageTooLarge,
                "the request is larger than " + Place(site) + " accepts; shorten its texts");
}

Status WrongService(const CallSite& site) {
  return Status(Code::kUnimplemented, kMethodUnknown,
                "the server at " + site.address + " does not know " + site.path +
                    "; it is another service or an " + "older release than this client: check " +
                    AddressRemedy(site));
}

}  // namespace

Status StatusOfFailure(const RpcFailure& failure, const CallSite& site) {
  const Code code = CodeOf(failure.code);
  Details details = DecodeDetails(failure.details);
  const std::string& reason = failure.reason.empty() ? details.reason : failure.reason;
  if (code == Code::kDeadlineExceeded && reason.empty()) return TooLate(site);
  if (code == Code::kUnavailable && reason.empty()) return Unavailable(failure, site);
  if (IsTooLarge(code, failure) && reason.empty()) return TooLarge(site);
  if (code == Code::kUnimplemented && reason.empty()) return WrongService(site);
  if (!details.violations.empty()) return Status::Invalid(std::move(details.violations));

  std::string text = failure.message.empty() ? "gave no explanation" : failure.message;
  if (reason.empty()) text = Place(site) + ": " + text;
  // The service keeps the details of its own faults in its log.
  if (code == Code::kInternal || code == Code::kUnknown) text += " (trace " + site.trace_id + ")";
  return Status(code, reason.empty() ? CodeName(code) : std::string_view(reason), std::move(text));
}

}  // namespace waggle::cli
