#include <memory>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/delivery_text.h"
#include "services/cli/commands/list_output.h"
#include "services/cli/commands/names.h"
#include "services/cli/commands/option_checks.h"
#include "services/cli/output/labels.h"
#include "services/cli/rpc/notification_methods.h"
#include "services/cli/rpc/paging.h"

namespace waggle::cli {
namespace {

using notification::v1::Delivery;
using notification::v1::DeliveryStatus;

struct ListOptions {
  std::string idea_id;
  std::string person_id;
  std::string status;
};

Status List(const ListOptions& options, Session& session) {
  const int status = options.status.empty()
                         ? 0
                         : *ValueOf(*notification::v1::DeliveryStatus_descriptor(), options.status);
  // The service takes one filter; the narrowest goes there, the others are applied here.
  notification::v1::ListDeliveriesRequest request;
  if (!options.idea_id.empty()) {
    request.set_idea_id(options.idea_id);
  } else if (!options.person_id.empty()) {
    request.set_recipient_person_id(options.person_id);
  } else {
    request.set_status(static_cast<DeliveryStatus>(status));
  }
  WAGGLE_ASSIGN_OR_RETURN(auto deliveries,
                          ListAll(session.rpc, kListDeliveries, request,
                                  [](auto& page) { return page.mutable_deliveries(); }));
  std::erase_if(deliveries, [&](const Delivery& delivery) {
    const bool other_person =
        !options.person_id.empty() && delivery.recipient_person_id() != options.person_id;
    return other_person || (status != 0 && delivery.status() != status);
  });
  PrintList(
      session, deliveries,
      Table({"STATUS", "E-MAIL", "PLANNED", "ATTEMPTS", "TO", "SUBJECT OR REASON"}),
      [&](Table& table, const Delivery& delivery) {
        table.Add({{LabelOf(delivery.status()), InkOf(delivery)},
                   LabelOf(delivery.template_()),
                   TimeText(delivery.plan_time()),
                   std::to_string(delivery.attempts()),
                   session.names.Person(delivery.recipient_person_id()),
                   SubjectOrReason(delivery)});
      },
      "No such e-mails.");
  return OkStatus();
}

}  // namespace

void AddDeliveryCommands(CommandTable& table) {
  CLI::App& group = table.AddGroup("delivery", "What became of each e-mail");
  auto options = std::make_shared<ListOptions>();
  CLI::App& list = table.Add(group, "list", "List e-mails; options narrow the list",
                             [options](Session& session) { return List(*options, session); });
  list.add_option("--idea", options->idea_id, "Only e-mails about this idea")->type_name("IDEA_ID");
  list.add_option("--person", options->person_id, "Only e-mails to this person")
      ->type_name("PERSON_ID");
  list.add_option("--status", options->status,
                  "Only in this status: planned, handed_over, failed or suppressed")
      ->check(CheckWord(*notification::v1::DeliveryStatus_descriptor()))
      ->type_name("STATUS");
}

}  // namespace waggle::cli
