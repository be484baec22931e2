#pragma once

#include "services/cli/rpc/method.h"
#include "waggle/intake/v1/idea_service.pb.h"
#include "waggle/intake/v1/organisation_service.pb.h"
#include "waggle/intake/v1/person_service.pb.h"
#include "waggle/intake/v1/problem_service.pb.h"

namespace waggle::cli {

inline constexpr Method<intake::v1::RegisterOrganisationRequest,
                        intake::v1::RegisterOrganisationResponse>
    kRegisterOrganisation{Service::kIntake,
                          "/waggle.intake.v1.OrganisationService/RegisterOrganisation"};
inline constexpr Method<intake::v1::GetOrganisationRequest, intake::v1::GetOrganisationResponse>
    kGetOrganisation{Service::kIntake, "/waggle.intake.v1.OrganisationService/GetOrganisation"};
inline constexpr Method<intake::v1::ListOrganisationsRequest, intake::v1::ListOrganisationsResponse>
    kListOrganisations{Service::kIntake, "/waggle.intake.v1.OrganisationService/ListOrganisations"};

inline constexpr Method<intake::v1::RegisterPersonRequest, intake::v1::RegisterPersonResponse>
    kRegisterPerson{Service::kIntake, "/waggle.intake.v1.PersonService/RegisterPerson"};
inline constexpr Method<intake::v1::GetPersonRequest, intake::v1::GetPersonResponse> kGetPerson{
    Service::kIntake, "/waggle.intake.v1.PersonService/GetPerson"};
inline constexpr Method<intake::v1::ListPeopleRequest, intake::v1::ListPeopleResponse> kListPeople{
    Service::kIntake, "/waggle.intake.v1.PersonService/ListPeople"};

inline constexpr Method<intake::v1::SubmitIdeaRequest, intake::v1::SubmitIdeaResponse> kSubmitIdea{
    Service::kIntake, "/waggle.intake.v1.IdeaService/SubmitIdea"};
inline constexpr Method<intake::v1::GetIdeaRequest, intake::v1::GetIdeaResponse> kGetIdea{
    Service::kIntake, "/waggle.intake.v1.IdeaService/GetIdea"};
inline constexpr Method<intake::v1::ListIdeasRequest, intake::v1::ListIdeasResponse> kListIdeas{
    Service::kIntake, "/waggle.intake.v1.IdeaService/ListIdeas"};

inline constexpr Method<intake::v1::ReviseIdeaRequest, intake::v1::ReviseIdeaResponse> kReviseIdea{
    Service::kIntake, "/waggle.intake.v1.IdeaService/ReviseIdea"};
inline constexpr Method<intake::v1::WithdrawIdeaRequest, intake::v1::WithdrawIdeaResponse>
    kWithdrawIdea{Service::kIntake, "/waggle.intake.v1.IdeaService/WithdrawIdea"};
inline constexpr Method<intake::v1::SupersedeIdeaRequest, intake::v1::SupersedeIdeaResponse>
    kSupersedeIdea{Service::kIntake, "/waggle.intake.v1.IdeaService/SupersedeIdea"};
inline constexpr Method<intake::v1::ReviseProblemRequest, intake::v1::ReviseProblemResponse>
    kReviseProblem{Service::kIntake, "/waggle.intake.v1.ProblemService/ReviseProblem"};
inline constexpr Method<intake::v1::CloseProblemRequest, intake::v1::CloseProblemResponse>
    kCloseProblem{Service::kIntake, "/waggle.intake.v1.ProblemService/CloseProblem"};

inline constexpr Method<intake::v1::ReportProblemRequest, intake::v1::ReportProblemResponse>
    kReportProblem{Service::kIntake, "/waggle.intake.v1.ProblemService/ReportProblem"};
inline constexpr Method<intake::v1::GetProblemRequest, intake::v1::GetProblemResponse> kGetProblem{
    Service::kIntake, "/waggle.intake.v1.ProblemService/GetProblem"};
inline constexpr Method<intake::v1::ListProblemsRequest, intake::v1::ListProblemsResponse>
    kListProblems{Service::kIntake, "/waggle.intake.v1.ProblemService/ListProblems"};

}  // namespace waggle::cli
