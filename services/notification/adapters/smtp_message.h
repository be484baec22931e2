#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/notification/domain/mail.h"

namespace waggle::notification::adapters {

// The header of a message as it goes over the wire, one field per entry and without its last line
// end: ASCII (RFC 2047 where the text is not), folded, complete but for the MIME fields. No entry
// holds a line end that does not fold.
std::vector<std::string> HeaderFields(const domain::Mail& mail);

// The text with CRLF line ends, as SMTP wants it.
std::string WithCrlf(std::string_view text);

}  // namespace waggle::notification::adapters
