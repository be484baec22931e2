#include "libs/grpcx/request_mark.h"
#include "services/matching/adapters/grpc_match_service.h"
#include "services/matching/adapters/match_conversion.h"

namespace waggle::matching {
namespace {

template <class Request>
Result<MatchRequest> RequestOf(const grpcx::Call& call, std::string_view method,
                               const Request& request) {
  WAGGLE_ASSIGN_OR_RETURN(const grpcx::RequestIdentity identity,
                          grpcx::Identify(call, method, request.request_id(), request));
  return MatchRequest{domain::MatchId(request.match_id()),
                      {identity.key, identity.payload_hash, ""},
                      request.person_id().empty() ? call.caller : request.person_id(),
                      call.trace.ToTraceparent()};
}

template <class Response>
Status Fill(const Result<MatchReceipt>& receipt, Response* response) {
  if (!receipt.ok()) return receipt.status();
  response->set_sequence(receipt->sequence);
  response->set_status(static_cast<v1::MatchStatus>(receipt->status));
  return OkStatus();
}

Status CheckFollowUp(const v1::FollowUpDeclineRequest& request) {
  std::vector<FieldViolation> wrong;
  if (!v1::DeclineFollowUp_IsValid(request.follow_up()) ||
      request.follow_up() <= v1::DECLINE_FOLLOW_UP_OPEN) {
    wrong.push_back({"follow_up",
                     "must be ANSWERED, ADAPTATION_OFFERED, ACCEPTED_AFTER_ADAPTATION or "
                     "CONFIRMED_NOT_SUITABLE"});
  }
  if (!v1::FollowUpActor_IsValid(request.actor()) ||
      request.actor() == v1::FOLLOW_UP_ACTOR_UNSPECIFIED) {
    wrong.push_back({"actor", "must be ORIGINATOR, PRACTICE or ADVOCATE"});
  }
  return wrong.empty() ? OkStatus() : Status::Invalid(wrong);
}

}  // namespace

grpc::ServerUnaryReactor* GrpcMatchService::AnswerMatch(grpc::CallbackServerContext* context,
                                                        const v1::AnswerMatchRequest* request,
                                                        v1::AnswerMatchResponse* response) {
  constexpr std::string_view kMethod = "MatchService.AnswerMatch";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const MatchRequest own, RequestOf(call, kMethod, *request));
    WAGGLE_ASSIGN_OR_RETURN(const domain::MatchAnswer answer,
                            FromProto(request->kind(), request->barriers(), request->text()));
    return Fill(answers_.Answer(own, answer), response);
  });
}

grpc::ServerUnaryReactor* GrpcMatchService::FollowUpDecline(
    grpc::CallbackServerContext* context, const v1::FollowUpDeclineRequest* request,
    v1::FollowUpDeclineResponse* response) {
  constexpr std::string_view kMethod = "MatchService.FollowUpDecline";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const MatchRequest own, RequestOf(call, kMethod, *request));
    WAGGLE_RETURN_IF_ERROR(CheckFollowUp(*request));
    return Fill(
        answers_.FollowUp(own, static_cast<domain::DeclineFollowUp>(request->follow_up()),
                          static_cast<domain::FollowUpActor>(request->actor()), request->text()),
        response);
  });
}

grpc::ServerUnaryReactor* GrpcMatchService::LiftBarriers(grpc::CallbackServerContext* context,
                                                         const v1::LiftBarriersRequest* request,
                                                         v1::LiftBarriersResponse* response) {
  constexpr std::string_view kMethod = "MatchService.LiftBarriers";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const MatchRequest own, RequestOf(call, kMethod, *request));
    WAGGLE_ASSIGN_OR_RETURN(const auto barriers, BarriersFromProto(request->barriers()));
    return Fill(answers_.LiftBarriers(own, barriers), response);
  });
}

grpc::ServerUnaryReactor* GrpcMatchService::ExemptMatch(grpc::CallbackServerContext* context,
                                                        const v1::ExemptMatchRequest* request,
                                                        v1::ExemptMatchResponse* response) {
  constexpr std::string_view kMethod = "MatchService.ExemptMatch";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const MatchRequest own, RequestOf(call, kMethod, *request));
    if (!v1::ClockExemption_IsValid(request->exemption()) ||
        request->exemption() == v1::CLOCK_EXEMPTION_UNSPECIFIED) {
      return Status::Invalid({{"exemption",
                               "must be NO_RESPONSE, TECHNICAL_DIFFICULTIES, INCORRECT_DETAILS, "
                               "SERVICE_UNAVAILABLE or CAPACITY"}});
    }
    return Fill(answers_.Exempt(own, static_cast<domain::ClockExemption>(request->exemption())),
                response);
  });
}

}  // namespace waggle::matching
