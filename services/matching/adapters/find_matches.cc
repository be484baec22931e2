#include "services/matching/adapters/find_matches.h"

#include <algorithm>
#include <set>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/adapters/fit_context.h"
#include "services/matching/adapters/match_lists.h"
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

observability::Counter NotBegun(observability::Metrics& metrics) {
  return metrics.AddCounter(
      "waggle_matching_not_begun_total",
      "Matches that fit and are not begun: others of the document are closer");
}

// Deferred to another week, and nobody has asked since.
bool WaitsItsTurn(const Undecided& match) {
  return match.known && match.known->match.progress.status == domain::MatchStatus::kDeferred &&
         match.occasion == domain::Occasion::kUnasked;
}

// An idea without matches begins no more than so many. Of the practices whose problems it is close
// to, a quarter more are looked at, since some must not be told, and one more where that is less.
// The rest, some hundreds, take as long as everything else; they are looked at where these do not
// suffice.
std::size_t LookedAt(std::size_t begun) { return begun + std::max<std::size_t>(begun / 4, 1); }

// A new idea may have one: a problem with a higher number was compared first. What it has must be
// extended, however many practices are closer.
Result<bool> IsIdeaWithoutMatches(eventing::RecordStore& store,
                                  const v1::CorpusDocument& document) {
  if (document.kind() != v1::DOCUMENT_KIND_IDEA) return false;
  WAGGLE_ASSIGN_OR_RETURN(const auto counts,
                          store.CountRows({MatchesOfIdea(document.document_id())}));
  return counts.front() == 0;
}

// Of documents, best first, those of the practices that come first.
class ClosestPractices {
 public:
  // `count` practices, and further ones whose best is as good as the last one's.
  ClosestPractices(const std::vector<domain::ScoredDocument>& scored, std::size_t count) {
    std::set<domain::OdsCode> practices;
    domain::Score last;
    for (const domain::ScoredDocument& one : scored) {
      const bool is_new = practices.insert(one.ods_code).second;
      if (is_new && (practices.size() <= count || one.score == last)) {
        closest_.insert(one.ods_code);
        last = one.score;
      }
      if (closest_.contains(one.ods_code)) theirs_.push_back(one);
    }
    others_ = static_cast<int>(practices.size() - closest_.size());
  }

  std::vector<domain::ScoredDocument> TakeTheirs() { return std::move(theirs_); }
  // How many practices are left out.
  int others() const { return others_; }

 private:
  std::set<domain::OdsCode> closest_;
  std::vector<domain::ScoredDocument> theirs_;
  int others_ = 0;
};

std::vector<std::string> IdsOf(const std::vector<domain::ScoredDocument>& scored) {
  std::vector<std::string> ids;
  for (const domain::ScoredDocument& one : scored) ids.push_back(one.id.value());
  return ids;
}

// The match goes on as it is, with what was found.
void Extend(const MatchEntry& known, const domain::FoundMatch& match, FoundMatches& found) {
  if (auto extended = domain::Extend(known.match, match)) {
    found.extended.push_back({*std::move(extended), known.sequence});
  }
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
  NotBegun(metrics);
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
    comparisons.push_back(
        {.query = one.analysed,
         .as_of_number = one.analysed.number,
         .minimum = settings_.threshold,
         .limit = one.document.version() > 1 ? domain::kAllCompared : domain::kMaxCompared,
         .want_minimum = settings_.want_threshold});
    open.push_back(&one);
  }
  auto scored = reader_.Compare(comparisons);
  for (std::size_t i = 0; i < open.size(); ++i) open[i]->scored = std::move(scored[i]);
  return compared;
}

Result<FoundMatches> FindMatches::For(const ComparedDocument& compared, Time now) const {
  WAGGLE_ASSIGN_OR_RETURN(const bool begins, IsIdeaWithoutMatches(store_, compared.document));
  if (begins) {
    const std::size_t most = settings_.practices_per_idea;
    ClosestPractices closest(compared.scored, LookedAt(most));
    WAGGLE_ASSIGN_OR_RETURN(FoundMatches found, Among(compared, closest.TakeTheirs(), now));
    if (closest.others() == 0 || found.undecided.size() >= most) {
      found.not_begun += closest.others();
      return found;
    }
  }
  return Among(compared, compared.scored, now);
}

Result<FoundMatches> FindMatches::Among(const ComparedDocument& compared,
                                        std::vector<domain::ScoredDocument> scored,
                                        Time now) const {
  FoundMatches found;
  WAGGLE_ASSIGN_OR_RETURN(const Fitting fitting, Fit(compared, std::move(scored), now, found));
  WAGGLE_ASSIGN_OR_RETURN(auto entries, rematch_.Of(compared.document, fitting.matches, now));
  Changed changed;
  for (MatchEntry& entry : entries) {
    const domain::MatchId id = entry.match.match.id;
    changed.emplace(id, std::move(entry));
  }
  WAGGLE_ASSIGN_OR_RETURN(const KnownPairs pairs, KnownPairs::Of(store_, fitting.matches));
  std::vector<Eligible> eligible;
  for (const domain::FoundMatch& match : fitting.matches) {
    Consider(match, pairs, now, changed, eligible, found);
  }
  const domain::DocumentKind kind = compared.analysed.kind;
  KeepClosest(kind, eligible, found);
  if (kind == domain::DocumentKind::kProblem) MarkAsked(fitting, now, eligible);
  for (Eligible& one : eligible) {
    if (WaitsItsTurn(one.match)) {
      if (!changed.contains(one.match.found.match.id)) {
        Extend(*one.match.known, one.match.found, found);
      }
      continue;
    }
    changed.erase(one.match.found.match.id);
    found.expectations.push_back(std::move(one.adoption));
    found.undecided.push_back(std::move(one.match));
  }
  for (auto& [id, entry] : changed) {
    const bool is_closed = entry.match.progress.status == domain::MatchStatus::kClosed;
    (is_closed ? found.closed : found.extended).push_back(std::move(entry));
  }
  return found;
}

Result<FindMatches::Fitting> FindMatches::Fit(const ComparedDocument& compared,
                                              std::vector<domain::ScoredDocument> scored, Time now,
                                              FoundMatches& found) const {
  const v1::CorpusDocument& document = compared.document;
  const domain::AnalysedDocument& analysed = compared.analysed;
  WAGGLE_RETURN_IF_ERROR(KeepCurrent(scored, found));
  Fitting fitting;
  if (scored.empty()) return fitting;
  FitContext fit(store_, now);
  std::vector<domain::Match> matches;
  if (analysed.kind == domain::DocumentKind::kIdea) {
    fit.AddIdea(document);
    std::vector<domain::OdsCode> practices;
    for (const domain::ScoredDocument& problem : scored) practices.push_back(problem.ods_code);
    WAGGLE_RETURN_IF_ERROR(fit.Load(practices));
    matches = domain::ProposeIdea(analysed.id, scored, fit.AsFunction(), settings_);
  } else {
    WAGGLE_ASSIGN_OR_RETURN(const auto ideas, CorpusAggregate().LoadMany(store_, IdsOf(scored)));
    for (const auto& [idea, sequence] : ideas) {
      fit.AddIdea(idea);
      fitting.origins[domain::DocumentId(idea.document_id())] = OriginOf(idea);
    }
    WAGGLE_RETURN_IF_ERROR(fit.Load({analysed.ods_code}));
    matches = domain::ProposeForProblem(analysed.id, analysed.ods_code, scored, fit.AsFunction(),
                                        settings_);
  }
  for (domain::Match& match : matches) {
    const domain::Probability probability = ProbabilityOf(match);
    fitting.matches.push_back({std::move(match), probability});
  }
  return fitting;
}

Status FindMatches::KeepCurrent(std::vector<domain::ScoredDocument>& scored,
                                FoundMatches& found) const {
  WAGGLE_ASSIGN_OR_RETURN(const auto records,
                          store_.GetMany(std::string(kCorpusVersionKind), IdsOf(scored)));
  std::map<std::string, std::int64_t> newest;
  for (const eventing::StoredRecord& record : records) newest[record.id] = record.sequence;
  std::erase_if(scored, [&](const domain::ScoredDocument& one) {
    const auto version = newest.find(one.id.value());
    // Documents of before there were versions have no record, and version 0.
    return one.version != (version == newest.end() ? 0 : version->second);
  });
  for (const domain::ScoredDocument& one : scored) {
    found.expectations.push_back({VersionOf(one.id.value()), one.version});
  }
  return OkStatus();
}

void FindMatches::Consider(const domain::FoundMatch& match, const KnownPairs& pairs, Time now,
                           const Changed& changed, std::vector<Eligible>& eligible,
                           FoundMatches& found) {
  const domain::Match& fits = match.match;
  const auto revised = changed.find(fits.id);
  const std::optional<MatchEntry> known =
      revised == changed.end() ? pairs.MatchOf(fits) : std::optional(revised->second);
  // The comparison has left the originator's own problems out.
  domain::PairFacts facts = pairs.FactsOf(fits);
  if (known) {
    facts.progress = known->match.progress;
    facts.changes = known->match.barrier_changes;
  }
  const auto ineligible = domain::WhyNotProposed(facts, now);
  if (ineligible) ++found.not_proposed[ineligible->reason];
  const bool open = !known || domain::AwaitsDecision(known->match);
  if (!ineligible && open) {
    Eligible& one = eligible.emplace_back();
    one.match.found = match;
    one.match.known = known;
    one.adoption = pairs.AdoptionOf(fits);
  } else if (known && revised == changed.end()) {
    Extend(*known, match, found);
  }
}

void FindMatches::KeepClosest(domain::DocumentKind kind, std::vector<Eligible>& eligible,
                              FoundMatches& found) const {
  const auto known_end = std::partition(eligible.begin(), eligible.end(), [](const Eligible& one) {
    return one.match.known.has_value();
  });
  std::sort(known_end, eligible.end(), [](const Eligible& a, const Eligible& b) {
    return domain::IsCloser(a.match.found.match, b.match.found.match);
  });
  const auto begun = static_cast<std::size_t>(eligible.end() - known_end);
  const std::size_t most = settings_.NewMatchesOf(kind);
  if (begun <= most) return;
  eligible.erase(known_end + static_cast<std::ptrdiff_t>(most), eligible.end());
  found.not_begun += static_cast<int>(begun - most);
}

void FindMatches::MarkAsked(const Fitting& fitting, Time now,
                            std::vector<Eligible>& eligible) const {
  std::vector<domain::MatchCandidate> ranked;
  for (const Eligible& one : eligible) {
    const auto& [match, probability] = one.match.found;
    ranked.push_back(
        {match.idea_id, match.ods_code, probability, fitting.origins.at(match.idea_id)});
  }
  domain::Rank(ranked, now);
  if (ranked.size() > settings_.answers_per_problem) ranked.resize(settings_.answers_per_problem);
  std::set<domain::DocumentId> best;
  for (const domain::MatchCandidate& candidate : ranked) best.insert(candidate.idea_id);
  for (Eligible& one : eligible) {
    if (best.contains(one.match.found.match.idea_id)) {
      one.match.occasion = domain::Occasion::kAskedFor;
    }
  }
}

void FindMatches::Count(const FoundMatches& found) {
  for (const auto& [reason, count] : found.not_proposed) {
    NotProposed(metrics_, reason).Increment(count);
  }
  if (found.not_begun > 0) NotBegun(metrics_).Increment(found.not_begun);
}

}  // namespace waggle::matching
