#include "services/matching/adapters/explain_matches.h"

#include <algorithm>
#include <map>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/adapters/match_book.h"
#include "services/matching/adapters/match_lists.h"
#include "services/matching/adapters/pair_facts.h"
#include "services/matching/domain/passages.h"
#include "services/matching/domain/related_terms.h"

namespace waggle::matching {
namespace {

// Of one idea: far more practices than it will ever reach in the weeks of its budget.
constexpr std::size_t kAllMatches = 10'000;

void Count(const v1::Match& match, v1::IdeaExperience& experience,
           std::map<v1::Barrier, int>& barriers) {
  if (match.has_propose_time()) experience.set_proposed(experience.proposed() + 1);
  switch (match.status()) {
    case v1::MATCH_STATUS_INTERESTED:
      experience.set_interested(experience.interested() + 1);
      break;
    case v1::MATCH_STATUS_TRYING:
      experience.set_trying(experience.trying() + 1);
      break;
    case v1::MATCH_STATUS_ALREADY_DOING:
      experience.set_already_doing(experience.already_doing() + 1);
      break;
    case v1::MATCH_STATUS_DECLINED:
      experience.set_declined(experience.declined() + 1);
      for (const int barrier : match.decline().barriers()) {
        ++barriers[static_cast<v1::Barrier>(barrier)];
      }
      break;
    default:
      break;
  }
}

void Count(evidence::v1::AdoptionStage stage, v1::IdeaExperience& experience) {
  switch (stage) {
    case evidence::v1::ADOPTION_STAGE_SUSTAINED:
      experience.set_sustained(experience.sustained() + 1);
      [[fallthrough]];
    case evidence::v1::ADOPTION_STAGE_ADOPTED:
      experience.set_adopted(experience.adopted() + 1);
      break;
    case evidence::v1::ADOPTION_STAGE_ABANDONED:
      experience.set_abandoned(experience.abandoned() + 1);
      break;
    default:
      break;
  }
}

std::string PassageAt(const v1::CorpusDocument& document, std::size_t place) {
  const std::vector<std::string> passages = domain::SplitIntoPassages(FromProto(document));
  return place < passages.size() ? passages[place] : std::string();
}

}  // namespace

Result<v1::ExplainMatchResponse> ExplainMatches::Explain(const std::string& match_id) {
  WAGGLE_ASSIGN_OR_RETURN(const auto known, FindMatch(store_, match_id));
  WAGGLE_RETURN_IF_ERROR(corpus_.CatchUp());
  v1::ExplainMatchResponse response;
  *response.mutable_match() = known.state;
  WAGGLE_ASSIGN_OR_RETURN(const auto idea, CorpusAggregate().Load(store_, known.state.idea_id()));
  for (const v1::MatchedProblem& entry : known.state.problems()) {
    v1::ProblemExplanation& explanation = *response.add_problems();
    explanation.set_problem_id(entry.problem_id());
    WAGGLE_ASSIGN_OR_RETURN(const auto problem, CorpusAggregate().Load(store_, entry.problem_id()));
    if (idea && problem) Explain(idea->state, problem->state, explanation);
  }
  WAGGLE_ASSIGN_OR_RETURN(*response.mutable_experience(), ExperienceOf(known.state.idea_id()));
  return response;
}

void ExplainMatches::Explain(const v1::CorpusDocument& idea, const v1::CorpusDocument& problem,
                             v1::ProblemExplanation& explanation) {
  domain::TextAnalyser analyser;
  const domain::AnalysedDocument analysed_idea = domain::AnalyseDocument(analyser, FromProto(idea));
  const domain::AnalysedDocument analysed_problem =
      domain::AnalyseDocument(analyser, FromProto(problem));
  const domain::Comparison comparison{analysed_idea, corpus_.last_number() + 1, domain::Score{1}};
  if (const auto pair = corpus_.BestPassages(comparison, analysed_problem.id)) {
    explanation.set_idea_passage(PassageAt(idea, pair->of_query));
    explanation.set_problem_passage(PassageAt(problem, pair->of_other));
  }
  AddRelatedTerms(analysed_idea, analysed_problem, explanation);
}

void ExplainMatches::AddRelatedTerms(const domain::AnalysedDocument& idea,
                                     const domain::AnalysedDocument& problem,
                                     v1::ProblemExplanation& explanation) {
  const std::vector<std::string> of_idea = domain::TellingTerms(idea, problem);
  const std::vector<std::string> of_problem = domain::TellingTerms(problem, idea);
  const std::vector<domain::Embedding> idea_vectors = queries_.MeaningsOf(of_idea);
  const std::vector<domain::Embedding> problem_vectors = queries_.MeaningsOf(of_problem);
  for (const domain::RelatedTermPair& pair :
       domain::RelatedTerms(of_idea, idea_vectors, of_problem, problem_vectors)) {
    v1::RelatedTerms& terms = *explanation.add_related_terms();
    terms.set_of_idea(pair.of_query);
    terms.set_of_problem(pair.of_other);
    terms.set_closeness(pair.closeness);
  }
}

Result<v1::IdeaExperience> ExplainMatches::ExperienceOf(const std::string& idea_id) {
  WAGGLE_ASSIGN_OR_RETURN(const auto matches,
                          MatchAggregate().LoadListed(store_, MatchesOfIdea(idea_id), kAllMatches));
  v1::IdeaExperience experience;
  std::map<v1::Barrier, int> barriers;
  for (const auto& match : matches) Count(match.state, experience, barriers);
  std::vector<std::pair<v1::Barrier, int>> sorted(barriers.begin(), barriers.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [barrier, count] : sorted) {
    v1::BarrierCount& entry = *experience.add_barriers();
    entry.set_barrier(barrier);
    entry.set_count(count);
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto adoptions, LoadAdoptions(store_, domain::DocumentId(idea_id)));
  for (const evidence::v1::Adoption& adoption : adoptions) Count(adoption.stage(), experience);
  return experience;
}

}  // namespace waggle::matching
