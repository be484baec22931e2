#include "services/matching/adapters/find_matches.h"

#include <set>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"
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
    : store_(store),
      reader_(reader),
      book_(book),
      rematch_(store, book),
      settings_(settings),
      metrics_(metrics) {
  for (const IneligibleReason reason :
       {IneligibleReason::kOriginator, IneligibleReason::kAdopted, IneligibleReason::kAlreadyDoing,
        IneligibleReason::kIdeaGone, IneligibleReason::kDeclinedBarrierStands}) {
    NotProposed(metrics, reason);
  }
}

std::vector<ComparedDocument> FindMatches::Compare(std::vector<v1::CorpusDocument> documents) {
  std::vector<ComparedDocument> compared;
  for (v1::CorpusDocument& document : documents) {
    auto analysed = domain::AnalyseDocument(analyser_, FromProto(document));
    compared.push_back({std::move(document), std::move(analysed), {}});
  }
  std::vector<domain::Comparison> comparisons;
  std::vector<ComparedDocument*> open;
  for (ComparedDocument& one : compared) {
    if (one.analysed.state != domain::DocumentState::kOpen) continue;
    comparisons.push_back({.query = one.analysed,
                           .as_of_number = one.analysed.number,
                           .minimum = settings_.threshold,
                           .want_minimum = settings_.want_threshold});
    open.push_back(&one);
  }
  auto scored = reader_.Compare(comparisons);
  for (std::size_t i = 0; i < open.size(); ++i) open[i]->scored = std::move(scored[i]);
  return compared;
}

Result<FoundMatches> FindMatches::For(const ComparedDocument& compared, Time now) {
  FoundMatches found;
  std::vector<domain::FoundMatch> matches;
  WAGGLE_ASSIGN_OR_RETURN(auto proposed, Propose(compared, now, found));
  for (domain::Match& match : proposed) {
    const domain::Probability probability = ProbabilityOf(match);
    matches.push_back({std::move(match), probability});
  }
  WAGGLE_ASSIGN_OR_RETURN(auto entries, rematch_.Of(compared.document, matches, now));
  Changed changed;
  for (MatchEntry& entry : entries) {
    const domain::MatchId id = entry.match.match.id;
    changed.emplace(id, std::move(entry));
  }
  for (std::size_t i = 0; i < matches.size(); ++i) {
    // The practice that has just reported the problem asks, and is told the best.
    const bool asked = compared.analysed.kind == domain::DocumentKind::kProblem &&
                       i < settings_.answers_per_problem;
    WAGGLE_RETURN_IF_ERROR(Sort(std::move(matches[i]),
                                asked ? domain::Occasion::kAskedFor : domain::Occasion::kUnasked,
                                now, changed, found));
  }
  for (auto& [id, entry] : changed) {
    const bool is_closed = entry.match.progress.status == domain::MatchStatus::kClosed;
    (is_closed ? found.closed : found.extended).push_back(std::move(entry));
  }
  return found;
}

Result<std::vector<domain::Match>> FindMatches::Propose(const ComparedDocument& compared, Time now,
                                                        FoundMatches& found) const {
  const auto& [document, analysed, all] = compared;
  std::vector<domain::ScoredDocument> scored = all;
  WAGGLE_ASSIGN_OR_RETURN(const auto others, KeepCurrent(document.number(), scored, found));
  if (scored.empty()) return std::vector<domain::Match>();
  FitContext fit(store_, now);
  if (analysed.kind == domain::DocumentKind::kIdea) {
    WAGGLE_RETURN_IF_ERROR(fit.LoadIdea(document));
    std::vector<domain::OdsCode> practices;
    for (const domain::ScoredDocument& problem : scored) practices.push_back(problem.ods_code);
    WAGGLE_RETURN_IF_ERROR(fit.LoadPractices(practices));
    return domain::ProposeIdea(analysed.id, scored, fit.AsFunction(), settings_);
  }
  for (const v1::CorpusDocument& idea : others) WAGGLE_RETURN_IF_ERROR(fit.LoadIdea(idea));
  WAGGLE_RETURN_IF_ERROR(fit.LoadPractices({analysed.ods_code}));
  return domain::ProposeForProblem(analysed.id, analysed.ods_code, scored, fit.AsFunction(),
                                   settings_);
}

Result<std::vector<v1::CorpusDocument>> FindMatches::KeepCurrent(
    std::int64_t number, std::vector<domain::ScoredDocument>& scored, FoundMatches& found) const {
  std::vector<std::string> ids;
  for (const domain::ScoredDocument& one : scored) ids.push_back(one.id.value());
  WAGGLE_ASSIGN_OR_RETURN(auto known, CorpusAggregate().LoadMany(store_, ids));
  std::vector<v1::CorpusDocument> current;
  std::set<std::string> kept;
  for (auto& [other, sequence] : known) {
    if (!IsNumberedBelow(other, number)) continue;
    found.expectations.push_back({VersionOf(other.document_id()), other.version()});
    kept.insert(other.document_id());
    current.push_back(std::move(other));
  }
  std::erase_if(scored,
                [&](const domain::ScoredDocument& one) { return !kept.contains(one.id.value()); });
  return current;
}

Status FindMatches::Sort(domain::FoundMatch match, domain::Occasion occasion, Time now,
                         Changed& changed, FoundMatches& found) {
  WAGGLE_ASSIGN_OR_RETURN(auto known, book_.Load(match.match.id));
  if (const auto revised = changed.find(match.match.id); revised != changed.end()) {
    known = revised->second;
  }
  // The comparison has left the originator's own problems out.
  domain::PairFacts pair{.practice = match.match.ods_code, .originators = {}};
  WAGGLE_RETURN_IF_ERROR(AddAdoption(store_, match.match.idea_id, pair));
  if (known) {
    pair.progress = known->match.progress;
    pair.changes = known->match.barrier_changes;
  }
  const auto ineligible = domain::WhyNotProposed(pair, now);
  if (ineligible) ++found.not_proposed[ineligible->reason];
  const bool waits_its_turn = known &&
                              known->match.progress.status == domain::MatchStatus::kDeferred &&
                              occasion == domain::Occasion::kUnasked;
  const bool open = !known || (domain::AwaitsDecision(known->match) && !waits_its_turn);
  if (!ineligible && open) {
    changed.erase(match.match.id);
    found.undecided.push_back({std::move(match), std::move(known), occasion});
    return OkStatus();
  }
  if (!known || changed.contains(match.match.id)) return OkStatus();
  if (auto extended = domain::Extend(known->match, match)) {
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
