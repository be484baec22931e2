#pragma once

#include <span>
#include <vector>

#include "libs/base/status.h"
#include "libs/eventing/record_store.h"
#include "services/notification/domain/match_news.h"
#include "services/notification/domain/person.h"
#include "waggle/matching/v1/match.pb.h"

namespace waggle::notification::adapters {

struct MatchRecipient {
  domain::PersonId id;
  // For which the person receives it.
  domain::OdsCode ods_code;
};

// The people of that audience who are known (by now). NOT_FOUND …_UNKNOWN when the idea, a problem
// or its reporter is not: they are on their way. An advocate or author who is not known is left
// out, like a manager: see MatchesConcerning.
Result<std::vector<MatchRecipient>> RecipientsOf(eventing::RecordStore& store,
                                                 const matching::v1::Match& match,
                                                 domain::Audience audience);

// Those of `people` who belong to that audience.
Result<std::vector<MatchRecipient>> RecipientsAmong(eventing::RecordStore& store,
                                                    const matching::v1::Match& match,
                                                    domain::Audience audience,
                                                    std::span<const domain::Person> people);

// Matches whose news may be for a person, by what they are to them.
struct ConcerningMatches {
  domain::Audience audience = domain::Audience::kPractice;
  std::vector<matching::v1::Match> matches;
};
Result<std::vector<ConcerningMatches>> MatchesConcerning(eventing::RecordStore& store,
                                                         const domain::Person& person);

}  // namespace waggle::notification::adapters
