#include "services/notification/domain/match_news.h"

#include <algorithm>

namespace waggle::notification::domain {
namespace {

std::vector<MatchNews> NewsOfProposal(const MatchState& match) {
  const int number = match.proposal.number;
  std::vector<MatchNews> news = {{MailTemplate::kMatchProposed, Transition::kProposed, number,
                                  Audience::kPractice, match.proposal.time}};
  if (match.silence.remind_time) {
    news.push_back({MailTemplate::kMatchReminder, Transition::kReminded, number,
                    Audience::kPractice, *match.silence.remind_time});
  }
  if (match.silence.escalate_time) {
    news.push_back({MailTemplate::kMatchOverdue, Transition::kEscalated, number,
                    Audience::kAdvocate, *match.silence.escalate_time});
  }
  return news;
}

std::vector<MatchNews> NewsOfAnswer(const MatchState& match, MatchAnswerKind kind) {
  // An answer that led elsewhere: "not for us, we do it already" is no question to anybody.
  if (!match.answer || match.answer->kind != kind) return {};
  return {{MailTemplate::kMatchAnswered, Transition::kAnswered, match.answer->number,
           Audience::kAuthor, match.answer->time}};
}

// Each decline is an answer of its own and is followed up twice at most, the answer first.
int FollowUpOccurrence(int answer_number, DeclineFollowUp state) {
  return 2 * answer_number - (state == DeclineFollowUp::kAnswered ? 1 : 0);
}

std::vector<MatchNews> NewsOfDecline(const MatchState& match) {
  std::vector<MatchNews> news = NewsOfAnswer(match, MatchAnswerKind::kNotForUs);
  if (match.answer && match.follow_up) {
    news.push_back({MailTemplate::kMatchFollowUp, Transition::kFollowedUp,
                    FollowUpOccurrence(match.answer->number, match.follow_up->state),
                    Audience::kPractice, match.follow_up->time});
  }
  return news;
}

// Who relies on an idea must know that it has ended. Who only had the proposal, asked, or declined
// has nothing to stop.
std::vector<MatchNews> NewsOfEnding(const MatchState& match) {
  if (!match.ending || match.use == IdeaUse::kNone) return {};
  // No idea ends twice.
  return {{MailTemplate::kIdeaWithdrawn, Transition::kClosed, 1, Audience::kPractice,
           match.ending->time}};
}

}  // namespace

std::vector<MatchNews> NewsOf(const MatchState& match) {
  switch (match.status) {
    case MatchStatus::kProposed:
      return NewsOfProposal(match);
    case MatchStatus::kInterested:
      return NewsOfAnswer(match, MatchAnswerKind::kTellMeMore);
    case MatchStatus::kTrying:
      return NewsOfAnswer(match, MatchAnswerKind::kWeWillTry);
    case MatchStatus::kDeclined:
      return NewsOfDecline(match);
    case MatchStatus::kIdeaEnded:
      return NewsOfEnding(match);
    case MatchStatus::kQuiet:
      break;
  }
  return {};
}

bool IsStillNews(const Delivery& delivery, const MatchState& match) {
  const std::vector<MatchNews> news = NewsOf(match);
  return std::any_of(news.begin(), news.end(), [&](const MatchNews& item) {
    return item.mail_template == delivery.mail_template && item.occurrence == delivery.occurrence;
  });
}

}  // namespace waggle::notification::domain
