#pragma once

#include <string_view>

namespace waggle::matching::domain {

// Whether people who have nothing to do with each other use this mail domain: NHSmail, national
// health services, doctors' associations, public providers. Sharing it says nothing about two
// people (OpenReview ignores gmail.com and the like; in general practice nearly everyone is at
// nhs.net, so without this rule nearly everyone would be in conflict). An own domain of a trust, a
// company or a practice is not shared, not even one under nhs.uk. In any case of letters; an empty
// domain says nothing either.
//
// Matching keeps no addresses. Who extracts the domain from an address asks this first, and must do
// so before hashing it, if it hashes: nobody can see from a hash that it is of nhs.net.
bool IsSharedMailDomain(std::string_view domain);

}  // namespace waggle::matching::domain
