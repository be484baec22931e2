#pragma once

#include "services/intake/domain/idea.h"
#include "services/intake/domain/organisation.h"
#include "services/intake/domain/person.h"
#include "services/intake/domain/problem.h"
#include "waggle/intake/v1/idea.pb.h"
#include "waggle/intake/v1/organisation.pb.h"
#include "waggle/intake/v1/person.pb.h"
#include "waggle/intake/v1/problem.pb.h"

namespace waggle::intake {

// Between the protos and the domain. Round trips lose nothing; an enum number that this build does
// not know becomes unspecified.
v1::Organisation ToProto(const Organisation& organisation);
v1::Person ToProto(const Person& person);
v1::Idea ToProto(const Idea& idea);
v1::Problem ToProto(const Problem& problem);

Organisation FromProto(const v1::Organisation& message);
Person FromProto(const v1::Person& message);
Idea FromProto(const v1::Idea& message);
Problem FromProto(const v1::Problem& message);

}  // namespace waggle::intake
