#pragma once

#include <functional>
#include <string>

#include "libs/base/clock.h"
#include "libs/base/uuid.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/match_book.h"

namespace waggle::matching {

// The match does not exist (NOT_FOUND).

// Who asks for a change of a match, and with which request.
struct MatchRequest {
  domain::MatchId match;
  eventing::AnsweredRequest mark;
  std::string actor;
  std::string traceparent;
};

// Where a match stands after a request.
struct MatchReceipt {
  std::int64_t sequence = 0;
  domain::MatchStatus status = domain::MatchStatus::kProposed;
  // By this request: not where it was repeated, nor where it says what was said before.
  bool has_changed = false;
};

// What people say to matches: the practice's answer, what follows from its no, and what stops the
// response clock. Each is one commit with the request's mark; a repeated request gets the first
// answer, and one that changes nothing writes no event. NOT_FOUND MATCH_UNKNOWN, otherwise the
// errors of the domain's functions. Thread-safe.
class AnswerMatches {
 public:
  AnswerMatches(eventing::RecordStore& store, const MatchBook& book, IdGenerator& ids,
                const Clock& clock, observability::Metrics& metrics);

  Result<MatchReceipt> Answer(const MatchRequest& request, const domain::MatchAnswer& answer);
  Result<MatchReceipt> FollowUp(const MatchRequest& request, domain::DeclineFollowUp to,
                                domain::FollowUpActor actor, const std::string& text);
  // The practice takes barriers of its decline back.
  Result<MatchReceipt> LiftBarriers(const MatchRequest& request,
                                    const std::vector<domain::Barrier>& barriers);
  Result<MatchReceipt> Exempt(const MatchRequest& request, domain::ClockExemption exemption);

 private:
  using Step = std::function<Result<domain::TrackedMatch>(const domain::TrackedMatch&, Time)>;

  Result<MatchReceipt> Change(const MatchRequest& request, const v1::MatchEvent& event,
                              const Step& step);
  Result<MatchReceipt> TryChange(const MatchRequest& request, const v1::MatchEvent& event,
                                 const Step& step);

  eventing::RecordStore& store_;
  const MatchBook& book_;
  IdGenerator& ids_;
  const Clock& clock_;
  observability::Metrics& metrics_;
};

}  // namespace waggle::matching
