#include "services/intake/adapters/grpc_person_service.h"

#include "libs/eventing/page.h"
#include "services/intake/adapters/aggregates.h"
#include "services/intake/adapters/conversion.h"
#include "services/intake/adapters/origin.h"

namespace waggle::intake {

grpc::ServerUnaryReactor* GrpcPersonService::RegisterPerson(
    grpc::CallbackServerContext* context, const v1::RegisterPersonRequest* request,
    v1::RegisterPersonResponse* response) {
  constexpr std::string_view kMethod = "PersonService.RegisterPerson";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const Origin origin, OriginOf(call, kMethod, *request, clock_));
    WAGGLE_ASSIGN_OR_RETURN(const Receipt receipt,
                            use_cases_.RegisterPerson(FromProto(request->person()), origin));
    response->set_person_id(receipt.id);
    response->set_sequence(receipt.sequence);
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcPersonService::GetPerson(grpc::CallbackServerContext* context,
                                                       const v1::GetPersonRequest* request,
                                                       v1::GetPersonResponse* response) {
  return funnel_.Run(context, "PersonService.GetPerson", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(const auto known, PersonAggregate().Load(store_, request->person_id()));
    if (!known) {
      return Status(Code::kNotFound, "PERSON_UNKNOWN",
                    "person " + request->person_id() + " is not registered");
    }
    *response->mutable_person() = known->state;
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcPersonService::ListPeople(grpc::CallbackServerContext* context,
                                                        const v1::ListPeopleRequest* request,
                                                        v1::ListPeopleResponse* response) {
  return funnel_.Run(context, "PersonService.ListPeople", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(
        const eventing::PageRequest page_request,
        eventing::PageRequest::Parse(request->page_size(), request->page_token()));
    const std::string index =
        request->ods_code().empty() ? "person" : "person:of:" + request->ods_code();
    WAGGLE_ASSIGN_OR_RETURN(const eventing::Page page,
                            eventing::ListPage(store_, "person", index, page_request));
    for (const eventing::StoredRecord& record : page.records) {
      WAGGLE_ASSIGN_OR_RETURN(*response->add_people(),
                              eventing::Aggregate<v1::PersonEvent>::Parse(record));
    }
    response->set_next_page_token(page.next_page_token);
    return OkStatus();
  });
}

}  // namespace waggle::intake
