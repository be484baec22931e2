#include "services/intake/domain/idea.h"

#include "services/intake/domain/field_checks.h"

namespace waggle::intake {

Status Validate(const Idea& idea) {
  FieldChecks checks("idea.");
  checks.OdsCode("ods_code", idea.ods_code.value());
  checks.Text("title", idea.title, 1, 200);
  checks.Text("problem_it_solves", idea.problem_it_solves, 1, 10'000);
  checks.Text("how_it_works", idea.how_it_works, 1, 10'000);
  checks.Texts("tags", idea.tags, 20, 50);
  checks.Texts("core_elements", idea.core_elements, 20, 500);
  checks.Texts("adaptable_elements", idea.adaptable_elements, 20, 500);
  checks.Text("resources", idea.resources, 0, 4'000);
  checks.Text("results_so_far", idea.results_so_far, 0, 4'000);
  Check(idea.needs, checks);
  checks.Texts("partners", idea.partners, 5, 200);
  return std::move(checks).Finish();
}

namespace {

Status MustBePublished(const Idea& idea) {
  switch (idea.status) {
    case IdeaStatus::kPublished:
      return OkStatus();
    case IdeaStatus::kWithdrawn:
      return Status(Code::kFailedPrecondition, kIdeaEnded,
                    "idea " + idea.id.value() + " was withdrawn; submit it as a new one");
    case IdeaStatus::kSuperseded:
      break;
  }
  return Status(Code::kFailedPrecondition, kIdeaEnded,
                "idea " + idea.id.value() + " was superseded; go on with its successor " +
                    idea.successor.value());
}

}  // namespace

Result<Idea> Revise(const Idea& idea, const Idea& said, Time now) {
  WAGGLE_RETURN_IF_ERROR(MustBePublished(idea));
  Idea revised = said;
  revised.id = idea.id;
  revised.ods_code = idea.ods_code;
  revised.author = idea.author;
  revised.submit_time = idea.submit_time;
  revised.version = idea.version + 1;
  revised.revise_time = now;
  WAGGLE_RETURN_IF_ERROR(Validate(revised));
  return revised;
}

Result<Idea> Withdraw(const Idea& idea, const std::string& reason, Time now) {
  FieldChecks checks("");
  checks.Text("reason", reason, 1, 1'000);
  WAGGLE_RETURN_IF_ERROR(std::move(checks).Finish());
  WAGGLE_RETURN_IF_ERROR(MustBePublished(idea));
  Idea withdrawn = idea;
  withdrawn.status = IdeaStatus::kWithdrawn;
  withdrawn.end_reason = reason;
  withdrawn.end_time = now;
  return withdrawn;
}

Result<Idea> Supersede(const Idea& idea, const Idea& successor, Time now) {
  if (idea.id == successor.id) {
    return Status::Invalid({{"successor_idea_id", "must be another idea"}});
  }
  WAGGLE_RETURN_IF_ERROR(MustBePublished(idea));
  WAGGLE_RETURN_IF_ERROR(MustBePublished(successor));
  Idea superseded = idea;
  superseded.status = IdeaStatus::kSuperseded;
  superseded.successor = successor.id;
  superseded.end_time = now;
  return superseded;
}

}  // namespace waggle::intake
