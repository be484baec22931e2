#include "services/matching/adapters/document_work.h"

#include "services/matching/adapters/aggregates.h"

namespace waggle::matching {
namespace {

// Longer than a batch takes to read or a document to compare; after it another replica may try.
constexpr std::chrono::milliseconds kLease{60'000};
// Documents that are read at once. More gain nothing and make the first wait for the last.
constexpr std::size_t kBatch = 16;

bool IsNumbered(const v1::CorpusDocument& document) {
  return document.progress() == v1::DOCUMENT_PROGRESS_NUMBERED;
}

}  // namespace

Result<DocumentWork::Turn> DocumentWork::TakeTurn() {
  std::vector<eventing::Claim> received;
  while (received.size() < kBatch) {
    WAGGLE_ASSIGN_OR_RETURN(const auto claim, ClaimNext());
    if (!claim) break;
    WAGGLE_ASSIGN_OR_RETURN(const auto document,
                            eventing::Aggregate<v1::CorpusEvent>::Parse(claim->record));
    if (!IsNumbered(document)) {
      received.push_back(*claim);
      continue;
    }
    // While received ones are held only if another replica has just numbered one.
    WAGGLE_RETURN_IF_ERROR(matcher_.Match(*claim));
    if (received.empty()) return Turn::kWorked;
  }
  if (received.empty()) return Turn::kNothingDue;
  WAGGLE_RETURN_IF_ERROR(numberer_.Number(received));
  return Turn::kWorked;
}

Result<std::optional<eventing::Claim>> DocumentWork::ClaimNext() {
  return store_.ClaimDue(CorpusAggregate().kind(), clock_.Now(), kLease);
}

}  // namespace waggle::matching
