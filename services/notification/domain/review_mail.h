#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/notification/domain/delivery.h"
#include "services/notification/domain/idea.h"
#include "services/notification/domain/mail.h"
#include "services/notification/domain/mail_layout.h"
#include "services/notification/domain/mail_settings.h"
#include "services/notification/domain/person.h"

namespace waggle::notification::domain {

enum class ReviewerRole { kQiReviewer, kInnovationAdvocate };

// What every mail about a review assignment is made of.
struct ReviewMailFacts {
  Person recipient;
  // Its address, parsed.
  EmailAddress address;
  // In which role the person is asked.
  ReviewerRole role = ReviewerRole::kQiReviewer;
  Idea idea;
  // Words that the idea and the person's expertise share, most telling first; may be empty.
  std::vector<std::string> shared_words;
};

// `a quality improvement reviewer`, …: as used in a sentence.
std::string_view RoleInWords(ReviewerRole role);

// Below the signature of every mail about a review.
std::vector<Block> ReviewSmallPrint(const ReviewMailFacts& facts);

// "Please review".
Mail ComposeReviewMail(const Delivery& delivery, const ReviewMailFacts& facts,
                       const MailSettings& settings);

}  // namespace waggle::notification::domain
