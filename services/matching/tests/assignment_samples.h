#pragma once

#include <chrono>
#include <string>

#include "services/matching/domain/assignment_plan.h"

namespace waggle::matching::domain {

// ICB Q1 has the sub-ICB locations S1 (PCNs U1, U4) and S2 (U3); ICB Q2 has S3 (U2). PCN Un has the
// practices An and Bn. The codes are against the order of distance from U1.
OrganisationNetwork SampleNetwork();

// 15 November 2026, midday.
inline constexpr Time kSampleNow =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 15) + std::chrono::hours(12);

Reviewer SampleQi(const std::string& id, const std::string& home, int open_reviews = 0);
Reviewer SampleAdvocate(const std::string& id, const std::string& home, int open_reviews = 0);

// An idea with nothing but its id and practice.
IdeaUnderReview SampleIdea(const std::string& id, const std::string& practice);

// Asked so often of late that no further request is allowed.
Reviewer AskedTooOften(Reviewer reviewer);

}  // namespace waggle::matching::domain
