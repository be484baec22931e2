#include "services/matching/adapters/number_documents.h"

#include "libs/eventing/event_size.h"
#include "libs/eventing/own_context.h"
#include "libs/eventing/races.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/domain/passages.h"

namespace waggle::matching {
namespace {

// Documents numbered with and without vectors.
observability::Counter Numbered(observability::Metrics& metrics, std::string_view basis) {
  return metrics.AddCounter("waggle_matching_documents_numbered_total",
                            "Documents numbered in the corpus log, with vectors or words alone",
                            {{"basis", std::string(basis)}});
}

// What an event of the log has besides the document as it was received and its vectors: metadata,
// the number and the encoder's name, some 400 bytes.
constexpr std::size_t kRestOfEvent = 1'024;
// With its tag and its length.
constexpr std::size_t kVectorBytes = domain::kEncodedBytes + 3;

// How many vectors an event has room for beside the document: 16 where its text has 50,000 bytes, 5
// where it has 60,000, which is 20,000 characters of some scripts.
std::size_t VectorsThatFit(const v1::CorpusDocument& document) {
  const std::size_t used = document.ByteSizeLong() + kRestOfEvent;
  return used < eventing::kMostEventBytes ? (eventing::kMostEventBytes - used) / kVectorBytes : 0;
}

// What follows the last passage here is known by its words alone.
std::vector<std::string> PassagesToRead(const v1::CorpusDocument& document) {
  // Nobody will read it again: it needs a number and no vectors.
  if (document.end() != v1::DOCUMENT_END_UNSPECIFIED) return {};
  std::vector<std::string> passages = domain::SplitIntoPassages(FromProto(document));
  if (const std::size_t room = VectorsThatFit(document); passages.size() > room) {
    passages.resize(room);
  }
  return passages;
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
  std::vector<Reading> readings;
  for (const eventing::Claim& claim : claims) {
    WAGGLE_ASSIGN_OR_RETURN(v1::CorpusDocument document,
                            eventing::Aggregate<v1::CorpusEvent>::Parse(claim.record));
    std::vector<std::string> passages = PassagesToRead(document);
    readings.push_back({std::move(document), std::move(passages)});
  }
  Read(readings);
  Status first;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Status status = NumberOne(claims[i], readings[i]);
    if (first.ok()) first = status;
    // The store is away: to try the others would only take the time of as many attempts.
    if (status.code() == Code::kUnavailable) break;
  }
  return first;
}

void NumberDocuments::Read(std::span<Reading> readings) {
  if (encoder_ == nullptr || readings.empty()) return;
  const auto start = std::chrono::steady_clock::now();
  if (!Encode(readings).ok()) {
    // A text that cannot be read must not take the vectors of the others.
    for (Reading& reading : readings) {
      const Status encoded = Encode(std::span(&reading, 1));
      if (encoded.ok()) continue;
      telemetry_.log.Warn("a document goes on without its vectors", encoded,
                          {{"document_id", reading.document.document_id()}});
    }
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  encode_seconds_.Observe(elapsed.count());
}

Status NumberDocuments::Encode(std::span<Reading> readings) {
  std::vector<std::string> passages;
  for (const Reading& reading : readings) {
    passages.insert(passages.end(), reading.passages.begin(), reading.passages.end());
  }
  if (passages.empty()) return OkStatus();
  WAGGLE_ASSIGN_OR_RETURN(const auto embeddings, encoder_->Encode(passages));
  const domain::EncoderModel model = encoder_->model();
  auto next = embeddings.begin();
  for (Reading& reading : readings) {
    if (reading.passages.empty()) continue;
    reading.document.set_encoder_model(model.value());
    for (std::size_t i = 0; i < reading.passages.size(); ++i) {
      reading.document.add_embeddings(domain::Encode(*next++));
    }
  }
  return OkStatus();
}

Status NumberDocuments::NumberOne(const eventing::Claim& claim, const Reading& reading) {
  eventing::Races races;
  while (true) {
    const Status status = TryNumber(claim, reading.document);
    // Another replica had the work after all and has finished it.
    if (status.reason() == "LEASE_LOST") return OkStatus();
    // Where there was nothing to read, words alone are no failure of the encoder's.
    if (status.ok() && !reading.passages.empty()) {
      Numbered(telemetry_.metrics, BasisOf(reading.document)).Increment();
    }
    // Another replica took the number.
    if (!races.MustTryAgain(status)) return status;
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
