#pragma once

#include <optional>
#include <vector>

#include "libs/base/clock.h"
#include "services/notification/domain/delivery.h"

namespace waggle::notification::domain {

// Where a match stands, as far as somebody is told of it.
enum class MatchStatus {
  kProposed,
  kInterested,
  kTrying,
  kDeclined,
  // Ended, because its idea was taken back or gave way to another.
  kIdeaEnded,
  // Waits for its turn, is done already, has ended otherwise, or is something that this build does
  // not know.
  kQuiet,
};

// What a practice said to a match, as far as the idea's author is told of it.
enum class MatchAnswerKind { kTellMeMore, kWeWillTry, kNotForUs };

// What came back to a practice that declined.
enum class DeclineFollowUp {
  // The originator, or an advocate for them, has written back.
  kAnswered,
  // So has one of them, with a version of the idea that gets round what the practice named.
  kAdaptationOffered,
};

// Whether a practice relies on the idea, by what it said last.
enum class IdeaUse {
  kNone,
  // It tries the idea, or does it already.
  kInUse,
};

// What became of an idea that is proposed to nobody any more.
enum class IdeaEnd { kWithdrawn, kSuperseded };

// A match's state, as far as mail follows from it.
struct MatchState {
  struct Proposal {
    Time time;
    // 1, or more when it was proposed again.
    int number = 1;
  };
  // What follows when a practice does not answer.
  struct Silence {
    std::optional<Time> remind_time = {};
    std::optional<Time> escalate_time = {};
  };
  struct Answer {
    MatchAnswerKind kind = MatchAnswerKind::kTellMeMore;
    Time time;
    // 1, 2, 3 …: each answer of the match has its own.
    int number = 1;
  };
  struct FollowUp {
    DeclineFollowUp state = DeclineFollowUp::kAnswered;
    Time time;
  };
  struct Ending {
    IdeaEnd kind = IdeaEnd::kWithdrawn;
    Time time;
  };

  MatchStatus status = MatchStatus::kQuiet;
  // Of the latest proposal.
  Proposal proposal = {};
  // Of the latest proposal; empty when nobody is to be reminded any more.
  Silence silence = {};
  // The latest, unless the author is not told of its kind.
  std::optional<Answer> answer = {};
  // Of the latest decline, unless it is one that the practice knows of itself.
  std::optional<FollowUp> follow_up = {};
  IdeaUse use = IdeaUse::kNone;
  // With kIdeaEnded alone.
  std::optional<Ending> ending = {};
};

enum class Audience {
  // Managers, partners and reporters of the matched practice (recipients.h).
  kPractice,
  // The advocate who was asked to talk to the practice.
  kAdvocate,
  // Who is credited with the idea.
  kAuthor,
};

// Something to be told of a match, to each of the audience once.
struct MatchNews {
  MailTemplate mail_template = MailTemplate::kMatchProposed;
  Transition transition = Transition::kProposed;
  int occurrence = 1;
  Audience audience = Audience::kPractice;
  // When it became so.
  Time time;

  friend bool operator==(const MatchNews&, const MatchNews&) = default;
};

// Everything that is to be told as long as the match is in this state, and nothing else of it: who
// is not told yet is to be told now, and what is planned and not among it is no longer so. Depends
// on the state alone, so an event that comes twice says the same, and one that never comes (a
// compacted topic) is missed only if its news is over.
std::vector<MatchNews> NewsOf(const MatchState& match);

// Whether what was planned is still to be told.
bool IsStillNews(const Delivery& delivery, const MatchState& match);

}  // namespace waggle::notification::domain
