#pragma once

#include <string>
#include <vector>

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "libs/eventing/subscription.h"
#include "services/matching/domain/reviewer.h"

namespace waggle::matching {

// What matching knows of people: copies of intake's records. Of those who may review, what they say
// of themselves; of everybody, who may be an author, the mail domain where it says something
// (IsSharedMailDomain). Names and addresses are not kept. Whoever may review and is new or has
// changed is a reason to look at what they review, and at seats that nobody could take
// (review_checks.h).
eventing::Subscription PersonCopies();

// Somebody who may be asked, and what they know, in their own words.
struct RosterEntry {
  // The load is that of ReadLoads.
  domain::Reviewer reviewer;
  std::string expertise;
};

Result<std::vector<RosterEntry>> LoadRoster(eventing::RecordStore& store);

// Where they work.
std::vector<domain::OdsCode> HomesOf(const std::vector<RosterEntry>& roster);

// Fills in what these people have open, and when they were asked since `since`.
Status ReadLoads(eventing::RecordStore& store, Time since,
                 const std::vector<domain::Reviewer*>& reviewers);

// Empty where nothing is known, and where the domain says nothing.
Result<std::vector<std::string>> LoadMailDomains(eventing::RecordStore& store,
                                                 const std::vector<domain::PersonId>& people);

}  // namespace waggle::matching
