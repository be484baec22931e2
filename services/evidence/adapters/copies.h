#pragma once

#include <optional>

#include "libs/eventing/record_store.h"
#include "services/evidence/domain/idea.h"
#include "services/evidence/domain/organisation.h"
#include "waggle/intake/v1/idea.pb.h"
#include "waggle/intake/v1/organisation.pb.h"

namespace waggle::evidence {

// Copies of intake's ideas and organisations, under kinds of their own and at the sequence of the
// event they come from. They keep what evidence asks for and no text.
eventing::RecordPut CopyOf(const intake::v1::IdeaEvent& event);
eventing::RecordPut CopyOf(const intake::v1::OrganisationEvent& event);

// Nothing when its event has not come yet.
Result<std::optional<Idea>> FindIdeaCopy(eventing::RecordStore& store, const IdeaId& idea);
Result<std::optional<Organisation>> FindOrganisationCopy(eventing::RecordStore& store,
                                                         const OdsCode& ods_code);

}  // namespace waggle::evidence
