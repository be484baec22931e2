#pragma once

#include <string>

#include "libs/kafkax/record.h"
#include "waggle/intake/v1/idea.pb.h"
#include "waggle/intake/v1/organisation.pb.h"
#include "waggle/matching/v1/match.pb.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::evidence {

inline constexpr const char* kIdeaId = "01890000-0000-7000-8000-000000000001";
inline constexpr const char* kOriginator = "A12345";
inline constexpr const char* kMatched = "B23456";
inline constexpr const char* kTraceId = "0af7651916cd43dd8448eb211c80319c";

// Events of intake and matching as tests need them: about one idea, each with the id that is given.
intake::v1::IdeaEvent IdeaSubmittedEvent(const std::string& event_id);
intake::v1::OrganisationEvent OrganisationEventOf(const std::string& ods_code,
                                                  intake::v1::OrganisationKind kind);
matching::v1::MatchEvent MatchProposedEvent(const std::string& event_id,
                                            const std::string& match_id);
matching::v1::MatchEvent MatchExtendedEvent(const std::string& event_id,
                                            const std::string& match_id);
matching::v1::ReviewAssignmentEvent ReviewAssignedEvent(const std::string& event_id,
                                                        const std::string& assignment_id);
matching::v1::ReviewAssignmentEvent ReviewUnfilledEvent(const std::string& event_id,
                                                        const std::string& assignment_id);

// The event as it stands in its topic, in the trace kTraceId.
kafkax::Record RecordOf(const google::protobuf::Message& event, std::int64_t offset);

// An outbox entry as it stands in its topic.
kafkax::Record Published(const kafkax::OutgoingRecord& outgoing);

}  // namespace waggle::evidence
