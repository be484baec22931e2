#include "services/notification/adapters/mail_facts.h"

#include "services/notification/adapters/conversion.h"
#include "services/notification/adapters/copies.h"
#include "services/notification/domain/delivery.h"

namespace waggle::notification::adapters {

Result<Addressee> LoadAddressee(eventing::RecordStore& store, const domain::PersonId& id) {
  const Result<intake::v1::Person> person = LoadPerson(store, id.value());
  if (!person.ok() && person.status().code() != Code::kNotFound) return person.status();
  if (person.ok()) {
    const auto address = domain::EmailAddress::Parse(person->email());
    if (address) return Addressee{FromProto(*person), *address};
  }
  return Status(Code::kNotFound, domain::kRecipientUnknown,
                "person " + id.value() + " has no usable address");
}

Result<domain::Idea> LoadNamedIdea(eventing::RecordStore& store, const domain::IdeaId& id) {
  WAGGLE_ASSIGN_OR_RETURN(const auto message, LoadIdea(store, id.value()));
  domain::Idea idea = FromProto(message);
  const auto practice = LoadOrganisation(store, message.ods_code());
  if (practice.ok()) idea.practice_name = practice->name();
  if (!message.author_person_id().empty()) {
    const auto author = LoadPerson(store, message.author_person_id());
    if (author.ok()) idea.author_name = author->display_name();
  }
  return idea;
}

}  // namespace waggle::notification::adapters
