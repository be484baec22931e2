#include "services/matching/adapters/aggregates.h"

#include <cstdio>

#include "services/matching/adapters/match_lists.h"
#include "services/matching/adapters/review_checks.h"
#include "services/matching/adapters/review_lists.h"

namespace waggle::matching {
namespace {

using eventing::Footprint;
using eventing::Ownership;

// Always past: first what has ended, for it stops at once; then the numbered ones in the order of
// their numbers, behind them the received ones.
Time DueTime(const v1::CorpusDocument& document) {
  constexpr std::chrono::milliseconds kBehindAllNumbers{1'000'000'000'000};
  if (document.end() != v1::DOCUMENT_END_UNSPECIFIED) return Time();
  return document.number() > 0 ? Time(std::chrono::milliseconds(document.number()))
                               : Time(kBehindAllNumbers);
}

}  // namespace

std::string NumberKey(std::int64_t number) {
  char text[24];
  std::snprintf(text, sizeof text, "%016lld", static_cast<long long>(number));
  return text;
}

std::string SupersededBy(const std::string& idea_id) { return "corpus:superseded-by:" + idea_id; }

eventing::Aggregate<v1::CorpusEvent> CorpusAggregate() {
  const auto footprint = [](const v1::CorpusDocument& document) {
    Footprint lists;
    if (document.number() > 0) {
      lists.indexes.push_back({std::string(kCorpusByNumber), NumberKey(document.number())});
    }
    if (!document.successor_idea_id().empty()) {
      lists.indexes.push_back({SupersededBy(document.successor_idea_id()), document.ods_code()});
    }
    if (document.progress() != v1::DOCUMENT_PROGRESS_MATCHED) lists.due = DueTime(document);
    return lists;
  };
  const auto ownership = [](const v1::CorpusDocument& document) {
    return Ownership{common::v1::VISIBILITY_OWNER, document.ods_code()};
  };
  return {{"corpus", "waggle.matching.corpus.v1"}, footprint, ownership};
}

eventing::Aggregate<v1::MatchEvent> MatchAggregate() {
  const auto footprint = [](const v1::Match& match) {
    Footprint lists{ListsOf(match)};
    if (match.has_next_step_time()) lists.due = eventing::FromTimestamp(match.next_step_time());
    return lists;
  };
  const auto ownership = [](const v1::Match& match) {
    return Ownership{common::v1::VISIBILITY_OWNER, match.ods_code()};
  };
  return {{"match", "waggle.matching.match.v1"}, footprint, ownership};
}

eventing::Aggregate<v1::ReviewAssignmentEvent> ReviewAssignmentAggregate() {
  const auto footprint = [](const v1::ReviewAssignment& assignment) {
    Footprint lists{ListsOf(assignment)};
    if (assignment.has_next_step_time()) {
      lists.due = eventing::FromTimestamp(assignment.next_step_time());
    }
    return lists;
  };
  const auto ownership = [](const v1::ReviewAssignment&) {
    return Ownership{common::v1::VISIBILITY_OWNER, ""};
  };
  return {{"review-assignment", "waggle.matching.review-assignment.v1"}, footprint, ownership};
}

eventing::RecordKey CorpusHead() { return {"corpus-head", "corpus"}; }

std::string SupersededId(const std::string& document_id, const std::string& number_key) {
  return document_id + "@" + number_key;
}

eventing::RecordPut Superseded(const v1::CorpusDocument& document) {
  const std::string number = NumberKey(document.number());
  return {{"corpus", SupersededId(document.document_id(), number)},
          1,
          document.SerializeAsString(),
          {{std::string(kCorpusByNumber), number}}};
}

eventing::RecordKey VersionOf(const std::string& document_id) {
  return {std::string(kCorpusVersionKind), document_id};
}

eventing::RecordKey AssignmentRoster() { return {"assignment-roster", "roster"}; }

eventing::OwnTopic RestoresCorpus() {
  eventing::OwnTopic topic = eventing::Restores(CorpusAggregate());
  topic.restore = [](const google::protobuf::Message& message, eventing::RecordStore& store,
                     eventing::Commit& commit) -> Status {
    const auto& event = static_cast<const v1::CorpusEvent&>(message);
    commit.puts.push_back(CorpusAggregate().Restored(event));
    WAGGLE_ASSIGN_OR_RETURN(const auto head, store.Get(CorpusHead()));
    const std::int64_t last = head ? head->sequence : 0;
    commit.puts.push_back({CorpusHead(), std::max(last, event.state().number()), ""});
    commit.puts.push_back({VersionOf(event.state().document_id()), event.state().version(), ""});
    // Whether anybody was sought to review it before the store was lost, its events do not tell.
    if (event.state().kind() == v1::DOCUMENT_KIND_IDEA) {
      commit.puts.push_back(CheckReviews(domain::DocumentId(event.state().document_id())));
    }
    return OkStatus();
  };
  return topic;
}

}  // namespace waggle::matching
