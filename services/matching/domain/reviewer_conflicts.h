#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/matching/domain/document.h"
#include "services/matching/domain/organisation_network.h"
#include "services/matching/domain/reviewer_role.h"

namespace waggle::matching::domain {

// Why somebody must not review an idea (design 4; the kinds of HotCRP with those of general
// practice). In this order where several apply.
enum class ConflictKind {
  // Is credited with the idea or wrote it up.
  kAuthor,
  // Works at the idea's practice.
  kSamePractice,
  // QI reviewers only: works at a practice of the idea's PCN, or for the PCN. An advocate is meant
  // to be of the PCN.
  kSamePcn,
  // Works at a practice that adopted the idea: would judge their own choice.
  kAdopter,
  // Said so: of an organisation, of the idea, or of something it is about.
  kDeclaredInterest,
  // Inferred, not known: shares a mail domain with an author that only colleagues share.
  kCollaborator,
  // Was asked about this idea before, whatever came of it. Never asked again.
  kAlreadyAsked,
};

inline constexpr ConflictKind kAllConflictKinds[] = {
    ConflictKind::kAuthor,      ConflictKind::kSamePractice,     ConflictKind::kSamePcn,
    ConflictKind::kAdopter,     ConflictKind::kDeclaredInterest, ConflictKind::kCollaborator,
    ConflictKind::kAlreadyAsked};

// AUTHOR, SAME_PRACTICE, SAME_PCN, ADOPTER, DECLARED_INTEREST, COLLABORATOR, ALREADY_ASKED.
std::string_view ConflictKindName(ConflictKind kind);

// What a person says they have an interest in, financial or other.
struct DeclaredInterests {
  // Concerns the ideas of the organisation, of every organisation that belongs to it, and those
  // that it adopted.
  std::vector<OdsCode> organisations = {};
  std::vector<DocumentId> ideas = {};
  // Subjects or commercial partners in the person's words: "asthma", "Example Software".
  std::vector<std::string> topics = {};
};

// What the rules need to know of a person who may be asked.
struct ReviewerBackground {
  PersonId person_id;
  // A practice; for QI reviewers also a PCN, a sub-ICB location or an ICB.
  OdsCode home;
  ReviewerRole role = ReviewerRole::kQiReviewer;
  DeclaredInterests interests = {};
  // Domains of the person's mail addresses, or hashes of them: matching keeps no addresses. They
  // are compared as they stand, so both sides must be spelt (or hashed) alike; shared ones
  // (IsSharedMailDomain) are ignored, hashed ones must have been left out before.
  std::vector<std::string> mail_domains = {};
};

// What the rules need to know of an idea.
struct IdeaUnderReview {
  DocumentId id;
  OdsCode practice;
  // Who is credited and who wrote it up; may be empty.
  std::vector<PersonId> authors = {};
  // Of all authors; as ReviewerBackground::mail_domains.
  std::vector<std::string> author_mail_domains = {};
  // Practices that adopted the idea, or say that they use it or will try it.
  std::vector<OdsCode> adopters = {};
  // What the idea is about and whose product it uses: tags, commercial partners, the title.
  std::vector<std::string> topics = {};
  // Everyone who was ever asked about the idea: whoever has an assignment now, had one, declined or
  // kept silent. (An assignment's id is made of idea and person, so a person has one at most.)
  std::vector<PersonId> already_asked = {};
};

struct Conflict {
  ConflictKind kind = ConflictKind::kAuthor;
  // What it rests on, for people to check: the organisation's code, the declared idea or topic, the
  // mail domain. Empty where the kind says it all.
  std::string evidence;

  friend bool operator==(const Conflict&, const Conflict&) = default;
};

// Every conflict, not only the first: people judge by all of them. Empty: the person may be asked.
//
// A declared topic concerns an idea when its words stand side by side in one of the idea's topics,
// in any case of letters: "asthma" concerns "Asthma reviews", "Example Software" concerns "Example
// Software Ltd", "diabetes type 2" does not concern "diabetes".
std::vector<Conflict> ConflictsOf(const ReviewerBackground& reviewer, const IdeaUnderReview& idea,
                                  const OrganisationNetwork& network);

}  // namespace waggle::matching::domain
