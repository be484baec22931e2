#pragma once

#include <string>
#include <vector>

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "waggle/intake/v1/idea.pb.h"
#include "waggle/intake/v1/organisation.pb.h"
#include "waggle/intake/v1/person.pb.h"
#include "waggle/intake/v1/problem.pb.h"
#include "waggle/matching/v1/match.pb.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::notification::adapters {

// What notification knows of the other services' aggregates: copies of their latest states, from
// which mails are made. The Keep functions are the projections of their events; the Load functions
// read them back, NOT_FOUND …_UNKNOWN when the event has not arrived (yet).
void KeepOrganisation(const intake::v1::OrganisationEvent& event, eventing::Commit& commit);
void KeepPerson(const intake::v1::PersonEvent& event, eventing::Commit& commit);
void KeepIdea(const intake::v1::IdeaEvent& event, eventing::Commit& commit);
void KeepProblem(const intake::v1::ProblemEvent& event, eventing::Commit& commit);
void KeepMatch(const matching::v1::MatchEvent& event, eventing::Commit& commit);
void KeepReviewAssignment(const matching::v1::ReviewAssignmentEvent& event,
                          eventing::Commit& commit);

Result<intake::v1::Organisation> LoadOrganisation(eventing::RecordStore& store,
                                                  const std::string& ods_code);
Result<intake::v1::Person> LoadPerson(eventing::RecordStore& store, const std::string& person_id);
Result<intake::v1::Idea> LoadIdea(eventing::RecordStore& store, const std::string& idea_id);
Result<intake::v1::Problem> LoadProblem(eventing::RecordStore& store,
                                        const std::string& problem_id);
Result<matching::v1::Match> LoadMatch(eventing::RecordStore& store, const std::string& match_id);
Result<matching::v1::ReviewAssignment> LoadReviewAssignment(eventing::RecordStore& store,
                                                            const std::string& assignment_id);

Result<std::vector<intake::v1::Person>> LoadPeopleOf(eventing::RecordStore& store,
                                                     const std::string& ods_code);
Result<std::vector<matching::v1::Match>> LoadMatchesOf(eventing::RecordStore& store,
                                                       const std::string& ods_code);
// About which this advocate was asked to talk to the practice.
Result<std::vector<matching::v1::Match>> LoadMatchesOfAdvocate(eventing::RecordStore& store,
                                                               const std::string& person_id);
// Of the ideas that this person is credited with.
Result<std::vector<matching::v1::Match>> LoadMatchesOfAuthor(eventing::RecordStore& store,
                                                             const std::string& person_id);

}  // namespace waggle::notification::adapters
