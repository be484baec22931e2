#include "services/intake/adapters/grpc_organisation_service.h"

#include "libs/eventing/page.h"
#include "services/intake/adapters/aggregates.h"
#include "services/intake/adapters/conversion.h"
#include "services/intake/adapters/origin.h"

namespace waggle::intake {

grpc::ServerUnaryReactor* GrpcOrganisationService::RegisterOrganisation(
    grpc::CallbackServerContext* context, const v1::RegisterOrganisationRequest* request,
    v1::RegisterOrganisationResponse* response) {
  constexpr std::string_view kMethod = "OrganisationService.RegisterOrganisation";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const Origin origin, OriginOf(call, kMethod, *request, clock_));
    WAGGLE_ASSIGN_OR_RETURN(const Receipt receipt, use_cases_.RegisterOrganisation(
                                                       FromProto(request->organisation()), origin));
    response->set_ods_code(receipt.id);
    response->set_sequence(receipt.sequence);
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcOrganisationService::GetOrganisation(
    grpc::CallbackServerContext* context, const v1::GetOrganisationRequest* request,
    v1::GetOrganisationResponse* response) {
  return funnel_.Run(context, "OrganisationService.GetOrganisation", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(const auto known,
                            OrganisationAggregate().Load(store_, request->ods_code()));
    if (!known) {
      return Status(Code::kNotFound, "ORGANISATION_UNKNOWN",
                    "organisation " + request->ods_code() + " is not registered");
    }
    *response->mutable_organisation() = known->state;
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcOrganisationService::ListOrganisations(
    grpc::CallbackServerContext* context, const v1::ListOrganisationsRequest* request,
    v1::ListOrganisationsResponse* response) {
  return funnel_.Run(
      context, "OrganisationService.ListOrganisations", [=, this](const grpcx::Call&) {
        WAGGLE_ASSIGN_OR_RETURN(
            const eventing::PageRequest page_request,
            eventing::PageRequest::Parse(request->page_size(), request->page_token()));
        if (request->kind() != v1::ORGANISATION_KIND_UNSPECIFIED &&
            !request->parent_ods_code().empty()) {
          return Status::Invalid({{"kind", "cannot be combined with parent_ods_code"}});
        }
        std::string index = "organisation";
        if (request->kind() != v1::ORGANISATION_KIND_UNSPECIFIED)
          index += ":kind:" + std::to_string(request->kind());
        if (!request->parent_ods_code().empty()) index += ":of:" + request->parent_ods_code();
        WAGGLE_ASSIGN_OR_RETURN(const eventing::Page page,
                                eventing::ListPage(store_, "organisation", index, page_request));
        for (const eventing::StoredRecord& record : page.records) {
          WAGGLE_ASSIGN_OR_RETURN(*response->add_organisations(),
                                  eventing::Aggregate<v1::OrganisationEvent>::Parse(record));
        }
        response->set_next_page_token(page.next_page_token);
        return OkStatus();
      });
}

}  // namespace waggle::intake
