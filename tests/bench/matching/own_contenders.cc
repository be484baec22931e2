#include "tests/bench/matching/own_contenders.h"

#include "libs/base/check.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/domain/passages.h"
#include "services/matching/domain/proposal.h"
#include "tests/bench/matching/exactness.h"

namespace waggle::bench {
namespace {

using matching::domain::AnalysedDocument;
using matching::domain::Comparison;
using matching::v1::CorpusDocument;

// Some of the arrivals, coming round again.
std::vector<CorpusDocument> Some(const Subject& subject, std::size_t first, std::size_t count) {
  std::vector<CorpusDocument> some;
  for (std::size_t i = first; i < first + count; ++i) {
    some.push_back(subject.arrivals[i % subject.arrivals.size()]);
  }
  return some;
}

// As NumberDocuments reads received documents, with the vectors as bytes of the log.
void Read(const Subject& subject, std::vector<CorpusDocument>& documents) {
  std::vector<std::string> passages;
  for (const CorpusDocument& document : documents) {
    for (std::string& passage : matching::domain::SplitIntoPassages(matching::FromProto(document)))
      passages.push_back(std::move(passage));
  }
  const auto embeddings = subject.encoder.Encode(passages);
  // The generated texts have one passage each.
  WAGGLE_CHECK(embeddings.ok() && embeddings->size() == documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    documents[i].add_embeddings(matching::domain::Encode((*embeddings)[i]));
    documents[i].set_encoder_model(subject.encoder.model().value());
  }
}

// As MatchDocuments compares them, `together` at once.
void Compare(const Subject& subject, std::span<const CorpusDocument> documents,
             std::size_t together) {
  matching::domain::TextAnalyser analyser;
  std::vector<AnalysedDocument> analysed;
  for (const CorpusDocument& document : documents) {
    analysed.push_back(AnalyseDocument(analyser, matching::FromProto(document)));
  }
  for (std::size_t begin = 0; begin < analysed.size(); begin += together) {
    std::vector<Comparison> comparisons;
    for (std::size_t i = begin; i < std::min(begin + together, analysed.size()); ++i) {
      comparisons.push_back(AskForBest(analysed[i]));
    }
    WAGGLE_CHECK(!subject.index.Compare(std::span<const Comparison>(comparisons)).empty());
  }
}

Contender Reading(const Subject& subject, std::string name, std::string about, std::size_t count) {
  return Local(std::move(name), std::move(about), count, [&subject, count](std::size_t first) {
    auto some = Some(subject, first, count);
    Read(subject, some);
  });
}

Contender Matching(const Subject& subject, std::string name, std::string about, std::size_t count,
                   std::size_t together) {
  return Local(std::move(name), std::move(about), count,
               [&subject, count, together](std::size_t first) {
                 auto some = Some(subject, first, count);
                 Read(subject, some);
                 Compare(subject, some, together);
               });
}

// As SearchService.FindSimilarIdeas: what somebody has written of an idea, of about 190 tokens.
Contender SimilarIdeas(const Subject& subject) {
  return Local("similar_ideas", "similar ideas, asked before one is written up", 1,
               [&subject](std::size_t first) {
                 constexpr std::size_t kTexts = 3;
                 constexpr std::size_t kShown = 5;
                 matching::domain::Document written;
                 written.kind = matching::domain::DocumentKind::kProblem;
                 for (const CorpusDocument& text : Some(subject, first, kTexts)) {
                   written.problem += text.problem() + " " + text.how_it_works() + ". ";
                 }
                 const auto embeddings =
                     subject.encoder.Encode(matching::domain::SplitIntoPassages(written));
                 WAGGLE_CHECK(embeddings.ok());
                 written.embeddings = *embeddings;
                 matching::domain::TextAnalyser analyser;
                 const AnalysedDocument query = AnalyseDocument(analyser, written);
                 const auto best = subject.index.Compare(
                     {query, subject.index.last_number() + 1, matching::domain::Score{1}, kShown});
                 WAGGLE_CHECK(best.size() == kShown);
               });
}

const AnalysedDocument& QueryOf(const Subject& subject, std::size_t place) {
  return subject.queries[place % subject.queries.size()];
}

}  // namespace

std::vector<Contender> ReadingContenders(const Subject& subject) {
  return {Reading(subject, "embedding_single", "embedding, one text at a time", 1),
          Reading(subject, "embedding_batched", "embedding, 64 texts together", kReadTogether)};
}

std::vector<Contender> SearchingContenders(const Subject& subject) {
  const auto one = [&subject](std::size_t first) {
    const auto best = subject.index.Compare(AskForBest(QueryOf(subject, first)));
    WAGGLE_CHECK(best.size() <= kBest);
  };
  const auto several = [&subject](std::size_t first) {
    std::vector<Comparison> comparisons;
    for (std::size_t i = 0; i < kComparedTogether; ++i) {
      comparisons.push_back(AskForBest(QueryOf(subject, first + i)));
    }
    WAGGLE_CHECK(!subject.index.Compare(std::span<const Comparison>(comparisons)).empty());
  };
  // All above the product's threshold, 500 at most, with the shared words of each.
  const auto as_asked = [&subject](std::size_t first) {
    const AnalysedDocument& query = QueryOf(subject, first);
    const auto best = subject.index.Compare(
        {query, query.number, matching::domain::ProposalSettings().threshold});
    WAGGLE_CHECK(best.size() <= matching::domain::kMaxCompared);
  };
  return {Local("search_single", "search, best 20, one at a time", 1, one),
          Local("search_batched", "search, best 20, 8 together", kComparedTogether, several),
          Local("search_service", "search as the service asks", 1, as_asked)};
}

std::vector<Contender> MatchingContenders(const Subject& subject) {
  return {
      Matching(subject, "matched_single", "read and matched, one at a time", 1, 1),
      Matching(subject, "matched_backlog", "read by 64, matched one by one", kReadTogether, 1),
      Matching(subject, "matched_batched", "read by 64, matched by 8", kReadTogether,
               kComparedTogether),
      SimilarIdeas(subject),
  };
}

}  // namespace waggle::bench
