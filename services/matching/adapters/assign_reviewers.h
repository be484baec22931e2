#pragma once

#include <utility>
#include <vector>

#include "libs/base/uuid.h"
#include "libs/eventing/aggregate.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/expertise_reader.h"
#include "services/matching/domain/analysis.h"
#include "services/matching/domain/reviewer_selection.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// Who is asked to review an idea that has arrived. Used by one thread.
class AssignReviewers {
 public:
  // `encoder` may be null.
  AssignReviewers(eventing::RecordStore& store, IdGenerator& ids, TextEncoder* encoder,
                  observability::Telemetry telemetry);

  // For each role whether somebody was found.
  using Tally = std::vector<std::pair<domain::ReviewerRole, bool>>;

  // Adds an assignment for each role to the commit; nothing for an idea that has assignments.
  Result<Tally> For(const v1::CorpusDocument& idea, const domain::AnalysedDocument& analysed,
                    domain::TextAnalyser& analyser, const eventing::EventContext& context,
                    eventing::Commit& commit);
  // Once the commit has been applied.
  void Count(const Tally& tally);

 private:
  eventing::RecordStore& store_;
  IdGenerator& ids_;
  observability::Metrics& metrics_;
  ExpertiseReader expertise_;
};

}  // namespace waggle::matching
