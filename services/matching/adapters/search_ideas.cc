#include "services/matching/adapters/search_ideas.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/fit_context.h"
#include "services/matching/adapters/match_conversion.h"
#include "services/matching/adapters/search_fields.h"
#include "services/matching/domain/calibration.h"
#include "services/matching/domain/duplicates.h"
#include "services/matching/domain/fit.h"
#include "services/matching/domain/proposal.h"

namespace waggle::matching {
namespace {

v1::SearchBasis BasisOf(const ReadQuery& query) {
  return query.document.embeddings.empty() ? v1::SEARCH_BASIS_WORDS
                                           : v1::SEARCH_BASIS_WORDS_AND_MEANING;
}

// A text of people's own, as one side of a comparison with ideas.
domain::Document AsProblem(const std::string& title, const std::string& text) {
  domain::Document document;
  document.kind = domain::DocumentKind::kProblem;
  document.title = title;
  document.problem = text;
  return document;
}

void Fill(const domain::ScoredDocument& scored, const v1::CorpusDocument& idea,
          v1::FoundIdea& found) {
  found.set_idea_id(scored.id.value());
  found.set_ods_code(scored.ods_code.value());
  found.set_title(idea.title());
  found.set_score(scored.score.value());
  *found.mutable_parts() = ToProto(scored.parts);
  *found.mutable_shared_terms() = {scored.shared_terms.begin(), scored.shared_terms.end()};
}

bool SuitsSystem(const v1::CorpusDocument& idea, intake::v1::ClinicalSystem system) {
  return system == intake::v1::CLINICAL_SYSTEM_UNSPECIFIED ||
         idea.clinical_system() == intake::v1::CLINICAL_SYSTEM_UNSPECIFIED ||
         idea.clinical_system() == system;
}

}  // namespace

Result<v1::FindSimilarIdeasResponse> SearchIdeas::Similar(
    const v1::FindSimilarIdeasRequest& request) {
  WAGGLE_RETURN_IF_ERROR(Check(request));
  domain::Document text = AsProblem(request.title(), request.problem());
  text.how_it_works = request.how_it_works();
  WAGGLE_ASSIGN_OR_RETURN(const ReadQuery query, queries_.Read(text, "problem"));
  WAGGLE_RETURN_IF_ERROR(corpus_.CatchUp());
  WAGGLE_ASSIGN_OR_RETURN(const auto hits, Find(query, {.as_of_number = corpus_.last_number() + 1,
                                                        .count = LimitOf(request.limit())}));
  v1::FindSimilarIdeasResponse response;
  for (const Hit& hit : hits) {
    v1::SimilarIdea& similar = *response.add_ideas();
    Fill(hit.scored, hit.idea, *similar.mutable_idea());
    similar.set_likely_duplicate(domain::IsLikelyDuplicate(hit.scored.parts));
  }
  response.set_basis(BasisOf(query));
  return response;
}

Result<v1::FindIdeasForProblemResponse> SearchIdeas::ForProblem(
    const v1::FindIdeasForProblemRequest& request) {
  WAGGLE_RETURN_IF_ERROR(Check(request));
  WAGGLE_ASSIGN_OR_RETURN(const ReadQuery query, ReadProblem(request));
  WAGGLE_RETURN_IF_ERROR(corpus_.CatchUp());
  WAGGLE_ASSIGN_OR_RETURN(const auto hits, Find(query, {.as_of_number = corpus_.last_number() + 1,
                                                        .count = LimitOf(request.limit())}));
  v1::FindIdeasForProblemResponse response;
  WAGGLE_RETURN_IF_ERROR(AddFit(query.document.ods_code, hits, response));
  response.set_basis(BasisOf(query));
  return response;
}

Result<ReadQuery> SearchIdeas::ReadProblem(const v1::FindIdeasForProblemRequest& request) {
  if (request.problem_id().empty()) {
    domain::Document text = AsProblem("", request.text());
    text.ods_code = domain::OdsCode(request.ods_code());
    return queries_.Read(text, "text");
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto known, CorpusAggregate().Load(store_, request.problem_id()));
  if (!known || known->state.kind() != v1::DOCUMENT_KIND_PROBLEM) {
    return Status(Code::kNotFound, "PROBLEM_UNKNOWN",
                  "problem " + request.problem_id() +
                      " is not known here; report it first, or try again in a moment if it has "
                      "just been reported");
  }
  // Its vectors are facts of the log; one that is not numbered yet is read like a text.
  const domain::Document document = FromProto(known->state);
  if (document.embeddings.empty()) return queries_.Read(document, "problem_id");
  domain::TextAnalyser analyser;
  return ReadQuery{domain::AnalyseDocument(analyser, document)};
}

Status SearchIdeas::AddFit(const domain::OdsCode& practice, const std::vector<Hit>& hits,
                           v1::FindIdeasForProblemResponse& response) {
  FitContext fit(store_, clock_.Now());
  if (!practice.value().empty()) {
    for (const Hit& hit : hits) fit.AddIdea(hit.idea);
    WAGGLE_RETURN_IF_ERROR(fit.Load({practice}));
  }
  for (const Hit& hit : hits) {
    v1::IdeaForProblem& found = *response.add_ideas();
    Fill(hit.scored, hit.idea, *found.mutable_idea());
    const domain::Fit assessed = fit.AsFunction()(hit.scored.id, practice);
    const domain::FitSummary summary = domain::Summarise(assessed);
    found.set_probability(
        domain::Calibrated(domain::Adjusted(hit.scored.score, assessed)).thousandths);
    *found.mutable_agreements() = ToProto(summary.agreements);
    *found.mutable_cautions() = ToProto(summary.cautions);
  }
  return OkStatus();
}

Result<v1::SearchResponse> SearchIdeas::Search(const v1::SearchRequest& request) {
  WAGGLE_RETURN_IF_ERROR(Check(request));
  WAGGLE_ASSIGN_OR_RETURN(const ReadQuery query,
                          queries_.Read(AsProblem("", request.query()), "query"));
  WAGGLE_RETURN_IF_ERROR(corpus_.CatchUp());
  WAGGLE_ASSIGN_OR_RETURN(const SearchPosition from,
                          SearchPosition::Parse(request.page_token(), corpus_.last_number() + 1));
  WAGGLE_ASSIGN_OR_RETURN(auto accepts, Accepting(request.filters()));
  const std::size_t page = PageSizeOf(request.page_size());
  // One more than a page, to know whether there is another.
  WAGGLE_ASSIGN_OR_RETURN(auto hits, Find(query, {.as_of_number = from.as_of_number,
                                                  .first_rank = from.first_rank,
                                                  .count = page + 1,
                                                  .accepts = std::move(accepts)}));
  v1::SearchResponse response;
  if (hits.size() > page) {
    response.set_next_page_token(SearchPosition{from.as_of_number, hits[page].rank}.ToToken());
    hits.resize(page);
  }
  for (const Hit& hit : hits) Fill(hit.scored, hit.idea, *response.add_ideas());
  response.set_basis(BasisOf(query));
  return response;
}

Result<std::vector<SearchIdeas::Hit>> SearchIdeas::Find(const ReadQuery& query,
                                                        const Wanted& wanted) {
  // Ideas are ranked again, more of them, where too few of the best are accepted.
  constexpr std::size_t kGrowth = 4;
  std::vector<Hit> hits;
  std::size_t ranked = wanted.first_rank;
  for (std::size_t limit = wanted.first_rank + wanted.count;; limit *= kGrowth) {
    const auto scored =
        corpus_.Compare({query.document, wanted.as_of_number, domain::Score{1}, limit});
    std::vector<std::string> ids;
    for (std::size_t i = ranked; i < scored.size(); ++i) ids.push_back(scored[i].id.value());
    WAGGLE_ASSIGN_OR_RETURN(auto known, CorpusAggregate().LoadMany(store_, ids));
    std::map<std::string, v1::CorpusDocument> ideas;
    for (auto& [idea, sequence] : known) ideas.emplace(idea.document_id(), std::move(idea));
    for (; ranked < scored.size() && hits.size() < wanted.count; ++ranked) {
      const auto idea = ideas.find(scored[ranked].id.value());
      if (idea == ideas.end() || idea->second.end() != v1::DOCUMENT_END_UNSPECIFIED) continue;
      if (wanted.accepts(idea->second)) hits.push_back({scored[ranked], idea->second, ranked});
    }
    if (hits.size() == wanted.count || scored.size() < limit) return hits;
  }
}

Result<SearchIdeas::Accepts> SearchIdeas::Accepting(const v1::SearchFilters& filters) {
  std::optional<domain::OrganisationNetwork> network;
  const domain::OdsCode within(filters.ods_code());
  if (!within.value().empty()) {
    WAGGLE_ASSIGN_OR_RETURN(network, LoadNetwork(store_, clock_.Now()));
  }
  return Accepts([&filters, within, network = std::move(network)](const v1::CorpusDocument& idea) {
    return SuitsSystem(idea, filters.clinical_system()) && HasTags(idea, filters.tags()) &&
           (!network || network->IsWithin(domain::OdsCode(idea.ods_code()), within));
  });
}

}  // namespace waggle::matching
