#include <memory>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/list_output.h"
#include "services/cli/commands/names.h"
#include "services/cli/commands/option_checks.h"
#include "services/cli/output/card.h"
#include "services/cli/output/labels.h"
#include "services/cli/rpc/intake_methods.h"
#include "services/cli/rpc/paging.h"

namespace waggle::cli {
namespace {

using intake::v1::Organisation;

struct OrganisationFilter {
  std::string kind;
  std::string parent;
};

std::string NumberText(int number) { return number == 0 ? "" : std::to_string(number); }

void AddProfile(Card& card, const intake::v1::PracticeProfile& profile) {
  card.Add("Registered patients", NumberText(profile.list_size()))
      .Add("Deprivation decile", NumberText(profile.imd_decile()))
      .Add("Rurality", LabelOf(profile.rurality()))
      .Add("Clinical system", LabelOf(profile.clinical_system()))
      .Add("Dispensing", LabelOf(profile.dispensing()));
}

Status ShowOrganisation(const std::string& ods_code, Session& session) {
  intake::v1::GetOrganisationRequest request;
  request.set_ods_code(ods_code);
  WAGGLE_ASSIGN_OR_RETURN(const auto response, session.rpc.Call(kGetOrganisation, request));
  const Organisation& organisation = response.organisation();
  PrintJson(session, ToJson(organisation));
  if (session.format == Format::kJson) return OkStatus();
  Card card(organisation.name());
  card.Add("ODS code", organisation.ods_code())
      .Add("Kind", LabelOf(organisation.kind()))
      .Add("Postcode", organisation.postcode());
  for (const auto& membership : organisation.memberships()) {
    const std::string until = TimeText(membership.end_time());
    card.Add("Member of", session.names.Organisation(membership.parent_ods_code()) +
                              (until.empty() ? "" : " until " + until));
  }
  if (organisation.has_practice()) AddProfile(card, organisation.practice());
  PrintText(session, card.Render(session.out));
  return OkStatus();
}

std::string ParentsOf(const Organisation& organisation) {
  std::string parents;
  for (const auto& membership : organisation.memberships()) {
    parents += (parents.empty() ? "" : ", ") + membership.parent_ods_code();
  }
  return parents;
}

Status ListOrganisations(const OrganisationFilter& filter, Session& session) {
  const auto& kinds = *intake::v1::OrganisationKind_descriptor();
  intake::v1::ListOrganisationsRequest request;
  request.set_parent_ods_code(filter.parent);
  if (!filter.kind.empty())
    request.set_kind(static_cast<intake::v1::OrganisationKind>(*ValueOf(kinds, filter.kind)));
  WAGGLE_ASSIGN_OR_RETURN(const auto organisations,
                          ListAll(session.rpc, kListOrganisations, request,
                                  [](auto& page) { return page.mutable_organisations(); }));
  PrintList(
      session, organisations, Table({"ODS CODE", "KIND", "MEMBER OF", "NAME"}),
      [](Table& table, const Organisation& organisation) {
        table.Add({organisation.ods_code(), LabelOf(organisation.kind()), ParentsOf(organisation),
                   organisation.name()});
      },
      "No such organisations; `waggle import practices` registers them.");
  return OkStatus();
}

}  // namespace

void AddOrganisationCommands(CommandTable& table) {
  Command group =
      table.AddGroup("organisation", "Look at practices, PCNs, sub-ICB locations and ICBs");

  auto ods_code = std::make_shared<std::string>();
  table
      .Add(group, "get", "Show one organisation",
           [ods_code](Session& session) { return ShowOrganisation(*ods_code, session); })
      .AddOption("ODS_CODE", *ods_code, "ODS code of the organisation")
      .Required();

  auto filter = std::make_shared<OrganisationFilter>();
  Command list =
      table.Add(group, "list", "List organisations in order of ODS code",
                [filter](Session& session) { return ListOrganisations(*filter, session); });
  list.AddOption("--kind", filter->kind, "Only this kind: practice, pcn, sub_icb_location or icb")
      .Check(CheckWord(*intake::v1::OrganisationKind_descriptor()))
      .ValueName("KIND");
  list.AddOption("--parent", filter->parent, "Only direct members of this organisation")
      .ValueName("CODE");
}

}  // namespace waggle::cli
