#pragma once

#include <functional>
#include <string>
#include <vector>

#include "libs/base/clock.h"
#include "libs/base/uuid.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/assign_reviewers.h"
#include "services/matching/adapters/review_book.h"
#include "waggle/matching/v1/review_assignment_service.pb.h"

namespace waggle::matching {

// Nobody was asked under this id (NOT_FOUND).
inline constexpr std::string_view kReviewAssignmentUnknown = "REVIEW_ASSIGNMENT_UNKNOWN";

// Who wants a change, and with which request.
struct ReviewRequest {
  eventing::AnsweredRequest mark;
  std::string actor;
  std::string traceparent;
};

// What people say to review assignments, and plans that people ask for. Each change is one commit
// with the request's mark; a repeated request gets the first answer, and one that changes nothing
// writes no event. NOT_FOUND kReviewAssignmentUnknown, otherwise the errors of the domain's
// functions and of AssignReviewers. Thread-safe.
class AnswerReviews {
 public:
  AnswerReviews(eventing::RecordStore& store, const ReviewBook& book, AssignReviewers& assign,
                IdGenerator& ids, const Clock& clock, observability::Metrics& metrics);

  Result<v1::AcceptReviewResponse> Accept(const ReviewRequest& request,
                                          const std::string& assignment_id);
  // Somebody else is asked in the same commit.
  Result<v1::DeclineReviewResponse> Decline(const ReviewRequest& request,
                                            const std::string& assignment_id,
                                            const domain::ReviewDecline& decline);
  // The review is written, and the reviewer has room for another.
  Result<v1::CompleteReviewResponse> Complete(const ReviewRequest& request,
                                              const std::string& assignment_id);
  // A person takes it back, and may say why. Somebody else is asked in the same commit.
  Result<v1::ReassignReviewResponse> Reassign(const ReviewRequest& request,
                                              const std::string& assignment_id,
                                              const std::string& text);

  // Who would be asked for the seats of these ideas that nobody has.
  Result<v1::PreviewAssignmentResponse> Preview(const std::vector<std::string>& idea_ids);
  // The same plan made again, and carried out in one commit.
  Result<v1::ApplyAssignmentResponse> Apply(const ReviewRequest& request,
                                            const std::vector<std::string>& idea_ids);

 private:
  // One attempt: adds what is to be written, and returns the answer. The first event carries the
  // request with its answer, from which a rebuild restores it.
  template <class Response>
  using Step = std::function<Result<Response>(eventing::EventContext&, eventing::Commit&)>;

  // What somebody says to an assignment.
  struct Answer {
    // The metrics' label.
    std::string_view name;
    std::function<Result<domain::AssignmentProgress>(const domain::AssignmentProgress&, Time)> give;
    // What tells of it; the case alone.
    v1::ReviewAssignmentEvent event;
  };
  // Where it leaves the seat empty, somebody else is asked.
  template <class Response>
  Result<Response> Give(const ReviewRequest& request, const std::string& assignment_id,
                        const Answer& answer);
  template <class Response>
  Result<Response> Write(const ReviewRequest& request, const Step<Response>& step);
  template <class Response>
  Result<Response> TryWrite(const ReviewRequest& request, const Step<Response>& step);
  Result<ReviewEntry> LoadAsked(const std::string& assignment_id);

  eventing::RecordStore& store_;
  const ReviewBook& book_;
  AssignReviewers& assign_;
  IdGenerator& ids_;
  const Clock& clock_;
  observability::Metrics& metrics_;
};

}  // namespace waggle::matching
