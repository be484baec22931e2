#pragma once

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "libs/grpcx/funnel.h"
#include "services/intake/domain/register.h"
#include "waggle/intake/v1/problem_service.grpc.pb.h"

namespace waggle::intake {

// ProblemService: requests to use cases, records to answers. No rules.
class GrpcProblemService final : public v1::ProblemService::CallbackService {
 public:
  GrpcProblemService(Register& use_cases, eventing::RecordStore& store, const Clock& clock,
                     grpcx::Funnel& funnel)
      : use_cases_(use_cases), store_(store), clock_(clock), funnel_(funnel) {}

  grpc::ServerUnaryReactor* ReportProblem(grpc::CallbackServerContext* context,
                                          const v1::ReportProblemRequest* request,
                                          v1::ReportProblemResponse* response) override;
  grpc::ServerUnaryReactor* ReviseProblem(grpc::CallbackServerContext* context,
                                          const v1::ReviseProblemRequest* request,
                                          v1::ReviseProblemResponse* response) override;
  grpc::ServerUnaryReactor* CloseProblem(grpc::CallbackServerContext* context,
                                         const v1::CloseProblemRequest* request,
                                         v1::CloseProblemResponse* response) override;
  grpc::ServerUnaryReactor* GetProblem(grpc::CallbackServerContext* context,
                                       const v1::GetProblemRequest* request,
                                       v1::GetProblemResponse* response) override;
  grpc::ServerUnaryReactor* ListProblems(grpc::CallbackServerContext* context,
                                         const v1::ListProblemsRequest* request,
                                         v1::ListProblemsResponse* response) override;

 private:
  Register& use_cases_;
  eventing::RecordStore& store_;
  const Clock& clock_;
  grpcx::Funnel& funnel_;
};

}  // namespace waggle::intake
