#include <memory>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/option_checks.h"
#include "services/cli/commands/recorded_request.h"
#include "services/cli/output/json.h"
#include "services/cli/output/labels.h"
#include "services/cli/rpc/matching_methods.h"

namespace waggle::cli {
namespace {

// What these commands take; each uses some of them.
struct AnswerOptions {
  std::string match_id;
  std::string kind;
  std::vector<std::string> barriers;
  std::string text;
  std::string person;
  std::string request_id;
};

template <class Request>
void AddBarriers(const std::vector<std::string>& words, Request& request) {
  for (const std::string& word : words) {
    request.add_barriers(ValueFrom<matching::v1::Barrier>(word));
  }
}

// Sends the request under its id and prints where the match stands now.
template <class Request, class Response>
Status Send(const Method<Request, Response>& method, const AnswerOptions& options, Request request,
            Session& session) {
  request.set_match_id(options.match_id);
  request.set_person_id(options.person);
  WAGGLE_ASSIGN_OR_RETURN(const auto response,
                          RecordOnce(method, std::move(request), options.request_id, session));
  PrintJson(session, ToJson(response));
  PrintText(session, LabelOf(response.status()) + "\n");
  return OkStatus();
}

Status Answer(const AnswerOptions& options, Session& session) {
  matching::v1::AnswerMatchRequest request;
  request.set_kind(ValueFrom<matching::v1::MatchAnswerKind>(options.kind));
  AddBarriers(options.barriers, request);
  request.set_text(options.text);
  return Send(kAnswerMatch, options, std::move(request), session);
}

struct FollowUpOptions : AnswerOptions {
  std::string actor;
};

Status FollowUp(const FollowUpOptions& options, Session& session) {
  matching::v1::FollowUpDeclineRequest request;
  request.set_follow_up(ValueFrom<matching::v1::DeclineFollowUp>(options.kind));
  request.set_actor(ValueFrom<matching::v1::FollowUpActor>(options.actor));
  request.set_text(options.text);
  return Send(kFollowUpDecline, options, std::move(request), session);
}

Status Lift(const AnswerOptions& options, Session& session) {
  matching::v1::LiftBarriersRequest request;
  AddBarriers(options.barriers, request);
  return Send(kLiftBarriers, options, std::move(request), session);
}

Status Exempt(const AnswerOptions& options, Session& session) {
  matching::v1::ExemptMatchRequest request;
  request.set_exemption(ValueFrom<matching::v1::ClockExemption>(options.kind));
  return Send(kExemptMatch, options, std::move(request), session);
}

void AddMatchAndPerson(Command& command, AnswerOptions& options) {
  command.AddOption("MATCH_ID", options.match_id, "The match; `match list --json` prints the ids")
      .Required();
  command.AddOption("--person", options.person, "Who says so").ValueName("PERSON_ID");
  AddRequestIdOption(command, options.request_id);
}

Option AddBarrierOption(Command& command, AnswerOptions& options, const std::string& what) {
  Option option = command.AddOption("--barrier", options.barriers, what);
  option.Check(CheckWord(*matching::v1::Barrier_descriptor())).ValueName("BARRIER");
  return option;
}

}  // namespace

void AddMatchAnswerCommands(CommandTable& table, Command& group) {
  auto said = std::make_shared<AnswerOptions>();
  Command answer = table.Add(group, "answer", "Say what the practice thinks of the idea",
                             [said](Session& session) { return Answer(*said, session); });
  AddMatchAndPerson(answer, *said);
  answer
      .AddOption("--kind", said->kind,
                 "tell_me_more, we_will_try, already_doing or not_for_us (with --barrier)")
      .Check(CheckWord(*matching::v1::MatchAnswerKind_descriptor()))
      .ValueName("KIND")
      .Required();
  AddBarrierOption(answer, *said, "Why it would not work here; may be given several times");
  answer.AddOption("--text", said->text, "In the practice's own words, for the originator")
      .ValueName("TEXT");

  auto step = std::make_shared<FollowUpOptions>();
  Command follow_up = table.Add(group, "follow-up", "Take a step on the question that a no puts",
                                [step](Session& session) { return FollowUp(*step, session); });
  AddMatchAndPerson(follow_up, *step);
  follow_up
      .AddOption("--step", step->kind,
                 "answered, adaptation_offered, accepted_after_adaptation or "
                 "confirmed_not_suitable")
      .Check(CheckWord(*matching::v1::DeclineFollowUp_descriptor()))
      .ValueName("STEP")
      .Required();
  follow_up.AddOption("--as", step->actor, "originator, practice or advocate")
      .Check(CheckWord(*matching::v1::FollowUpActor_descriptor()))
      .ValueName("ACTOR")
      .Required();
  follow_up.AddOption("--text", step->text, "What is written back").ValueName("TEXT");

  auto lifted = std::make_shared<AnswerOptions>();
  Command lift = table.Add(group, "lift", "Take back reasons of a no",
                           [lifted](Session& session) { return Lift(*lifted, session); });
  AddMatchAndPerson(lift, *lifted);
  AddBarrierOption(lift, *lifted, "A reason that is gone; may be given several times").Required();

  auto exempted = std::make_shared<AnswerOptions>();
  Command exempt = table.Add(group, "exempt", "Remind nobody of the match any more",
                             [exempted](Session& session) { return Exempt(*exempted, session); });
  AddMatchAndPerson(exempt, *exempted);
  exempt
      .AddOption("--reason", exempted->kind,
                 "no_response, technical_difficulties, incorrect_details, service_unavailable or "
                 "capacity")
      .Check(CheckWord(*matching::v1::ClockExemption_descriptor()))
      .ValueName("REASON")
      .Required();
}

}  // namespace waggle::cli
