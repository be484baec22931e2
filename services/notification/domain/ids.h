#pragma once

#include "libs/base/strong_id.h"

namespace waggle::notification::domain {

using DeliveryId = StrongId<struct DeliveryIdTag>;
using PersonId = StrongId<struct PersonIdTag>;
using IdeaId = StrongId<struct IdeaIdTag>;
using ProblemId = StrongId<struct ProblemIdTag>;
// What the mail is about: a match or a review assignment.
using SubjectId = StrongId<struct SubjectIdTag>;
// The Organisation Data Service code of an organisation: its id.
using OdsCode = StrongId<struct OdsCodeTag>;

}  // namespace waggle::notification::domain
