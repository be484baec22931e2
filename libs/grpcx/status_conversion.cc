#include "libs/grpcx/status_conversion.h"

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace waggle::grpcx {
namespace {

bool TellsInternals(Code code) {
  return code == Code::kInternal || code == Code::kUnknown || code == Code::kDataLoss;
}

}  // namespace

grpc::Status ToGrpc(const Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const std::string detail = TellsInternals(status.code())
                                 ? "the service failed; its log tells more under this trace id"
                                 : status.detail();
  google::rpc::Status details;
  details.set_code(static_cast<int>(status.code()));
  details.set_message(detail);
  google::rpc::ErrorInfo info;
  info.set_reason(status.reason());
  info.set_domain("waggle");
  details.add_details()->PackFrom(info);
  if (!status.violations().empty()) {
    google::rpc::BadRequest bad_request;
    for (const FieldViolation& violation : status.violations()) {
      auto* entry = bad_request.add_field_violations();
      entry->set_field(violation.field);
      entry->set_description(violation.description);
    }
    details.add_details()->PackFrom(bad_request);
  }
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), detail,
                      details.SerializeAsString());
}

Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return OkStatus();
  google::rpc::Status details;
  details.ParseFromString(status.error_details());
  std::string reason = "RPC_FAILED";
  std::vector<FieldViolation> violations;
  for (const google::protobuf::Any& any : details.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad_request;
    if (any.UnpackTo(&info)) reason = info.reason();
    if (!any.UnpackTo(&bad_request)) continue;
    for (const auto& entry : bad_request.field_violations()) {
      violations.push_back({entry.field(), entry.description()});
    }
  }
  if (!violations.empty()) return Status::Invalid(std::move(violations));
  return Status(static_cast<Code>(status.error_code()), reason, status.error_message());
}

}  // namespace waggle::grpcx
