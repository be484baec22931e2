#pragma once

#include <map>
#include <vector>

#include "libs/base/clock.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/corpus_reader.h"
#include "services/matching/adapters/decide_proposals.h"
#include "services/matching/adapters/pair_facts.h"
#include "services/matching/adapters/rematch.h"
#include "services/matching/domain/eligibility.h"
#include "services/matching/domain/proposal.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// A numbered document, and what of the other side with a lower number is close to it, best first.
struct ComparedDocument {
  v1::CorpusDocument document;
  domain::AnalysedDocument analysed;
  std::vector<domain::ScoredDocument> scored;
};

// What a document that has been numbered means for the practices it concerns: matches that are to
// be decided on, and those that exist and only learn something new.
struct FoundMatches {
  std::vector<Undecided> undecided;
  std::vector<MatchEntry> extended;
  // Of a document that was revised or has ended: nothing is left of them.
  std::vector<MatchEntry> closed;
  // The documents and adoptions that were found, as they were then: the commit must expect them so.
  std::vector<eventing::Expectation> expectations;
  // Fits, but must not be proposed; by reason.
  std::map<domain::IneligibleReason, int> not_proposed;
  // Fits too, but others are closer and there are enough.
  int not_begun = 0;
};

// Compares documents with every document of the other side that has a lower number. Never finds the
// originator, who adopted the idea already, or who declined it with a barrier that stands. Used by
// one thread.
class FindMatches {
 public:
  // `reader` and `book` must outlive this.
  FindMatches(eventing::RecordStore& store, const CorpusReader& reader, const MatchBook& book,
              domain::ProposalSettings settings, observability::Metrics& metrics);

  // In their order; several at once cost less than one after the other. Depends on nothing but what
  // the log holds below each one's number, so that it need not be repeated when `For` is.
  std::vector<ComparedDocument> Compare(std::vector<v1::CorpusDocument> documents);
  // As things are now.
  Result<FoundMatches> For(const ComparedDocument& compared, Time now) const;
  // Once the commit that `found` led to has been applied.
  void Count(const FoundMatches& found);

 private:
  // What becomes of these of the documents that are close to it.
  Result<FoundMatches> Among(const ComparedDocument& compared,
                             std::vector<domain::ScoredDocument> scored, Time now) const;
  // Everything that fits, and who made the ideas among the documents found.
  struct Fitting {
    std::vector<domain::FoundMatch> matches;
    std::map<domain::DocumentId, domain::Origin> origins;
  };
  Result<Fitting> Fit(const ComparedDocument& compared, std::vector<domain::ScoredDocument> scored,
                      Time now, FoundMatches& found) const;
  // Without those of which a newer version has come: it has, or gets, a higher number and finds
  // this document.
  Status KeepCurrent(std::vector<domain::ScoredDocument>& scored, FoundMatches& found) const;
  // The existing matches as the document's new version leaves them.
  using Changed = std::map<domain::MatchId, MatchEntry>;
  // A match that may be proposed, as long as the adoption is as expected.
  struct Eligible {
    Undecided match;
    eventing::Expectation adoption;
  };
  // Adds the match to `eligible`, unless it must not be proposed or has been.
  static void Consider(const domain::FoundMatch& match, const KnownPairs& pairs, Time now,
                       const Changed& changed, std::vector<Eligible>& eligible,
                       FoundMatches& found);
  // Of matches that do not exist yet, those that are begun.
  void KeepClosest(domain::DocumentKind kind, std::vector<Eligible>& eligible,
                   FoundMatches& found) const;
  // The practice that has just reported a problem asks, and is told the best.
  void MarkAsked(const Fitting& fitting, Time now, std::vector<Eligible>& eligible) const;

  eventing::RecordStore& store_;
  const CorpusReader& reader_;
  const MatchBook& book_;
  const Rematch rematch_;
  const domain::ProposalSettings settings_;
  observability::Metrics& metrics_;
  domain::TextAnalyser analyser_;
};

}  // namespace waggle::matching
