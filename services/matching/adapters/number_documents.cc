#include "services/matching/adapters/number_documents.h"

#include "libs/eventing/own_context.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/domain/passages.h"

namespace waggle::matching {
namespace {

constexpr int kRaces = 20;

// Documents numbered with and without vectors.
observability::Counter Numbered(observability::Metrics& metrics, std::string_view basis) {
  return metrics.AddCounter("waggle_matching_documents_numbered_total",
                            "Documents numbered in the corpus log, with vectors or words alone",
                            {{"basis", std::string(basis)}});
}

// Nobody will read it again: it needs a number and no vectors.
bool IsRetired(const v1::CorpusDocument& document) {
  return document.end() != v1::DOCUMENT_END_UNSPECIFIED;
}

std::string_view BasisOf(const v1::CorpusDocument& document) {
  return document.embeddings().empty() ? "words" : "words_and_meaning";
}

}  // namespace

NumberDocuments::NumberDocuments(eventing::RecordStore& store, IdGenerator& ids, const Clock& clock,
                                 TextEncoder* encoder, observability::Telemetry telemetry)
    : store_(store),
      ids_(ids),
      clock_(clock),
      encoder_(encoder),
      telemetry_(telemetry),
      encode_seconds_(telemetry.metrics.AddHistogram("waggle_matching_encode_seconds",
                                                     "Reading a batch of documents")) {
  for (const std::string_view basis : {"words", "words_and_meaning"}) {
    Numbered(telemetry.metrics, basis);
  }
  telemetry.metrics
      .AddGauge("waggle_matching_encoder_ready", "1 with a text encoder, 0 with words alone")
      .Set(encoder == nullptr ? 0 : 1);
}

Status NumberDocuments::Number(std::span<const eventing::Claim> claims) {
  std::vector<v1::CorpusDocument> documents;
  for (const eventing::Claim& claim : claims) {
    WAGGLE_ASSIGN_OR_RETURN(v1::CorpusDocument document,
                            eventing::Aggregate<v1::CorpusEvent>::Parse(claim.record));
    documents.push_back(std::move(document));
  }
  const Status encoded = Encode(documents);
  if (!encoded.ok()) telemetry_.log.Warn("documents go on without their vectors", encoded);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    WAGGLE_RETURN_IF_ERROR(NumberOne(claims[i], std::move(documents[i])));
  }
  return OkStatus();
}

Status NumberDocuments::Encode(std::vector<v1::CorpusDocument>& documents) {
  if (encoder_ == nullptr) return OkStatus();
  const auto start = std::chrono::steady_clock::now();
  std::vector<std::string> passages;
  std::vector<std::size_t> document_of_passage;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (IsRetired(documents[i])) continue;
    for (std::string& passage : domain::SplitIntoPassages(FromProto(documents[i]))) {
      passages.push_back(std::move(passage));
      document_of_passage.push_back(i);
    }
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto embeddings, encoder_->Encode(passages));
  for (std::size_t i = 0; i < embeddings.size(); ++i) {
    documents[document_of_passage[i]].add_embeddings(domain::Encode(embeddings[i]));
  }
  for (v1::CorpusDocument& document : documents) {
    document.set_encoder_model(encoder_->model().value());
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  encode_seconds_.Observe(elapsed.count());
  return OkStatus();
}

Status NumberDocuments::NumberOne(const eventing::Claim& claim, v1::CorpusDocument document) {
  for (int race = 0;; ++race) {
    const Status status = TryNumber(claim, document);
    // Another replica had the work after all and has finished it.
    if (status.reason() == "LEASE_LOST") return OkStatus();
    if (status.ok() && !IsRetired(document))
      Numbered(telemetry_.metrics, BasisOf(document)).Increment();
    // Another replica took the number.
    if (status.reason() != "RECORD_CHANGED" || race == kRaces) return status;
  }
}

Status NumberDocuments::TryNumber(const eventing::Claim& claim, v1::CorpusDocument document) {
  WAGGLE_ASSIGN_OR_RETURN(const auto head, store_.Get(CorpusHead()));
  const std::int64_t last = head ? head->sequence : 0;
  eventing::Commit commit;
  commit.lease = claim.lease;
  commit.expectations.push_back({CorpusHead(), last});
  commit.puts.push_back({CorpusHead(), last + 1, ""});
  document.set_number(last + 1);
  document.set_progress(v1::DOCUMENT_PROGRESS_NUMBERED);
  const eventing::EventContext context =
      eventing::OwnContext("matching", ids_, clock_, document.traceparent());
  v1::CorpusEvent event;
  event.mutable_numbered();
  const std::string id = document.document_id();
  *event.mutable_state() = std::move(document);
  WAGGLE_RETURN_IF_ERROR(CorpusAggregate().Append(store_, id, claim.record.sequence, context,
                                                  std::move(event), commit));
  return store_.Apply(commit).status();
}

}  // namespace waggle::matching
