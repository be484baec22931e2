#include <memory>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/list_output.h"
#include "services/cli/commands/names.h"
#include "services/cli/output/card.h"
#include "services/cli/output/labels.h"
#include "services/cli/rpc/intake_methods.h"
#include "services/cli/rpc/paging.h"

namespace waggle::cli {
namespace {

using intake::v1::Person;

Status ShowPerson(const std::string& person_id, Session& session) {
  intake::v1::GetPersonRequest request;
  request.set_person_id(person_id);
  WAGGLE_ASSIGN_OR_RETURN(const auto response, session.rpc.Call(kGetPerson, request));
  const Person& person = response.person();
  PrintJson(session, ToJson(person));
  if (session.format == Format::kJson) return OkStatus();
  Card card(person.display_name());
  card.Add("Person", person.person_id())
      .Add("Role", LabelOf(person.role()))
      .Add("Organisation", session.names.Organisation(person.ods_code()))
      .Add("E-mail", person.email())
      .Add("Expertise", person.expertise())
      .Add("Open reviews", person.max_open_reviews() == 0
                               ? ""
                               : "at most " + std::to_string(person.max_open_reviews()));
  PrintText(session, card.Render(session.out));
  return OkStatus();
}

Status ListPeople(const std::string& ods_code, Session& session) {
  intake::v1::ListPeopleRequest request;
  request.set_ods_code(ods_code);
  WAGGLE_ASSIGN_OR_RETURN(
      const auto people,
      ListAll(session.rpc, kListPeople, request, [](auto& page) { return page.mutable_people(); }));
  PrintList(
      session, people, Table({"PERSON", "NAME", "ROLE", "E-MAIL", "ORGANISATION"}),
      [&](Table& table, const Person& person) {
        table.Add({person.person_id(), person.display_name(), LabelOf(person.role()),
                   person.email(), session.names.Organisation(person.ods_code())});
      },
      "Nobody registered; `waggle import people` registers staff and reviewers.");
  return OkStatus();
}

}  // namespace

void AddPersonCommands(CommandTable& table) {
  Command group = table.AddGroup("person", "Look at practice staff and reviewers");

  auto person_id = std::make_shared<std::string>();
  table
      .Add(group, "get", "Show one person",
           [person_id](Session& session) { return ShowPerson(*person_id, session); })
      .AddOption("PERSON_ID", *person_id, "Id of the person")
      .Required();

  auto ods_code = std::make_shared<std::string>();
  table
      .Add(group, "list", "List people in order of registration",
           [ods_code](Session& session) { return ListPeople(*ods_code, session); })
      .AddOption("--ods-code", *ods_code, "Only people of this organisation")
      .ValueName("CODE");
}

}  // namespace waggle::cli
