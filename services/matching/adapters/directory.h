#pragma once

#include <string_view>
#include <vector>

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "libs/eventing/subscription.h"
#include "services/matching/domain/organisation_network.h"
#include "services/matching/domain/practice_context.h"

namespace waggle::matching {

// What matching knows of organisations: copies of intake's records.
inline constexpr std::string_view kOrganisationKind = "organisation";

eventing::Subscription OrganisationCopies();

// NOT_FOUND ORGANISATION_UNKNOWN while the organisation, or one that it belongs to directly or
// indirectly, has not arrived.
Status MustKnowNetworkOf(eventing::RecordStore& store, const std::string& ods_code);
// The network of organisations as it is at `now`.
Result<domain::OrganisationNetwork> LoadNetwork(eventing::RecordStore& store, Time now);
// The part of it that these organisations are in: they, and what they belong to. All organisations
// are thousands.
Result<domain::OrganisationNetwork> LoadNetworkOf(eventing::RecordStore& store,
                                                  const std::vector<domain::OdsCode>& organisations,
                                                  Time now);
// What is known of a practice and where it belongs at `now`; all but the code empty where it has
// not arrived.
Result<domain::PracticeContext> LoadPracticeContext(eventing::RecordStore& store,
                                                    const domain::OdsCode& practice, Time now);
// The same of several, in their order, in as few questions as of one.
Result<std::vector<domain::PracticeContext>> LoadPracticeContexts(
    eventing::RecordStore& store, const std::vector<domain::OdsCode>& practices, Time now);
// What the practices themselves are, without where they belong.
Result<std::vector<domain::PracticeContext>> LoadPractices(eventing::RecordStore& store);

}  // namespace waggle::matching
