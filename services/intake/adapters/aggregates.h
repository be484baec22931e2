#pragma once

#include "libs/eventing/aggregate.h"
#include "waggle/intake/v1/idea.pb.h"
#include "waggle/intake/v1/organisation.pb.h"
#include "waggle/intake/v1/person.pb.h"
#include "waggle/intake/v1/problem.pb.h"

namespace waggle::intake {

// The aggregates of intake: which topic, who owns a state, in which lists it stands.
eventing::Aggregate<v1::OrganisationEvent> OrganisationAggregate();
eventing::Aggregate<v1::PersonEvent> PersonAggregate();
eventing::Aggregate<v1::IdeaEvent> IdeaAggregate();
eventing::Aggregate<v1::ProblemEvent> ProblemAggregate();

}  // namespace waggle::intake
