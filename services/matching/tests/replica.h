#pragma once

#include "libs/eventing/input_processor.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/silent_telemetry.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/answer_matches.h"
#include "services/matching/adapters/answer_reviews.h"
#include "services/matching/adapters/corpus_inputs.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/document_work.h"
#include "services/matching/adapters/explain_matches.h"
#include "services/matching/adapters/match_clock.h"
#include "services/matching/adapters/match_inputs.h"
#include "services/matching/adapters/match_lists.h"
#include "services/matching/adapters/review_clock.h"
#include "services/matching/adapters/roster.h"
#include "services/matching/adapters/search_ideas.h"
#include "services/matching/tests/intake_events.h"

namespace waggle::matching {

// The parts of one replica of the service over a given store, without transports.
class Replica {
 public:
  struct Settings {
    domain::ProposalSettings proposals = {};
    domain::BudgetSettings budget = {};
  };

  Replica(eventing::RecordStore& store, testing::FakeClock& clock, Settings settings,
          TextEncoder* encoder = nullptr)
      : store_(store),
        clock_(clock),
        decide_(store, book_, {settings.budget}, ids_, silent_.metrics()),
        numberer_(store, ids_, clock, encoder, silent_.telemetry()),
        planner_(store, review_book_, encoder, silent_.telemetry()),
        matcher_(store, ids_, clock, reader_, book_, decide_, settings.proposals,
                 silent_.telemetry()),
        queries_(encoder, silent_.telemetry()) {}

  // As the consumer does with a record of a topic.
  Result<eventing::InputOutcome> Handle(const google::protobuf::Message& event) {
    return processor_.Process(RecordOf(event));
  }

  // A turn of each worker's part; whether there was anything to do.
  Result<bool> TakeTurn() {
    WAGGLE_ASSIGN_OR_RETURN(const DocumentWork::Turn document, work_.TakeTurn());
    WAGGLE_ASSIGN_OR_RETURN(const MatchClock::Turn match, match_clock_.TakeTurn());
    WAGGLE_ASSIGN_OR_RETURN(const ReviewClock::Turn review, review_clock_.TakeTurn());
    return document == DocumentWork::Turn::kWorked || match == MatchClock::Turn::kWorked ||
           review == ReviewClock::Turn::kWorked;
  }

  // Until nothing is due.
  Status Work() {
    while (true) {
      WAGGLE_ASSIGN_OR_RETURN(const bool worked, TakeTurn());
      if (!worked) return OkStatus();
    }
  }

  Result<v1::Match> MatchOf(const std::string& idea, const std::string& ods_code) {
    WAGGLE_ASSIGN_OR_RETURN(
        const auto match,
        MatchAggregate().Load(
            store_,
            domain::MatchIdOf(domain::DocumentId(idea), domain::OdsCode(ods_code)).value()));
    if (!match) return Status(Code::kNotFound, kMatchUnknown, "no match");
    return match->state;
  }

  double Counted(const std::string& metric, const std::string& label, const std::string& value) {
    return Counted(metric, {{label, value}});
  }
  double Counted(const std::string& metric, const observability::Labels& labels) {
    return silent_.metrics().AddCounter(metric, "", labels).Value();
  }
  double Shown(const std::string& gauge, const observability::Labels& labels) {
    return silent_.metrics().AddGauge(gauge, "", labels).Value();
  }

  AnswerMatches& answers() { return answers_; }
  AnswerReviews& reviews() { return reviews_; }
  SearchIdeas& search() { return search_; }
  ExplainMatches& explain() { return explain_; }

 private:
  eventing::RecordStore& store_;
  testing::FakeClock& clock_;
  testing::SilentTelemetry silent_;
  UuidV7Generator ids_{clock_};
  CorpusReader reader_{store_};
  MatchBook book_{store_};
  DecideProposals decide_;
  NumberDocuments numberer_;
  ReviewBook review_book_{store_};
  PlanReviews planner_;
  AssignReviewers assign_{store_, review_book_, planner_, ids_, silent_.metrics()};
  MatchDocuments matcher_;
  DocumentWork work_{store_, clock_, numberer_, matcher_};
  MatchClock match_clock_{store_, book_, decide_, ids_, clock_, silent_.metrics()};
  ReviewClock review_clock_{store_, review_book_, assign_, ids_, clock_, silent_.metrics()};
  CorpusInputs corpus_inputs_{store_, book_, ids_, clock_};
  MatchInputs match_inputs_{store_, book_, ids_, clock_};
  QueryReader queries_;
  SearchIdeas search_{store_, reader_, queries_, clock_};
  ExplainMatches explain_{store_, reader_, queries_};
  AnswerMatches answers_{store_, book_, ids_, clock_, silent_.metrics()};
  AnswerReviews reviews_{store_, review_book_, assign_, ids_, clock_, silent_.metrics()};
  eventing::InputProcessor processor_{
      {.group = "matching"},
      {match_inputs_.Organisations({}), match_inputs_.Adoptions(), PersonCopies(),
       corpus_inputs_.Problems({}), corpus_inputs_.Ideas({})},
      store_,
      clock_,
      silent_.telemetry()};
};

}  // namespace waggle::matching
