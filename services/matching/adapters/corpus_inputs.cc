#include "services/matching/adapters/corpus_inputs.h"

#include <algorithm>

#include "libs/eventing/own_context.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/match_conversion.h"
#include "services/matching/adapters/match_lists.h"

namespace waggle::matching {
namespace {

// More than there are practices.
constexpr std::size_t kEveryPractice = 100'000;

v1::DocumentEnd EndOf(intake::v1::IdeaStatus status) {
  switch (status) {
    case intake::v1::IDEA_STATUS_WITHDRAWN:
      return v1::DOCUMENT_END_IDEA_WITHDRAWN;
    case intake::v1::IDEA_STATUS_SUPERSEDED:
      return v1::DOCUMENT_END_IDEA_SUPERSEDED;
    default:
      return v1::DOCUMENT_END_UNSPECIFIED;
  }
}

// With the practice's clinical system, or with any; where that is not known, nobody can say.
bool WorksAt(const v1::CorpusDocument& idea, const domain::PracticeContext& practice) {
  const auto needed = Known<domain::ClinicalSystem>(idea.clinical_system());
  return !needed || needed == practice.clinical_system;
}

// Whether nothing that matching goes by has changed. What it was given besides (number, progress,
// vectors) is left out.
bool SaysTheSame(v1::CorpusDocument known, const v1::CorpusDocument& document) {
  known.clear_number();
  known.clear_progress();
  known.clear_embeddings();
  known.clear_encoder_model();
  known.clear_traceparent();
  known.clear_version();
  return known.SerializeAsString() == document.SerializeAsString();
}

}  // namespace

eventing::Subscription CorpusInputs::Ideas(std::function<void()> applied) {
  const auto react = [this](const intake::v1::IdeaEvent& event,
                            const eventing::InputContext& context,
                            eventing::Commit& commit) -> Status {
    const intake::v1::Idea& idea = event.state();
    WAGGLE_RETURN_IF_ERROR(MustKnowNetworkOf(store_, idea.ods_code()));
    v1::CorpusDocument document;
    document.set_document_id(idea.idea_id());
    document.set_kind(v1::DOCUMENT_KIND_IDEA);
    document.set_ods_code(idea.ods_code());
    document.set_title(idea.title());
    document.set_problem(idea.problem_it_solves());
    document.set_how_it_works(idea.how_it_works());
    *document.mutable_tags() = idea.tags();
    document.set_author_person_id(idea.author_person_id());
    document.set_clinical_system(idea.clinical_system());
    if (idea.has_needs()) *document.mutable_needs() = idea.needs();
    document.set_origin(idea.origin());
    *document.mutable_partners() = idea.partners();
    document.set_end(EndOf(idea.status()));
    document.set_successor_idea_id(idea.successor_idea_id());
    return Receive(std::move(document), context, commit);
  };
  return eventing::Subscribe<intake::v1::IdeaEvent>("waggle.intake.idea.v1", {}, react,
                                                    std::move(applied));
}

eventing::Subscription CorpusInputs::Problems(std::function<void()> applied) {
  const auto react = [this](const intake::v1::ProblemEvent& event,
                            const eventing::InputContext& context, eventing::Commit& commit) {
    const intake::v1::Problem& problem = event.state();
    v1::CorpusDocument document;
    document.set_document_id(problem.problem_id());
    document.set_kind(v1::DOCUMENT_KIND_PROBLEM);
    document.set_ods_code(problem.ods_code());
    document.set_title(problem.title());
    document.set_problem(problem.description());
    document.set_problem_kind(problem.kind());
    if (problem.status() == intake::v1::PROBLEM_STATUS_CLOSED) {
      document.set_end(v1::DOCUMENT_END_PROBLEM_CLOSED);
    }
    return Receive(std::move(document), context, commit);
  };
  return eventing::Subscribe<intake::v1::ProblemEvent>("waggle.intake.problem.v1", {}, react,
                                                       std::move(applied));
}

Status CorpusInputs::NoteSystems(const v1::CorpusDocument& before, const v1::CorpusDocument& idea,
                                 const eventing::InputContext& context, eventing::Commit& commit) {
  if (before.clinical_system() == idea.clinical_system()) return OkStatus();
  WAGGLE_ASSIGN_OR_RETURN(const auto matches,
                          book_.LoadListed(MatchesOfIdea(idea.document_id()), kEveryPractice));
  const Time now = clock_.Now();
  for (const MatchEntry& entry : matches) {
    if (entry.match.progress.status != domain::MatchStatus::kDeclined) continue;
    WAGGLE_ASSIGN_OR_RETURN(const auto practice,
                            LoadPracticeContext(store_, entry.match.match.ods_code, now));
    if (WorksAt(before, practice) || !WorksAt(idea, practice)) continue;
    const domain::TrackedMatch next =
        domain::NoteBarrierChange(entry.match,
                                  {domain::BarrierChangeKind::kClinicalSystemFits,
                                   now,
                                   {domain::Barrier::kItOrClinicalSystem}},
                                  now);
    if (next == entry.match) continue;
    const eventing::EventContext follow =
        eventing::FollowingContext("matching", ids_, clock_, context);
    WAGGLE_RETURN_IF_ERROR(
        book_.Append({next, entry.sequence}, BarrierEvent(next), follow, commit));
  }
  return OkStatus();
}

Status CorpusInputs::Receive(v1::CorpusDocument document, const eventing::InputContext& context,
                             eventing::Commit& commit) {
  const auto corpus = CorpusAggregate();
  WAGGLE_ASSIGN_OR_RETURN(const auto known, corpus.Load(store_, document.document_id()));
  if (known && SaysTheSame(known->state, document)) return OkStatus();
  document.set_version(known ? std::max(known->state.version(), 1) + 1 : 1);
  document.set_progress(v1::DOCUMENT_PROGRESS_RECEIVED);
  if (known) WAGGLE_RETURN_IF_ERROR(NoteSystems(known->state, document, context, commit));
  const eventing::EventContext follow =
      eventing::FollowingContext("matching", ids_, clock_, context);
  document.set_traceparent(follow.traceparent);
  v1::CorpusEvent event;
  event.mutable_received();
  const std::string id = document.document_id();
  commit.puts.push_back({VersionOf(id), document.version(), ""});
  if (known && known->state.number() > 0) commit.puts.push_back(Superseded(known->state));
  *event.mutable_state() = std::move(document);
  return corpus.Append(store_, id, known ? known->sequence : 0, follow, std::move(event), commit);
}

}  // namespace waggle::matching
