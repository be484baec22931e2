#include "services/matching/domain/reviewer_conflicts.h"

#include <algorithm>
#include <optional>

#include "services/matching/domain/shared_mail_domains.h"
#include "services/matching/domain/word_reader.h"

namespace waggle::matching::domain {
namespace {

using Words = std::vector<std::string>;

template <class T>
bool Contains(const std::vector<T>& values, const T& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

Words WordsOf(const std::string& text) {
  Words words;
  WordReader reader(text);
  for (Word word; reader.Next(word);) words.push_back(word.folded);
  return words;
}

bool ConcernsTopic(const std::string& declared, const std::vector<std::string>& topics) {
  const Words phrase = WordsOf(declared);
  if (phrase.empty()) return false;
  return std::any_of(topics.begin(), topics.end(), [&](const std::string& topic) {
    const Words words = WordsOf(topic);
    return std::search(words.begin(), words.end(), phrase.begin(), phrase.end()) != words.end();
  });
}

bool IsOrBelongsTo(const OrganisationNetwork& network, const OdsCode& practice,
                   const OdsCode& organisation) {
  return practice == organisation || network.PcnOf(practice) == organisation ||
         network.SubIcbLocationOf(practice) == organisation ||
         network.IcbOf(practice) == organisation;
}

bool ConcernsOrganisation(const OdsCode& declared, const IdeaUnderReview& idea,
                          const OrganisationNetwork& network) {
  return IsOrBelongsTo(network, idea.practice, declared) || Contains(idea.adopters, declared);
}

void AddDeclaredInterests(const DeclaredInterests& interests, const IdeaUnderReview& idea,
                          const OrganisationNetwork& network, std::vector<Conflict>& conflicts) {
  const auto add = [&conflicts](const std::string& evidence) {
    conflicts.push_back({ConflictKind::kDeclaredInterest, evidence});
  };
  for (const OdsCode& organisation : interests.organisations) {
    if (ConcernsOrganisation(organisation, idea, network)) add(organisation.value());
  }
  if (Contains(interests.ideas, idea.id)) add(idea.id.value());
  for (const std::string& topic : interests.topics) {
    if (ConcernsTopic(topic, idea.topics)) add(topic);
  }
}

void AddCollaboration(const ReviewerBackground& reviewer, const IdeaUnderReview& idea,
                      std::vector<Conflict>& conflicts) {
  for (const std::string& domain : reviewer.mail_domains) {
    if (IsSharedMailDomain(domain) || !Contains(idea.author_mail_domains, domain)) continue;
    conflicts.push_back({ConflictKind::kCollaborator, domain});
  }
}

}  // namespace

std::string_view ConflictKindName(ConflictKind kind) {
  switch (kind) {
    case ConflictKind::kAuthor:
      return "AUTHOR";
    case ConflictKind::kSamePractice:
      return "SAME_PRACTICE";
    case ConflictKind::kSamePcn:
      return "SAME_PCN";
    case ConflictKind::kAdopter:
      return "ADOPTER";
    case ConflictKind::kDeclaredInterest:
      return "DECLARED_INTEREST";
    case ConflictKind::kCollaborator:
      return "COLLABORATOR";
    case ConflictKind::kAlreadyAsked:
      return "ALREADY_ASKED";
  }
  return "";
}

std::vector<Conflict> ConflictsOf(const ReviewerBackground& reviewer, const IdeaUnderReview& idea,
                                  const OrganisationNetwork& network) {
  std::vector<Conflict> conflicts;
  if (Contains(idea.authors, reviewer.person_id)) conflicts.push_back({ConflictKind::kAuthor, ""});
  if (reviewer.home == idea.practice) {
    conflicts.push_back({ConflictKind::kSamePractice, reviewer.home.value()});
  }
  if (reviewer.role == ReviewerRole::kQiReviewer) {
    const std::optional<OdsCode> pcn = network.PcnOf(idea.practice);
    if (pcn && network.PcnOf(reviewer.home) == pcn) {
      conflicts.push_back({ConflictKind::kSamePcn, pcn->value()});
    }
  }
  if (Contains(idea.adopters, reviewer.home)) {
    conflicts.push_back({ConflictKind::kAdopter, reviewer.home.value()});
  }
  AddDeclaredInterests(reviewer.interests, idea, network, conflicts);
  AddCollaboration(reviewer, idea, conflicts);
  if (Contains(idea.already_asked, reviewer.person_id)) {
    conflicts.push_back({ConflictKind::kAlreadyAsked, ""});
  }
  return conflicts;
}

}  // namespace waggle::matching::domain
