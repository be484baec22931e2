#include "services/matching/adapters/match_inputs.h"

#include "libs/eventing/own_context.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/match_conversion.h"
#include "services/matching/adapters/match_lists.h"
#include "services/matching/adapters/pair_facts.h"
#include "services/matching/domain/exposure.h"

namespace waggle::matching {
namespace {

using domain::Barrier;
using domain::BarrierChangeKind;
using intake::v1::Organisation;

// Of one practice: more than it can have declined in years of three proposals a week.
constexpr std::size_t kAllDeclined = 1000;

// Yearly figures differ a little every time; only another band is another practice.
bool IsAnotherPractice(const Organisation& before, const Organisation& now) {
  const auto parents = [](const Organisation& organisation) {
    std::vector<std::string> codes;
    for (const auto& membership : organisation.memberships()) {
      if (!membership.has_end_time()) codes.push_back(membership.parent_ods_code());
    }
    return codes;
  };
  return domain::ListSizeBandOf(before.practice().list_size()) !=
             domain::ListSizeBandOf(now.practice().list_size()) ||
         before.practice().rurality() != now.practice().rurality() ||
         parents(before) != parents(now);
}

bool MovedToSystemOf(const Organisation& before, const Organisation& now,
                     const std::optional<eventing::Versioned<v1::CorpusDocument>>& idea) {
  const auto system = now.practice().clinical_system();
  return idea && idea->state.clinical_system() != intake::v1::CLINICAL_SYSTEM_UNSPECIFIED &&
         idea->state.clinical_system() == system && before.practice().clinical_system() != system;
}

// What the practice says by it: who gives the idea up says no, with the reasons, and the question
// goes to the originator.
Result<domain::MatchAnswer> AnswerIn(const evidence::v1::Adoption& adoption) {
  if (adoption.stage() != evidence::v1::ADOPTION_STAGE_ABANDONED) {
    return domain::MatchAnswer{.kind = domain::AnswerKind::kWeWillTry};
  }
  return FromProto(v1::MATCH_ANSWER_KIND_NOT_FOR_US, adoption.barriers(), adoption.text());
}

}  // namespace

eventing::Subscription MatchInputs::Adoptions() {
  eventing::Subscription adoptions = AdoptionCopies();
  adoptions.react = [this](const google::protobuf::Message& event,
                           const eventing::InputContext& input, eventing::Commit& commit) {
    return OnAdoption(static_cast<const evidence::v1::AdoptionEvent&>(event).state(), input,
                      commit);
  };
  return adoptions;
}

eventing::Subscription MatchInputs::Organisations(std::function<void()> applied) {
  eventing::Subscription organisations = OrganisationCopies();
  organisations.react = [this](const google::protobuf::Message& event,
                               const eventing::InputContext& input, eventing::Commit& commit) {
    return OnOrganisation(static_cast<const intake::v1::OrganisationEvent&>(event).state(), input,
                          commit);
  };
  organisations.applied = std::move(applied);
  return organisations;
}

Status MatchInputs::OnAdoption(const evidence::v1::Adoption& adoption,
                               const eventing::InputContext& input, eventing::Commit& commit) {
  WAGGLE_ASSIGN_OR_RETURN(const auto known,
                          book_.Load(domain::MatchIdOf(domain::DocumentId(adoption.idea_id()),
                                                       domain::OdsCode(adoption.ods_code()))));
  if (!known) return OkStatus();
  const eventing::EventContext context =
      eventing::FollowingContext("matching", ids_, clock_, input);
  WAGGLE_ASSIGN_OR_RETURN(const domain::MatchAnswer answer, AnswerIn(adoption));
  if (known->match.progress.status == domain::MatchStatus::kTrying &&
      answer.kind == domain::AnswerKind::kWeWillTry) {
    return OkStatus();
  }
  const auto next = domain::Answer(known->match, answer, context.now);
  // A match that has ended for good stays as it is.
  if (!next.ok() || *next == known->match) return OkStatus();
  v1::MatchEvent event;
  event.mutable_answered();
  return book_.Append({*next, known->sequence}, std::move(event), context, commit);
}

Status MatchInputs::OnOrganisation(const Organisation& organisation,
                                   const eventing::InputContext& input, eventing::Commit& commit) {
  WAGGLE_ASSIGN_OR_RETURN(const auto record,
                          store_.Get({std::string(kOrganisationKind), organisation.ods_code()}));
  Organisation before;
  if (!record || !before.ParseFromString(record->state)) return OkStatus();
  const bool another = IsAnotherPractice(before, organisation);
  if (!another &&
      before.practice().clinical_system() == organisation.practice().clinical_system()) {
    return OkStatus();
  }
  WAGGLE_ASSIGN_OR_RETURN(
      const auto declined,
      book_.LoadListed(DeclinedByPractice(organisation.ods_code()), kAllDeclined));
  for (const MatchEntry& entry : declined) {
    const eventing::EventContext context =
        eventing::FollowingContext("matching", ids_, clock_, input);
    domain::TrackedMatch next = entry.match;
    if (another) {
      next = NoteBarrierChange(
          next,
          {BarrierChangeKind::kPracticeChanged,
           context.now,
           {Barrier::kWrongContext, Barrier::kStructure, Barrier::kFragmentation}},
          context.now);
    }
    WAGGLE_ASSIGN_OR_RETURN(const auto idea,
                            CorpusAggregate().Load(store_, entry.match.match.idea_id.value()));
    if (MovedToSystemOf(before, organisation, idea)) {
      next = NoteBarrierChange(
          next,
          {BarrierChangeKind::kClinicalSystemFits, context.now, {Barrier::kItOrClinicalSystem}},
          context.now);
    }
    if (next == entry.match) continue;
    WAGGLE_RETURN_IF_ERROR(
        book_.Append({next, entry.sequence}, BarrierEvent(next), context, commit));
  }
  return OkStatus();
}

}  // namespace waggle::matching
