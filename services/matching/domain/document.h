#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libs/base/strong_id.h"
#include "services/matching/domain/embedding.h"
#include "services/matching/domain/ods_code.h"

namespace waggle::matching::domain {

// Id of an idea or of a problem.
using DocumentId = StrongId<struct DocumentIdTag>;

enum class DocumentKind : std::uint8_t { kIdea, kProblem };

inline DocumentKind OtherKind(DocumentKind kind) {
  return kind == DocumentKind::kIdea ? DocumentKind::kProblem : DocumentKind::kIdea;
}

// A retired document has ended: its last version takes the place of the one before, and is never
// found. That it ended is a fact of the log with a number, like everything else.
enum class DocumentState : std::uint8_t { kOpen, kRetired };

// What a document of the problems' side is for.
enum class Purpose : std::uint8_t {
  // Something troubles the practice.
  kProblem,
  // A standing wish to hear of ideas about something.
  kWant,
};

// One version of an idea or a problem as it stands in the corpus log.
struct Document {
  DocumentId id;
  // Position in the corpus log: 1, 2, 3 … Of two documents the one with the higher number finds the
  // other.
  std::int64_t number = 0;
  DocumentKind kind = DocumentKind::kIdea;
  // Practice that owns the document.
  OdsCode ods_code;
  std::string title;
  // The problem, of either kind of document.
  std::string problem;
  // Ideas only.
  std::string how_it_works;
  std::vector<std::string> tags;
  // Of its passages (passages.h), in their order; empty where there was no encoder when it was
  // numbered. Facts of the log: never computed again.
  std::vector<Embedding> embeddings;
  // Whose embeddings they are.
  EncoderModel encoder_model;
  DocumentState state = DocumentState::kOpen;
  // Problems only.
  Purpose purpose = Purpose::kProblem;
  // 1, and one more each time its practice says it otherwise; 0 of before there were versions.
  std::int32_t version = 0;
};

}  // namespace waggle::matching::domain
