#include "services/notification/adapters/compose_match_mail.h"

#include <string>
#include <utility>

#include "libs/base/check.h"
#include "libs/eventing/event_codec.h"
#include "services/notification/adapters/conversion.h"
#include "services/notification/adapters/copies.h"
#include "services/notification/adapters/match_conversion.h"
#include "services/notification/domain/answer_mail.h"
#include "services/notification/domain/follow_up_mail.h"
#include "services/notification/domain/idea_end_mail.h"
#include "services/notification/domain/match_mail.h"
#include "services/notification/domain/match_news.h"
#include "services/notification/domain/overdue_mail.h"

namespace waggle::notification::adapters {
namespace {

// What all mails about a match are made of.
struct Case {
  Addressee addressee;
  matching::v1::Match match;
  domain::MatchState state;
  // Of the practice to which the idea was proposed.
  std::string practice_name;
  domain::Idea idea;
};

Result<domain::MatchMailFacts> ProposalFacts(eventing::RecordStore& store, const Case& about) {
  domain::MatchMailFacts facts{
      about.addressee.person, about.addressee.address, about.practice_name, about.idea, {}, {}, {}};
  for (const matching::v1::MatchedProblem& entry : about.match.problems()) {
    WAGGLE_ASSIGN_OR_RETURN(const auto problem, LoadProblem(store, entry.problem_id()));
    // Never another practice's problem, whatever the match says.
    if (problem.ods_code() != about.match.ods_code()) continue;
    facts.problems.push_back({problem.title(),
                              domain::PersonId(problem.reporter_person_id()),
                              {entry.matched_terms().begin(), entry.matched_terms().end()},
                              FromProto(problem.kind()),
                              entry.parts().has_meaning()});
  }
  for (const auto& point : about.match.agreements()) facts.agreements.push_back(FromProto(point));
  for (const auto& point : about.match.cautions()) facts.cautions.push_back(FromProto(point));
  return facts;
}

domain::OverdueMailFacts OverdueFacts(const Case& about) {
  return {about.addressee.person,    about.addressee.address,
          about.practice_name,       about.idea,
          about.state.proposal.time, about.state.silence.remind_time};
}

domain::AnswerMailFacts AnswerFacts(const Case& about) {
  return {about.addressee.person,     about.addressee.address,
          about.practice_name,        about.idea,
          about.state.answer->kind,   FromProto(about.match.answer().barriers()),
          about.match.answer().text()};
}

domain::FollowUpMailFacts FollowUpFacts(const Case& about) {
  return {about.addressee.person,
          about.addressee.address,
          about.practice_name,
          about.idea,
          eventing::FromTimestamp(about.match.decline().decline_time()),
          FromProto(about.match.decline().barriers()),
          about.state.follow_up->state,
          about.match.decline().follow_up_text()};
}

Result<domain::IdeaEndMailFacts> IdeaEndFacts(eventing::RecordStore& store, const Case& about) {
  WAGGLE_ASSIGN_OR_RETURN(const auto idea, LoadIdea(store, about.match.idea_id()));
  domain::IdeaEndMailFacts facts{about.addressee.person,
                                 about.addressee.address,
                                 about.practice_name,
                                 about.idea,
                                 about.state.ending->kind,
                                 idea.end_reason(),
                                 {}};
  const domain::IdeaId successor_id(idea.successor_idea_id());
  const auto successor = LoadIdea(store, successor_id.value());
  if (!successor.ok()) {
    if (successor.status().code() == Code::kNotFound) return facts;
    return successor.status();
  }
  // One that has ended itself is nothing to go on with.
  if (HasEnded(*successor)) return facts;
  WAGGLE_ASSIGN_OR_RETURN(facts.successor, LoadNamedIdea(store, successor_id));
  return facts;
}

Result<domain::Mail> Compose(eventing::RecordStore& store, const domain::Delivery& delivery,
                             const Case& about, const domain::MailSettings& settings) {
  switch (delivery.mail_template) {
    case domain::MailTemplate::kMatchProposed: {
      WAGGLE_ASSIGN_OR_RETURN(const auto facts, ProposalFacts(store, about));
      return domain::ComposeMatchMail(delivery, facts, settings);
    }
    case domain::MailTemplate::kMatchReminder: {
      WAGGLE_ASSIGN_OR_RETURN(const auto facts, ProposalFacts(store, about));
      return domain::ComposeReminderMail(delivery, facts, about.state.proposal.time, settings);
    }
    case domain::MailTemplate::kMatchOverdue:
      return domain::ComposeOverdueMail(delivery, OverdueFacts(about), settings);
    case domain::MailTemplate::kMatchAnswered:
      return domain::ComposeAnswerMail(delivery, AnswerFacts(about), settings);
    case domain::MailTemplate::kMatchFollowUp:
      return domain::ComposeFollowUpMail(delivery, FollowUpFacts(about), settings);
    case domain::MailTemplate::kIdeaWithdrawn: {
      WAGGLE_ASSIGN_OR_RETURN(const auto facts, IdeaEndFacts(store, about));
      return domain::ComposeIdeaEndMail(delivery, facts, settings);
    }
    case domain::MailTemplate::kReviewAssigned:
    case domain::MailTemplate::kReviewReminded:
    case domain::MailTemplate::kReviewReleased:
    case domain::MailTemplate::kReviewOverdue:
      break;
  }
  WAGGLE_CHECK(false);
}

}  // namespace

Result<domain::Mail> ComposeMatchMail(eventing::RecordStore& store,
                                      const domain::Delivery& delivery, const Addressee& addressee,
                                      const domain::MailSettings& settings) {
  Case about{addressee, {}, {}, "", {}};
  WAGGLE_ASSIGN_OR_RETURN(about.match, LoadMatch(store, delivery.subject_id.value()));
  about.state = FromProto(about.match);
  // So an answer or a follow-up that the mail is about is there.
  if (!domain::IsStillNews(delivery, about.state)) {
    return Status(Code::kFailedPrecondition, domain::kOvertaken,
                  "match " + delivery.subject_id.value() + " has moved on");
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto practice, LoadOrganisation(store, about.match.ods_code()));
  about.practice_name = practice.name();
  WAGGLE_ASSIGN_OR_RETURN(about.idea, LoadNamedIdea(store, delivery.idea_id));
  return Compose(store, delivery, about, settings);
}

}  // namespace waggle::notification::adapters
