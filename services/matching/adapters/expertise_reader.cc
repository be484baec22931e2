#include "services/matching/adapters/expertise_reader.h"

#include "services/matching/domain/passages.h"

namespace waggle::matching {

void ExpertiseReader::Read(std::vector<domain::ReviewerCandidate>& candidates) {
  if (encoder_ == nullptr) return;
  for (domain::ReviewerCandidate& candidate : candidates) {
    const auto [place, is_new] = known_.try_emplace(candidate.expertise);
    if (is_new) {
      auto embeddings =
          encoder_->Encode(domain::SplitText(candidate.expertise, domain::kPassageBytes));
      if (!embeddings.ok()) {
        telemetry_.log.Warn("a reviewer's expertise is compared by words alone",
                            embeddings.status());
        known_.erase(place);
        continue;
      }
      place->second = std::move(*embeddings);
    }
    candidate.embeddings = place->second;
  }
}

}  // namespace waggle::matching
