#include "services/matching/adapters/find_matches.h"

#include "services/matching/adapters/fit_context.h"
#include "services/matching/adapters/pair_facts.h"
#include "services/matching/domain/calibration.h"

namespace waggle::matching {
namespace {

using domain::IneligibleReason;

observability::Counter NotProposed(observability::Metrics& metrics, IneligibleReason reason) {
  return metrics.AddCounter("waggle_matching_not_proposed_total",
                            "Ideas that fit a practice and are not proposed to it, by reason",
                            {{"reason", std::string(domain::IneligibleReasonName(reason))}});
}

domain::Probability ProbabilityOf(const domain::Match& match) {
  return domain::Calibrated(
      domain::Adjusted(match.problems.front().score, {match.fit.adjustment, {}, {}}));
}

}  // namespace

FindMatches::FindMatches(eventing::RecordStore& store, const CorpusReader& reader,
                         const MatchBook& book, domain::ProposalSettings settings,
                         observability::Metrics& metrics)
    : store_(store), reader_(reader), book_(book), settings_(settings), metrics_(metrics) {
  for (const IneligibleReason reason :
       {IneligibleReason::kOriginator, IneligibleReason::kAdopted, IneligibleReason::kAlreadyDoing,
        IneligibleReason::kIdeaGone, IneligibleReason::kDeclinedBarrierStands}) {
    NotProposed(metrics, reason);
  }
}

Result<FoundMatches> FindMatches::For(const v1::CorpusDocument& document,
                                      const domain::AnalysedDocument& analysed, Time now) {
  WAGGLE_ASSIGN_OR_RETURN(std::vector<domain::Match> matches, Compare(document, analysed, now));
  FoundMatches found;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    // The practice that has just reported the problem asks, and is told the best.
    const bool asked =
        analysed.kind == domain::DocumentKind::kProblem && i < settings_.answers_per_problem;
    WAGGLE_RETURN_IF_ERROR(Sort(std::move(matches[i]),
                                asked ? domain::Occasion::kAskedFor : domain::Occasion::kUnasked,
                                now, found));
  }
  return found;
}

Result<std::vector<domain::Match>> FindMatches::Compare(const v1::CorpusDocument& document,
                                                        const domain::AnalysedDocument& analysed,
                                                        Time now) const {
  const auto scored = reader_.index().Compare({analysed, document.number(), settings_.threshold});
  FitContext fit(store_, now);
  if (analysed.kind == domain::DocumentKind::kIdea) {
    WAGGLE_RETURN_IF_ERROR(fit.LoadIdea(document));
    for (const domain::ScoredDocument& problem : scored) {
      WAGGLE_RETURN_IF_ERROR(fit.LoadPractice(problem.ods_code));
    }
    return domain::ProposeIdea(analysed.id, scored, fit.AsFunction(), settings_);
  }
  WAGGLE_RETURN_IF_ERROR(fit.LoadPractice(analysed.ods_code));
  for (const domain::ScoredDocument& idea : scored) {
    WAGGLE_RETURN_IF_ERROR(fit.LoadIdea(idea.id));
  }
  return domain::ProposeForProblem(analysed.id, analysed.ods_code, scored, fit.AsFunction(),
                                   settings_);
}

Status FindMatches::Sort(domain::Match match, domain::Occasion occasion, Time now,
                         FoundMatches& found) {
  WAGGLE_ASSIGN_OR_RETURN(auto known, book_.Load(match.id));
  // The comparison has left the originator's own problems out.
  domain::PairFacts pair{.practice = match.ods_code, .originators = {}};
  WAGGLE_ASSIGN_OR_RETURN(pair.adoption, LoadAdoption(store_, match.idea_id, match.ods_code));
  if (known) {
    pair.progress = known->match.progress;
    pair.changes = known->match.barrier_changes;
  }
  const auto ineligible = domain::WhyNotProposed(pair, now);
  if (ineligible) ++found.not_proposed[ineligible->reason];

  domain::FoundMatch news{std::move(match), {}};
  news.probability = ProbabilityOf(news.match);
  const bool waits_its_turn = known &&
                              known->match.progress.status == domain::MatchStatus::kDeferred &&
                              occasion == domain::Occasion::kUnasked;
  const bool open = !known || (domain::AwaitsDecision(known->match) && !waits_its_turn);
  if (!ineligible && open) {
    found.undecided.push_back({std::move(news), std::move(known), occasion});
    return OkStatus();
  }
  if (!known) return OkStatus();
  if (auto extended = domain::Extend(known->match, news)) {
    found.extended.push_back({*std::move(extended), known->sequence});
  }
  return OkStatus();
}

void FindMatches::Count(const FoundMatches& found) {
  for (const auto& [reason, count] : found.not_proposed) {
    NotProposed(metrics_, reason).Increment(count);
  }
}

}  // namespace waggle::matching
