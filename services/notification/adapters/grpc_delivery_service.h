#pragma once

#include "libs/eventing/record_store.h"
#include "libs/grpcx/funnel.h"
#include "waggle/notification/v1/delivery_service.grpc.pb.h"

namespace waggle::notification::adapters {

// DeliveryService: reads what became of each e-mail.
class GrpcDeliveryService final : public v1::DeliveryService::CallbackService {
 public:
  GrpcDeliveryService(eventing::RecordStore& store, grpcx::Funnel& funnel)
      : store_(store), funnel_(funnel) {}

  grpc::ServerUnaryReactor* GetDelivery(grpc::CallbackServerContext* context,
                                        const v1::GetDeliveryRequest* request,
                                        v1::GetDeliveryResponse* response) override;
  grpc::ServerUnaryReactor* ListDeliveries(grpc::CallbackServerContext* context,
                                           const v1::ListDeliveriesRequest* request,
                                           v1::ListDeliveriesResponse* response) override;

 private:
  eventing::RecordStore& store_;
  grpcx::Funnel& funnel_;
};

}  // namespace waggle::notification::adapters
