#include "services/intake/adapters/grpc_idea_service.h"

#include "libs/eventing/page.h"
#include "services/intake/adapters/aggregates.h"
#include "services/intake/adapters/conversion.h"
#include "services/intake/adapters/origin.h"

namespace waggle::intake {

grpc::ServerUnaryReactor* GrpcIdeaService::SubmitIdea(grpc::CallbackServerContext* context,
                                                      const v1::SubmitIdeaRequest* request,
                                                      v1::SubmitIdeaResponse* response) {
  constexpr std::string_view kMethod = "IdeaService.SubmitIdea";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const Origin origin, OriginOf(call, kMethod, *request, clock_));
    WAGGLE_ASSIGN_OR_RETURN(const Receipt receipt,
                            use_cases_.SubmitIdea(FromProto(request->idea()), origin));
    response->set_idea_id(receipt.id);
    response->set_sequence(receipt.sequence);
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcIdeaService::ReviseIdea(grpc::CallbackServerContext* context,
                                                      const v1::ReviseIdeaRequest* request,
                                                      v1::ReviseIdeaResponse* response) {
  constexpr std::string_view kMethod = "IdeaService.ReviseIdea";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const Origin origin, OriginOf(call, kMethod, *request, clock_));
    WAGGLE_ASSIGN_OR_RETURN(const Receipt receipt,
                            use_cases_.ReviseIdea(FromProto(request->idea()), origin));
    response->set_idea_id(receipt.id);
    response->set_sequence(receipt.sequence);
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcIdeaService::WithdrawIdea(grpc::CallbackServerContext* context,
                                                        const v1::WithdrawIdeaRequest* request,
                                                        v1::WithdrawIdeaResponse* response) {
  constexpr std::string_view kMethod = "IdeaService.WithdrawIdea";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const Origin origin, OriginOf(call, kMethod, *request, clock_));
    WAGGLE_ASSIGN_OR_RETURN(
        const Receipt receipt,
        use_cases_.WithdrawIdea(IdeaId(request->idea_id()), request->reason(), origin));
    response->set_idea_id(receipt.id);
    response->set_sequence(receipt.sequence);
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcIdeaService::SupersedeIdea(grpc::CallbackServerContext* context,
                                                         const v1::SupersedeIdeaRequest* request,
                                                         v1::SupersedeIdeaResponse* response) {
  constexpr std::string_view kMethod = "IdeaService.SupersedeIdea";
  return funnel_.Run(context, kMethod, [=, this](const grpcx::Call& call) {
    WAGGLE_ASSIGN_OR_RETURN(const Origin origin, OriginOf(call, kMethod, *request, clock_));
    WAGGLE_ASSIGN_OR_RETURN(const Receipt receipt,
                            use_cases_.SupersedeIdea(IdeaId(request->idea_id()),
                                                     IdeaId(request->successor_idea_id()), origin));
    response->set_idea_id(receipt.id);
    response->set_sequence(receipt.sequence);
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcIdeaService::GetIdea(grpc::CallbackServerContext* context,
                                                   const v1::GetIdeaRequest* request,
                                                   v1::GetIdeaResponse* response) {
  return funnel_.Run(context, "IdeaService.GetIdea", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(const auto known, IdeaAggregate().Load(store_, request->idea_id()));
    if (!known) {
      return Status(Code::kNotFound, "IDEA_UNKNOWN",
                    "idea " + request->idea_id() + " is not registered");
    }
    *response->mutable_idea() = known->state;
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcIdeaService::ListIdeas(grpc::CallbackServerContext* context,
                                                     const v1::ListIdeasRequest* request,
                                                     v1::ListIdeasResponse* response) {
  return funnel_.Run(context, "IdeaService.ListIdeas", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(
        const eventing::PageRequest page_request,
        eventing::PageRequest::Parse(request->page_size(), request->page_token()));
    const std::string index =
        request->ods_code().empty() ? "idea" : "idea:of:" + request->ods_code();
    WAGGLE_ASSIGN_OR_RETURN(const eventing::Page page,
                            eventing::ListPage(store_, "idea", index, page_request));
    for (const eventing::StoredRecord& record : page.records) {
      WAGGLE_ASSIGN_OR_RETURN(*response->add_ideas(),
                              eventing::Aggregate<v1::IdeaEvent>::Parse(record));
    }
    response->set_next_page_token(page.next_page_token);
    return OkStatus();
  });
}

}  // namespace waggle::intake
