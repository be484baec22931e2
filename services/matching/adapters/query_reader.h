#pragma once

#include "libs/observability/telemetry.h"
#include "services/matching/adapters/text_encoder.h"
#include "services/matching/domain/analysis.h"

namespace waggle::matching {

// A text that somebody asks with, ready to be compared.
struct ReadQuery {
  domain::AnalysedDocument document;
  // The passages behind its vectors.
  std::vector<std::string> passages = {};
};

// Reads texts that are no documents of the corpus: words always, meaning where there is an encoder
// and it works. Thread-safe.
class QueryReader {
 public:
  // `encoder` may be null.
  QueryReader(TextEncoder* encoder, observability::Telemetry telemetry);

  // `text` is read as a document of its kind: a problem finds ideas. INVALID_ARGUMENT naming
  // `field` where no word is left that says anything.
  Result<ReadQuery> Read(const domain::Document& text, const std::string& field) const;

  // What each word means by itself, in their order; empty where there is no encoder or it fails.
  std::vector<domain::Embedding> MeaningsOf(std::span<const std::string> words) const;

 private:
  TextEncoder* const encoder_;
  observability::Telemetry telemetry_;
  // A counter of each basis; thread-safe themselves.
  mutable observability::Counter with_meaning_;
  mutable observability::Counter words_alone_;
};

}  // namespace waggle::matching
