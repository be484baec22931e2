#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "libs/eventing/record_store.h"
#include "libs/eventing/subscription.h"
#include "services/matching/adapters/match_book.h"
#include "services/matching/domain/document.h"
#include "services/matching/domain/eligibility.h"
#include "waggle/evidence/v1/adoption.pb.h"

namespace waggle::matching {

// Copies of the practices' adoptions, which begin with or without a match; each is a reason to look
// at the idea's reviewers (review_checks.h).
eventing::Subscription AdoptionCopies();

// What is known of pairs of an idea and a practice, to decide whether the practice may hear of the
// idea. Read in as few questions as of one pair.
class KnownPairs {
 public:
  static Result<KnownPairs> Of(eventing::RecordStore& store,
                               std::span<const domain::FoundMatch> matches);

  // The pair's match, where there is one.
  std::optional<MatchEntry> MatchOf(const domain::Match& pair) const;
  // Whose idea it is besides its own practice's, and what the practice does with it; nothing of the
  // pair's match.
  domain::PairFacts FactsOf(const domain::Match& pair) const;
  // What follows from the facts holds as long as the adoption is so.
  eventing::Expectation AdoptionOf(const domain::Match& pair) const;

 private:
  struct KnownAdoption {
    std::int64_t sequence = 0;
    domain::Adoption adoption = domain::Adoption::kNone;
    std::optional<domain::Refusal> abandonment;
  };

  Status ReadMatches(eventing::RecordStore& store, std::span<const domain::FoundMatch> matches);
  Status ReadAdoptions(eventing::RecordStore& store, std::span<const domain::FoundMatch> matches);
  // The practices that had an idea which one of these has superseded.
  Status ReadOriginators(eventing::RecordStore& store, std::span<const domain::FoundMatch> matches);

  std::map<domain::MatchId, MatchEntry> matches_;
  // By the id of their record.
  std::map<std::string, KnownAdoption> adoptions_;
  std::map<domain::DocumentId, std::vector<domain::OdsCode>> originators_;
};

// The list in which the idea's adoptions stand.
std::string AdoptionsOf(const domain::DocumentId& idea);
// Of the idea, one a practice, whatever became of them.
Result<std::vector<evidence::v1::Adoption>> LoadAdoptions(eventing::RecordStore& store,
                                                          const domain::DocumentId& idea);

// Practices that use the idea, have used it, or say that they do or will try it; a practice may be
// named twice.
Result<std::vector<domain::OdsCode>> LoadAdopters(eventing::RecordStore& store,
                                                  const domain::DocumentId& idea);

}  // namespace waggle::matching
