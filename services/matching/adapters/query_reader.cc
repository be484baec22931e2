#include "services/matching/adapters/query_reader.h"

#include "services/matching/domain/passages.h"

namespace waggle::matching {
namespace {

observability::Counter Queries(observability::Metrics& metrics, std::string_view basis) {
  return metrics.AddCounter("waggle_matching_queries_total",
                            "Texts that people searched with, by what they were compared by",
                            {{"basis", std::string(basis)}});
}

}  // namespace

QueryReader::QueryReader(TextEncoder* encoder, observability::Telemetry telemetry)
    : encoder_(encoder),
      telemetry_(telemetry),
      with_meaning_(Queries(telemetry.metrics, "words_and_meaning")),
      words_alone_(Queries(telemetry.metrics, "words")) {}

Result<ReadQuery> QueryReader::Read(const domain::Document& text, const std::string& field) const {
  // The stemmer has a working buffer, so each call has its own.
  domain::TextAnalyser analyser;
  ReadQuery query{domain::AnalyseDocument(analyser, text)};
  query.passages = domain::SplitIntoPassages(text);
  if (query.document.terms.empty()) {
    return Status::Invalid(
        {{field, "says nothing to look for; write a few words about what it is"}});
  }
  if (encoder_ != nullptr && !query.passages.empty()) {
    const auto embeddings = encoder_->Encode(query.passages);
    if (embeddings.ok()) {
      query.document.embeddings = *embeddings;
      query.document.encoder_model = encoder_->model();
    } else {
      telemetry_.log.Warn("a query is compared by its words alone", embeddings.status());
    }
  }
  (query.document.embeddings.empty() ? words_alone_ : with_meaning_).Increment();
  return query;
}

std::vector<domain::Embedding> QueryReader::MeaningsOf(std::span<const std::string> words) const {
  if (encoder_ == nullptr || words.empty()) return {};
  const auto embeddings = encoder_->Encode(words);
  if (embeddings.ok()) return *embeddings;
  telemetry_.log.Warn("related words are not looked for", embeddings.status());
  return {};
}

}  // namespace waggle::matching
