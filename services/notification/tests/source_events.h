#pragma once

#include <chrono>
#include <string>

#include "libs/eventing/event_codec.h"
#include "libs/kafkax/record.h"
#include "waggle/intake/v1/idea.pb.h"
#include "waggle/intake/v1/organisation.pb.h"
#include "waggle/intake/v1/person.pb.h"
#include "waggle/intake/v1/problem.pb.h"
#include "waggle/matching/v1/match.pb.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::notification {

inline constexpr const char* kIdeaId = "idea-1";
inline constexpr const char* kMatchId = "match-1";
inline constexpr const char* kProblemId = "problem-1";
inline constexpr const char* kOriginator = "Z90002";
inline constexpr const char* kPractice = "Z90001";
inline constexpr const char* kAuthor = "author";
inline constexpr const char* kManager = "manager";
inline constexpr const char* kAdvocate = "advocate";
inline constexpr const char* kReviewer = "reviewer";
inline constexpr const char* kAssignmentId = "assignment-1";
// What the practice typed, and nobody else may read.
inline constexpr const char* kProblemTitle = "Readings pile up on paper";

// 22 November 2025.
inline Time ProposeTime() { return Time(std::chrono::milliseconds(1'763'830'923'456)); }

// Events of intake and matching as the tests need them. People are registered a year before the
// match is proposed, unless another time is given.
intake::v1::OrganisationEvent OrganisationEventOf(const std::string& ods_code,
                                                  const std::string& name);
intake::v1::PersonEvent PersonEventOf(const std::string& person_id, const std::string& ods_code,
                                      intake::v1::PersonRole role,
                                      Time registered = ProposeTime() - std::chrono::days(365));
intake::v1::IdeaEvent IdeaEventOf();
intake::v1::IdeaEvent WithdrawnIdeaEventOf(const std::string& reason);
intake::v1::IdeaEvent SupersededIdeaEventOf(const std::string& successor_id);
intake::v1::IdeaEvent SuccessorIdeaEventOf(const std::string& idea_id, const std::string& title);
intake::v1::ProblemEvent ProblemEventOf();

// A match whose states tests write; each call of Event gives the next event of it.
class SampleMatchLog {
 public:
  SampleMatchLog();

  matching::v1::Match& state() { return state_; }
  void Answer(matching::v1::MatchStatus status, matching::v1::MatchAnswerKind kind,
              std::chrono::milliseconds after);
  void FollowUp(matching::v1::DeclineFollowUp follow_up, const std::string& text);
  void EndIdea(matching::v1::MatchCloseReason reason, std::chrono::milliseconds after);
  matching::v1::MatchEvent Event();

 private:
  matching::v1::Match state_;
  std::int64_t sequence_ = 0;
};

// A review assignment; each call of Enter gives its next event, in that state.
class SampleReviewLog {
 public:
  SampleReviewLog();

  matching::v1::ReviewAssignment& state() { return state_; }
  matching::v1::ReviewAssignmentEvent Enter(matching::v1::ReviewAssignmentStatus status,
                                            int reminders = 0);

 private:
  matching::v1::ReviewAssignment state_;
  std::int64_t sequence_ = 0;
};

// The event as it stands in its topic.
kafkax::Record RecordOf(const google::protobuf::Message& event);

}  // namespace waggle::notification
