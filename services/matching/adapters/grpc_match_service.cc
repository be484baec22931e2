#include "services/matching/adapters/grpc_match_service.h"

#include "libs/eventing/page.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/match_book.h"
#include "services/matching/adapters/match_lists.h"

namespace waggle::matching {
namespace {

using MatchWriter = grpcx::StreamWriter<v1::WatchMatchesResponse>;

class StreamListener final : public WatchMatches::Listener {
 public:
  explicit StreamListener(MatchWriter& writer) : writer_(writer) {}

  Status Take(const v1::WatchMatchesResponse& response) override { return writer_.Write(response); }
  Status IsThere() override { return writer_.Wanted(); }

 private:
  MatchWriter& writer_;
};

}  // namespace

grpc::ServerUnaryReactor* GrpcMatchService::GetMatch(grpc::CallbackServerContext* context,
                                                     const v1::GetMatchRequest* request,
                                                     v1::GetMatchResponse* response) {
  return funnel_.Run(context, "MatchService.GetMatch", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(const auto known, FindMatch(store_, request->match_id()));
    *response->mutable_match() = known.state;
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcMatchService::ListMatches(grpc::CallbackServerContext* context,
                                                        const v1::ListMatchesRequest* request,
                                                        v1::ListMatchesResponse* response) {
  return funnel_.Run(context, "MatchService.ListMatches", [=, this](const grpcx::Call&) {
    if (request->idea_id().empty() == request->ods_code().empty()) {
      return Status::Invalid({{"idea_id", "exactly one of idea_id and ods_code must be set"}});
    }
    WAGGLE_ASSIGN_OR_RETURN(
        const eventing::PageRequest page_request,
        eventing::PageRequest::Parse(request->page_size(), request->page_token()));
    const std::string index = request->idea_id().empty() ? MatchesOfPractice(request->ods_code())
                                                         : MatchesOfIdea(request->idea_id());
    WAGGLE_ASSIGN_OR_RETURN(
        const eventing::Page page,
        eventing::ListPage(store_, MatchAggregate().kind(), index, page_request));
    for (const eventing::StoredRecord& record : page.records) {
      WAGGLE_ASSIGN_OR_RETURN(*response->add_matches(),
                              eventing::Aggregate<v1::MatchEvent>::Parse(record));
    }
    response->set_next_page_token(page.next_page_token);
    return OkStatus();
  });
}

grpc::ServerUnaryReactor* GrpcMatchService::ExplainMatch(grpc::CallbackServerContext* context,
                                                         const v1::ExplainMatchRequest* request,
                                                         v1::ExplainMatchResponse* response) {
  return funnel_.Run(context, "MatchService.ExplainMatch", [=, this](const grpcx::Call&) {
    WAGGLE_ASSIGN_OR_RETURN(*response, explain_.Explain(request->match_id()));
    return OkStatus();
  });
}

grpc::ServerWriteReactor<v1::WatchMatchesResponse>* GrpcMatchService::WatchMatches(
    grpc::CallbackServerContext* context, const v1::WatchMatchesRequest* request) {
  return streams_.Run<v1::WatchMatchesResponse>(context, "MatchService.WatchMatches",
                                                [=, this](const grpcx::Call&, MatchWriter& writer) {
                                                  StreamListener listener(writer);
                                                  return watch_.Run(*request, listener);
                                                });
}

}  // namespace waggle::matching
