#pragma once

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "libs/grpcx/funnel.h"
#include "services/intake/domain/register.h"
#include "waggle/intake/v1/person_service.grpc.pb.h"

namespace waggle::intake {

// PersonService: requests to use cases, records to answers. No rules.
class GrpcPersonService final : public v1::PersonService::CallbackService {
 public:
  GrpcPersonService(Register& use_cases, eventing::RecordStore& store, const Clock& clock,
                    grpcx::Funnel& funnel)
      : use_cases_(use_cases), store_(store), clock_(clock), funnel_(funnel) {}

  grpc::ServerUnaryReactor* RegisterPerson(grpc::CallbackServerContext* context,
                                           const v1::RegisterPersonRequest* request,
                                           v1::RegisterPersonResponse* response) override;
  grpc::ServerUnaryReactor* GetPerson(grpc::CallbackServerContext* context,
                                      const v1::GetPersonRequest* request,
                                      v1::GetPersonResponse* response) override;
  grpc::ServerUnaryReactor* ListPeople(grpc::CallbackServerContext* context,
                                       const v1::ListPeopleRequest* request,
                                       v1::ListPeopleResponse* response) override;

 private:
  Register& use_cases_;
  eventing::RecordStore& store_;
  const Clock& clock_;
  grpcx::Funnel& funnel_;
};

}  // namespace waggle::intake
