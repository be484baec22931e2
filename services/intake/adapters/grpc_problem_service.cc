#include "services/intake/adapters/grpc_problem_service.h"

#include "libs/eventing/page.h"
#include "services/intake/adapters/aggregates.h"
#include "services/intake/adapters/conversion.h"
#include "services/intake/adapters/origin.h"

namespace waggle::intake {

grpc::ServerUnaryReactor* GrpcProblemService::ReportProblem(grpc::CallbackServerContext* context,
                                                            const v1::ReportProblemRequest* request,
                                                            v1::ReportProblemResponse* response) {
  constexpr std::string_view kMethod = "ProblemService.ReportProblem";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const Origin origin, OriginOf(call, kMethod, *request, clock_));
    WAGGLE_ASSIGN_OR_RETURN(const Receipt receipt,
                            use_cases_.ReportProblem(FromProto(request->problem()), origin));
    response->set_problem_id(receipt.id);
    response->set_sequence(receipt.sequence);
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcProblemService::ReviseProblem(grpc::CallbackServerContext* context,
                                                            const v1::ReviseProblemRequest* request,
                                                            v1::ReviseProblemResponse* response) {
  constexpr std::string_view kMethod = "ProblemService.ReviseProblem";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const Origin origin, OriginOf(call, kMethod, *request, clock_));
    WAGGLE_ASSIGN_OR_RETURN(const Receipt receipt,
                            use_cases_.ReviseProblem(FromProto(request->problem()), origin));
    response->set_problem_id(receipt.id);
    response->set_sequence(receipt.sequence);
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcProblemService::CloseProblem(grpc::CallbackServerContext* context,
                                                           const v1::CloseProblemRequest* request,
                                                           v1::CloseProblemResponse* response) {
  constexpr std::string_view kMethod = "ProblemService.CloseProblem";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const Origin origin, OriginOf(call, kMethod, *request, clock_));
    WAGGLE_ASSIGN_OR_RETURN(const Receipt receipt,
                            use_cases_.CloseProblem(ProblemId(request->problem_id()), origin));
    response->set_problem_id(receipt.id);
    response->set_sequence(receipt.sequence);
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcProblemService::GetProblem(grpc::CallbackServerContext* context,
                                                         const v1::GetProblemRequest* request,
                                                         v1::GetProblemResponse* response) {
  return funnel_.Run(context, "ProblemService.GetProblem", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(const auto known,
                            ProblemAggregate().Load(store_, request->problem_id()));
    if (!known) {
      return Status(Code::kNotFound, "PROBLEM_UNKNOWN",
                    "problem " + request->problem_id() + " is not registered");
    }
    *response->mutable_problem() = known->state;
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcProblemService::ListProblems(grpc::CallbackServerContext* context,
                                                           const v1::ListProblemsRequest* request,
                                                           v1::ListProblemsResponse* response) {
  return funnel_.Run(context, "ProblemService.ListProblems", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(
        const eventing::PageRequest page_request,
        eventing::PageRequest::Parse(request->page_size(), request->page_token()));
    const std::string index =
        request->ods_code().empty() ? "problem" : "problem:of:" + request->ods_code();
    WAGGLE_ASSIGN_OR_RETURN(const eventing::Page page,
                            eventing::ListPage(store_, "problem", index, page_request));
    for (const eventing::StoredRecord& record : page.records) {
      WAGGLE_ASSIGN_OR_RETURN(*response->add_problems(),
                              eventing::Aggregate<v1::ProblemEvent>::Parse(record));
    }
    response->set_next_page_token(page.next_page_token);
    return OkStatus();
  });
}

}  // namespace waggle::intake
