#pragma once

#include <map>
#include <string>
#include <vector>

#include "libs/observability/telemetry.h"
#include "services/matching/adapters/text_encoder.h"
#include "services/matching/domain/reviewer_expertise.h"

namespace waggle::matching {

// Gives reviewers the vectors of what they say they know; each text is read once. Used by one
// thread at a time.
class ExpertiseReader {
 public:
  // `encoder` may be null: then nobody gets vectors, and the words alone decide.
  ExpertiseReader(TextEncoder* encoder, observability::Telemetry telemetry)
      : encoder_(encoder), telemetry_(telemetry) {}

  void Read(std::vector<domain::Expertise>& experts);

 private:
  TextEncoder* encoder_;
  observability::Telemetry telemetry_;
  // By text. As many as there are reviewers and versions of what they wrote: a few hundred.
  std::map<std::string, std::vector<domain::Embedding>> known_;
};

}  // namespace waggle::matching
