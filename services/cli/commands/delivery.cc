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

struct DeliveryFilter {
  std::string idea_id;
  std::string person_id;
  std::string status;
};

Status ListDeliveries(const DeliveryFilter& filter, Session& session) {
  const int status = filter.status.empty()
                         ? 0
                         : *ValueOf(*notification::v1::DeliveryStatus_descriptor(), filter.status);
  // The service takes one filter; the narrowest goes there, the others are applied here.
  notification::v1::ListDeliveriesRequest request;
  if (!filter.idea_id.empty()) {
    request.set_idea_id(filter.idea_id);
  } else if (!filter.person_id.empty()) {
    request.set_recipient_person_id(filter.person_id);
  } else {
    request.set_status(static_cast<DeliveryStatus>(status));
  }
  WAGGLE_ASSIGN_OR_RETURN(auto deliveries,
                          ListAll(session.rpc, kListDeliveries, request,
                                  [](auto& page) { return page.mutable_deliveries(); }));
  std::erase_if(deliveries, [&](const Delivery& delivery) {
    const bool other_person =
        !filter.person_id.empty() && delivery.recipient_person_id() != filter.person_id;
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
  Command group = table.AddGroup("delivery", "What became of each e-mail");
  auto filter = std::make_shared<DeliveryFilter>();
  Command list = table.Add(group, "list", "List e-mails; options narrow the list",
                           [filter](Session& session) { return ListDeliveries(*filter, session); });
  list.AddOption("--idea", filter->idea_id, "Only e-mails about this idea").ValueName("IDEA_ID");
  list.AddOption("--person", filter->person_id, "Only e-mails to this person")
      .ValueName("PERSON_ID");
  list.AddOption("--status", filter->status,
                 "Only in this status: planned, handed_over, failed or suppressed")
      .Check(CheckWord(*notification::v1::DeliveryStatus_descriptor()))
      .ValueName("STATUS");
}

}  // namespace waggle::cli
