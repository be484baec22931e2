#include "services/evidence/adapters/timeline_inputs.h"

#include "libs/eventing/own_context.h"
#include "services/evidence/adapters/conversion.h"
#include "services/evidence/adapters/copies.h"
#include "services/evidence/adapters/timeline_log.h"
#include "waggle/intake/v1/organisation.pb.h"
#include "waggle/intake/v1/problem.pb.h"

namespace waggle::evidence {
namespace {

using eventing::Commit;
using eventing::InputContext;

template <class Event>
Status Copy(const Event& event, Commit& commit) {
  commit.puts.push_back(CopyOf(event));
  return OkStatus();
}

}  // namespace

std::vector<eventing::Subscription> TimelineInputs::Subscriptions() {
  const auto on_idea = [this](const auto& event, const InputContext& context, Commit& commit) {
    return OnIdea(event, context, commit);
  };
  const auto on_idea_of = [this](const auto& event, const InputContext& context, Commit& commit) {
    return OnIdeaOf(event, context, commit);
  };
  return {
      eventing::Subscribe<intake::v1::OrganisationEvent>("waggle.intake.organisation.v1",
                                                         Copy<intake::v1::OrganisationEvent>, {}),
      eventing::Subscribe<intake::v1::IdeaEvent>("waggle.intake.idea.v1",
                                                 Copy<intake::v1::IdeaEvent>, on_idea),
      // Nothing is kept of problems yet: they are private to a practice and stand on no idea's
      // timeline. Read all the same, so that the stored offsets are there when adoptions measure
      // against the problems they solve.
      eventing::Subscribe<intake::v1::ProblemEvent>("waggle.intake.problem.v1", {}, {}),
      eventing::Subscribe<matching::v1::MatchEvent>("waggle.matching.match.v1", {}, on_idea_of),
      eventing::Subscribe<matching::v1::ReviewAssignmentEvent>(
          "waggle.matching.review-assignment.v1", {}, on_idea_of),
  };
}

Status TimelineInputs::OnIdea(const intake::v1::IdeaEvent& event, const InputContext& context,
                              Commit& commit) {
  const std::optional<Happening> happening = HappeningOf(event);
  if (!happening) return OkStatus();
  const Idea idea{IdeaId(event.metadata().aggregate_id()), OdsCode(event.state().ods_code())};
  return Record(event.metadata(), idea, *happening, context, commit);
}

template <class Event>
Status TimelineInputs::OnIdeaOf(const Event& event, const InputContext& context, Commit& commit) {
  const std::optional<Happening> happening = HappeningOf(event);
  if (!happening) return OkStatus();
  const IdeaId idea(event.state().idea_id());
  WAGGLE_ASSIGN_OR_RETURN(const std::optional<Idea> known, FindIdeaCopy(store_, idea));
  if (!known) return IdeaUnknown(idea);
  return Record(event.metadata(), *known, *happening, context, commit);
}

Status TimelineInputs::Record(const common::v1::EventMetadata& source, const Idea& idea,
                              const Happening& happening, const InputContext& context,
                              Commit& commit) {
  const TimelineEntry entry = EntryFor(
      {EventId(source.event_id()), eventing::FromTimestamp(source.event_time())}, idea, happening);
  const eventing::EventContext recorded =
      eventing::FollowingContext("evidence", ids_, clock_, context);
  WAGGLE_ASSIGN_OR_RETURN(const Appended appended,
                          AppendToTimeline(store_, entry, recorded, commit));
  if (appended == Appended::kNow) counter_.Count(entry);
  return OkStatus();
}

}  // namespace waggle::evidence
