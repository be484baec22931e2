#pragma once

#include <string>

#include "libs/kafkax/record.h"
#include "waggle/evidence/v1/adoption.pb.h"
#include "waggle/intake/v1/idea.pb.h"
#include "waggle/intake/v1/organisation.pb.h"
#include "waggle/intake/v1/person.pb.h"
#include "waggle/intake/v1/problem.pb.h"

namespace waggle::matching {

// Of an idea and a problem that fit each other.
inline constexpr const char* kText =
    "home blood pressure readings pile up on paper slips at reception";

// Events of other services as matching's tests need them. `sequence` is that of the aggregate.
intake::v1::OrganisationEvent OrganisationOf(const std::string& ods_code,
                                             intake::v1::OrganisationKind kind,
                                             const std::string& parent = "",
                                             std::int64_t sequence = 1);
intake::v1::PersonEvent AdvocateAt(const std::string& person_id, const std::string& ods_code);
intake::v1::PersonEvent QiReviewerAt(const std::string& person_id, const std::string& ods_code,
                                     const std::string& expertise);
intake::v1::IdeaEvent IdeaOf(const std::string& id, const std::string& ods_code,
                             const std::string& text);
intake::v1::ProblemEvent ProblemOf(const std::string& id, const std::string& ods_code,
                                   const std::string& text);
evidence::v1::AdoptionEvent AdoptionOf(const std::string& idea, const std::string& ods_code);

// The event as it stands in its topic.
kafkax::Record RecordOf(const google::protobuf::Message& event);

}  // namespace waggle::matching
