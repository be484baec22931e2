#pragma once

#include "services/matching/domain/document.h"
#include "services/matching/domain/embedding.h"

namespace waggle::matching::domain {

// Where the texts of a side lie on average, for an installation that has none yet: the mean of the
// vectors of the invented ideas (or problems) of deploy/demo-data, as model/prior_centre.py writes
// it. The installation's own documents soon outweigh it (kPriorPassages). Nothing is known of how
// another encoder reads: a zero vector.
const Embedding& PriorCentre(DocumentKind kind, const EncoderModel& model);

// The encoder that it was made with.
std::string_view PriorCentreModel();

}  // namespace waggle::matching::domain
