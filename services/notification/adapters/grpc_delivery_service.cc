#include "services/notification/adapters/grpc_delivery_service.h"

#include "libs/eventing/page.h"
#include "services/notification/adapters/aggregates.h"

namespace waggle::notification::adapters {
namespace {

Result<std::string> IndexOf(const v1::ListDeliveriesRequest& request) {
  std::string index = "delivery";
  int filters = 0;
  const auto filter = [&](const std::string& by) {
    index = "delivery:" + by;
    ++filters;
  };
  if (!request.idea_id().empty()) filter("idea:" + request.idea_id());
  if (!request.recipient_person_id().empty()) filter("person:" + request.recipient_person_id());
  if (request.status() != v1::DELIVERY_STATUS_UNSPECIFIED)
    filter("status:" + std::to_string(request.status()));
  if (filters > 1) {
    return Status::Invalid(
        {{"idea_id", "at most one of idea_id, recipient_person_id and status may be set"}});
  }
  return index;
}

}  // namespace

grpc::ServerUnaryReactor* GrpcDeliveryService::GetDelivery(grpc::CallbackServerContext* context,
                                                           const v1::GetDeliveryRequest* request,
                                                           v1::GetDeliveryResponse* response) {
  return funnel_.Run(context, "DeliveryService.GetDelivery", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(const auto known,
                            DeliveryAggregate().Load(store_, request->delivery_id()));
    if (!known) {
      return Status(Code::kNotFound, "DELIVERY_UNKNOWN",
                    "delivery " + request->delivery_id() + " does not exist");
    }
    *response->mutable_delivery() = known->state;
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcDeliveryService::ListDeliveries(
    grpc::CallbackServerContext* context, const v1::ListDeliveriesRequest* request,
    v1::ListDeliveriesResponse* response) {
  return funnel_.Run(context, "DeliveryService.ListDeliveries", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(const std::string index, IndexOf(*request));
    WAGGLE_ASSIGN_OR_RETURN(
        const eventing::PageRequest page_request,
        eventing::PageRequest::Parse(request->page_size(), request->page_token()));
    WAGGLE_ASSIGN_OR_RETURN(
        const eventing::Page page,
        eventing::ListPage(store_, DeliveryAggregate().kind(), index, page_request));
    for (const eventing::StoredRecord& record : page.records) {
      WAGGLE_ASSIGN_OR_RETURN(*response->add_deliveries(),
                              eventing::Aggregate<v1::DeliveryEvent>::Parse(record));
    }
    response->set_next_page_token(page.next_page_token);
    return OkStatus();
  });
}

}  // namespace waggle::notification::adapters
