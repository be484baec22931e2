#include "services/matching/adapters/expertise_reader.h"

#include "services/matching/domain/passages.h"

namespace waggle::matching {

void ExpertiseReader::Read(std::vector<domain::Expertise>& experts) {
  if (encoder_ == nullptr) return;
  for (domain::Expertise& expert : experts) {
    const auto [place, is_new] = known_.try_emplace(expert.text);
    if (is_new) {
      auto embeddings = encoder_->Encode(domain::SplitText(expert.text, domain::kPassageBytes));
      if (!embeddings.ok()) {
        telemetry_.log.Warn("a reviewer's expertise is compared by words alone",
                            embeddings.status());
        known_.erase(place);
        continue;
      }
      place->second = std::move(*embeddings);
    }
    expert.embeddings = place->second;
    expert.encoder_model = encoder_->model();
  }
}

}  // namespace waggle::matching
