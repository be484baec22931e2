#pragma once

#include <string>
#include <utility>

#include "services/cli/commands/command.h"
#include "services/cli/commands/session.h"

namespace waggle::cli {

// Requests that a service records once under their id, however often they are sent.

// `--request-id`, by which the user repeats an earlier command.
void AddRequestIdOption(Command& command, std::string& request_id);

// The request id to send: the user's, or a new one. ARGUMENT_INVALID when the user's is not a UUID.
Result<std::string> ChooseRequestId(const Session& session, const std::string& given);

// Adds to "no answer" that the change may have been made all the same, and how to repeat it safely.
Status ExplainRepetition(const Status& status, const std::string& request_id);

// Sends the request under the id that the user gave, if any.
template <class Request, class Response>
Result<Response> RecordOnce(const Method<Request, Response>& method, Request request,
                            const std::string& given_request_id, Session& session) {
  WAGGLE_ASSIGN_OR_RETURN(*request.mutable_request_id(),
                          ChooseRequestId(session, given_request_id));
  auto response = session.rpc.Call(method, request);
  if (!response.ok()) return ExplainRepetition(response.status(), request.request_id());
  return response;
}

}  // namespace waggle::cli
