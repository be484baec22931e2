#include "services/matching/adapters/plan_reviews.h"

#include <algorithm>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/pair_facts.h"

namespace waggle::matching {
namespace {

// Whoever cannot be chosen, or count as somebody who cannot, need not be read: of advocates, all
// but those of the ideas' ICBs.
bool MayMatter(const domain::Reviewer& reviewer, const std::vector<WantedSeats>& wanted,
               const domain::OrganisationNetwork& network) {
  if (reviewer.background.role == domain::ReviewerRole::kQiReviewer) return true;
  return std::any_of(wanted.begin(), wanted.end(), [&](const WantedSeats& seats) {
    return domain::ProximityOf(network, reviewer.background.home,
                               domain::OdsCode(seats.idea.ods_code())) !=
           domain::Proximity::kElsewhere;
  });
}

// Who may matter, and where they and the ideas' practices belong.
struct Candidates {
  std::vector<RosterEntry> roster;
  domain::OrganisationNetwork network;
};

Result<Candidates> LoadCandidates(eventing::RecordStore& store,
                                  const std::vector<WantedSeats>& wanted, Time now) {
  Candidates candidates;
  WAGGLE_ASSIGN_OR_RETURN(candidates.roster, LoadRoster(store));
  std::vector<domain::OdsCode> places = HomesOf(candidates.roster);
  for (const WantedSeats& of_idea : wanted) places.emplace_back(of_idea.idea.ods_code());
  WAGGLE_ASSIGN_OR_RETURN(candidates.network, LoadNetworkOf(store, places, now));
  std::erase_if(candidates.roster, [&](const RosterEntry& entry) {
    return !MayMatter(entry.reviewer, wanted, candidates.network);
  });
  return candidates;
}

const domain::ExpertiseMatch* Find(
    const std::map<domain::DocumentId, domain::ExpertiseMatches>& closeness,
    const domain::DocumentId& idea, const domain::PersonId& person) {
  const auto of_idea = closeness.find(idea);
  if (of_idea == closeness.end()) return nullptr;
  const auto found = of_idea->second.find(person);
  return found == of_idea->second.end() ? nullptr : &found->second;
}

}  // namespace

PlanReviews::PlanReviews(eventing::RecordStore& store, const ReviewBook& book, TextEncoder* encoder,
                         observability::Telemetry telemetry, domain::PlanSettings settings)
    : store_(store), book_(book), settings_(settings), reader_(encoder, telemetry) {}

Result<ReviewPlan> PlanReviews::Plan(const std::vector<WantedSeats>& wanted, Time now) {
  ReviewPlan result;
  // Before all else: what follows is then at least as new.
  WAGGLE_ASSIGN_OR_RETURN(const auto head, store_.Get(AssignmentRoster()));
  result.roster_sequence = head ? head->sequence : 0;
  WAGGLE_ASSIGN_OR_RETURN(auto candidates, LoadCandidates(store_, wanted, now));
  auto& [roster, network] = candidates;
  std::vector<domain::Reviewer*> people;
  for (RosterEntry& entry : roster) people.push_back(&entry.reviewer);
  // A month has 31 days at most.
  const auto window = std::chrono::days(31) * settings_.limits.fatigue_window.count();
  WAGGLE_RETURN_IF_ERROR(ReadLoads(store_, now - window, people));

  std::vector<domain::ReviewSeats> seats;
  std::map<domain::DocumentId, domain::OdsCode> practices;
  for (const WantedSeats& of_idea : wanted) {
    WAGGLE_ASSIGN_OR_RETURN(domain::IdeaUnderReview idea, Describe(of_idea.idea));
    practices[idea.id] = idea.practice;
    seats.push_back({std::move(idea), of_idea.roles});
  }
  const ClosenessByIdea closeness = Compare(wanted, roster);
  std::vector<domain::Reviewer> reviewers;
  std::map<domain::PersonId, const domain::Reviewer*> by_id;
  for (const RosterEntry& entry : roster) {
    reviewers.push_back(entry.reviewer);
    by_id[entry.reviewer.background.person_id] = &entry.reviewer;
  }
  const auto affinity = [&](const domain::DocumentId& idea, const domain::PersonId& person) {
    const domain::ExpertiseMatch* match = Find(closeness, idea, person);
    return match == nullptr ? domain::Score{} : match->score;
  };
  result.plan = domain::PlanAssignments(seats, reviewers, network, affinity, settings_, now);
  for (const domain::PlannedSeat& seat : result.plan.seats) {
    domain::ChoiceReasons& reasons = result.reasons.emplace_back();
    const auto* chosen = std::get_if<domain::ChosenReviewer>(&seat.outcome);
    if (chosen == nullptr) continue;
    const domain::Reviewer& reviewer = *by_id.at(chosen->reviewer);
    if (const auto* match = Find(closeness, seat.idea, chosen->reviewer)) {
      reasons.affinity = match->score;
      reasons.shared_terms = match->shared_terms;
    }
    reasons.proximity =
        domain::ProximityOf(network, reviewer.background.home, practices.at(seat.idea));
    reasons.open_reviews = reviewer.load.open_reviews;
  }
  return result;
}

Result<std::map<domain::PersonId, std::vector<domain::Conflict>>> PlanReviews::ConflictsWith(
    const v1::CorpusDocument& idea, Time now) {
  WAGGLE_ASSIGN_OR_RETURN(const auto roster, LoadRoster(store_));
  std::vector<domain::OdsCode> places = HomesOf(roster);
  places.emplace_back(idea.ods_code());
  WAGGLE_ASSIGN_OR_RETURN(const domain::OrganisationNetwork network,
                          LoadNetworkOf(store_, places, now));
  WAGGLE_ASSIGN_OR_RETURN(domain::IdeaUnderReview described, Describe(idea));
  described.already_asked.clear();
  std::map<domain::PersonId, std::vector<domain::Conflict>> conflicts;
  for (const RosterEntry& entry : roster) {
    const domain::ReviewerBackground& reviewer = entry.reviewer.background;
    auto found = domain::ConflictsOf(reviewer, described, network);
    if (!found.empty()) conflicts[reviewer.person_id] = std::move(found);
  }
  return conflicts;
}

void PlanReviews::Expect(const ReviewPlan& plan, eventing::Commit& commit) {
  commit.expectations.push_back({AssignmentRoster(), plan.roster_sequence});
  commit.puts.push_back({AssignmentRoster(), plan.roster_sequence + 1, ""});
}

Result<domain::IdeaUnderReview> PlanReviews::Describe(const v1::CorpusDocument& idea) {
  domain::IdeaUnderReview described;
  described.id = domain::DocumentId(idea.document_id());
  described.practice = domain::OdsCode(idea.ods_code());
  if (!idea.author_person_id().empty()) {
    described.authors.emplace_back(idea.author_person_id());
    WAGGLE_ASSIGN_OR_RETURN(described.author_mail_domains,
                            LoadMailDomains(store_, described.authors));
  }
  WAGGLE_ASSIGN_OR_RETURN(described.adopters, LoadAdopters(store_, described.id));
  described.topics = {idea.tags().begin(), idea.tags().end()};
  described.topics.insert(described.topics.end(), idea.partners().begin(), idea.partners().end());
  described.topics.push_back(idea.title());
  WAGGLE_ASSIGN_OR_RETURN(const auto entries, book_.LoadOfIdea(idea.document_id()));
  for (const ReviewEntry& entry : entries) {
    const std::string& person = entry.state.reviewer_person_id();
    if (!person.empty()) described.already_asked.emplace_back(person);
  }
  return described;
}

PlanReviews::ClosenessByIdea PlanReviews::Compare(const std::vector<WantedSeats>& wanted,
                                                  const std::vector<RosterEntry>& roster) {
  std::vector<domain::Expertise> experts;
  for (const RosterEntry& entry : roster) {
    if (entry.reviewer.background.role != domain::ReviewerRole::kQiReviewer) continue;
    experts.push_back({entry.reviewer.background.person_id, entry.expertise});
  }
  const std::lock_guard lock(mutex_);
  reader_.Read(experts);
  if (index_ == nullptr || experts != experts_) {
    index_ = std::make_unique<domain::ExpertiseIndex>(experts, analyser_);
    experts_ = std::move(experts);
  }
  ClosenessByIdea closeness;
  for (const WantedSeats& seats : wanted) {
    const domain::Document document = FromProto(seats.idea);
    closeness[document.id] = index_->CloseTo(domain::AnalyseDocument(analyser_, document));
  }
  return closeness;
}

}  // namespace waggle::matching
