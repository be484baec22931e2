#pragma once

#include <span>

#include "libs/base/clock.h"
#include "libs/base/uuid.h"
#include "libs/eventing/aggregate.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/text_encoder.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// The second step of matching: received documents are read by the text encoder, several at once,
// and each gets the next number of the corpus log together with its vectors. From then on they are
// facts of the log. Where there is no encoder, or it fails on a document, that document is numbered
// without vectors: its words find their matches alone. Used by one thread.
class NumberDocuments {
 public:
  // `encoder` may be null.
  NumberDocuments(eventing::RecordStore& store, IdGenerator& ids, const Clock& clock,
                  TextEncoder* encoder, observability::Telemetry telemetry);

  // Numbers the claimed documents, which are all received, in their order. A document that fails is
  // left to be claimed again and holds up none of the others; its error, or the first of several,
  // is returned.
  Status Number(std::span<const eventing::Claim> claims);

 private:
  // A document and what the encoder is to read of it.
  struct Reading {
    v1::CorpusDocument document;
    std::vector<std::string> passages;
  };

  void Read(std::span<Reading> readings);
  Status Encode(std::span<Reading> readings);
  Status NumberOne(const eventing::Claim& claim, const Reading& reading);
  Status TryNumber(const eventing::Claim& claim, v1::CorpusDocument document);

  eventing::RecordStore& store_;
  IdGenerator& ids_;
  const Clock& clock_;
  TextEncoder* encoder_;
  observability::Telemetry telemetry_;
  observability::Histogram encode_seconds_;
};

}  // namespace waggle::matching
