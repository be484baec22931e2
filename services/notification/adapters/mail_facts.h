#pragma once

#include "libs/base/status.h"
#include "libs/eventing/record_store.h"
#include "services/notification/domain/email_address.h"
#include "services/notification/domain/idea.h"
#include "services/notification/domain/person.h"

namespace waggle::notification::adapters {

// Somebody to whom mail can go.
struct Addressee {
  domain::Person person;
  domain::EmailAddress address;
};

// NOT_FOUND RECIPIENT_UNKNOWN when the person is not known or has no address that mail can go to.
Result<Addressee> LoadAddressee(eventing::RecordStore& store, const domain::PersonId& id);

// The idea with the names that mail shows beside it; a name that is not known stays empty.
Result<domain::Idea> LoadNamedIdea(eventing::RecordStore& store, const domain::IdeaId& id);

}  // namespace waggle::notification::adapters
