#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <deque>
#include <map>
#include <memory>
#include <random>

#include "libs/testing/in_memory_record_store.h"
#include "services/matching/adapters/conversion.h"
#include "services/matching/tests/interleaved_store.h"
#include "services/matching/tests/replica.h"
#include "services/matching/tests/word_encoder.h"

namespace waggle::matching {
namespace {

using intake::v1::ORGANISATION_KIND_PRACTICE;

// Kills a replica at the operation that throws it.
struct Crash {};

// Idea and problem.
using Pair = std::pair<std::string, std::string>;
using Scores = std::map<Pair, std::int64_t>;

constexpr std::array kWords = {"blood",   "pressure", "letters", "asthma",
                               "parking", "phones",   "rota",    "vaccine"};
constexpr std::array kPractices = {"A", "B", "C"};

// One to three replicas over one store, driven by chance at every operation on it: the others work
// in between, time passes leases, replicas die, and inputs come again.
class Cluster {
 public:
  Cluster(std::size_t replicas, unsigned seed, TextEncoder* encoder)
      : encoder_(encoder), random_(seed) {
    for (std::size_t i = 0; i < replicas; ++i) {
      nodes_.push_back(std::make_unique<Node>(*this));
    }
    for (const char* code : kPractices) {
      inputs_.push_back(std::make_unique<intake::v1::OrganisationEvent>(
          OrganisationOf(code, ORGANISATION_KIND_PRACTICE)));
      RC_ASSERT(nodes_[0]->replica->Handle(*inputs_.back()).ok());
    }
    inputs_.clear();
  }

  void Arrives(std::unique_ptr<google::protobuf::Message> event) {
    inputs_.push_back(std::move(event));
  }

  // Everything has come to its end, however often it was disturbed.
  void Settle() {
    disturbed_ = true;
    for (int idle = 0; idle < 20;) {
      const bool open = !inputs_.empty() || store_.Due("corpus").value().count > 0;
      idle = open ? 0 : idle + 1;
      Step(*nodes_[Upto(nodes_.size())]);
      clock_.Advance(std::chrono::seconds(Upto(20)));
    }
    disturbed_ = false;
  }

  std::vector<eventing::OutboxEntry> published() const { return store_.published(); }
  testing::InMemoryRecordStore& store() { return store_; }

  static Replica::Settings Settings() {
    Replica::Settings settings;
    settings.proposals.threshold = domain::Score{1};
    settings.budget = {.per_practice = 2, .first_practices = 1, .asked_per_practice = 1};
    return settings;
  }

 private:
  struct Node {
    explicit Node(Cluster& owner)
        : cluster(owner), store(owner.store_, [&owner] { owner.Between(); }) {
      Start();
    }
    void Start() {
      replica = std::make_unique<Replica>(store, cluster.clock_, Settings(), cluster.encoder_);
    }

    Cluster& cluster;
    InterleavedStore store;
    std::unique_ptr<Replica> replica;
    bool busy = false;
  };

  std::size_t Upto(std::size_t limit) { return random_() % limit; }

  void Between() {
    if (!disturbed_) return;
    if (Upto(150) == 0) throw Crash();
    if (Upto(40) == 0) clock_.Advance(std::chrono::seconds(61));
    if (Upto(4) != 0) return;
    Node& other = *nodes_[Upto(nodes_.size())];
    if (!other.busy) Step(other);
  }

  void Step(Node& node) {
    node.busy = true;
    std::unique_ptr<google::protobuf::Message> input;
    if (!inputs_.empty() && Upto(3) == 0) {
      input = std::move(inputs_.front());
      inputs_.pop_front();
    }
    try {
      const Status status =
          input ? node.replica->Handle(*input).status() : node.replica->TakeTurn().status();
      RC_ASSERT(status.ok());
      // At least once: some come again.
      if (input && Upto(4) == 0) inputs_.push_back(std::move(input));
    } catch (const Crash&) {
      if (input) inputs_.push_front(std::move(input));
      node.Start();
    }
    node.busy = false;
  }

  TextEncoder* const encoder_;
  std::mt19937 random_;
  testing::InMemoryRecordStore store_;
  testing::FakeClock clock_;
  std::deque<std::unique_ptr<google::protobuf::Message>> inputs_;
  std::vector<std::unique_ptr<Node>> nodes_;
  bool disturbed_ = false;
};

// The corpus log: each document's first event with its number, in the order of numbers.
struct Log {
  std::map<std::int64_t, v1::CorpusEvent> numbered;
  // How often each number was matched.
  std::map<std::int64_t, int> matched;
};

Log LogOf(const Cluster& cluster) {
  Log log;
  for (const eventing::OutboxEntry& entry : cluster.published()) {
    if (entry.record.topic != "waggle.matching.corpus.v1") continue;
    v1::CorpusEvent event;
    RC_ASSERT(event.ParseFromString(entry.record.value));
    if (event.has_numbered()) RC_ASSERT(log.numbered.emplace(event.state().number(), event).second);
    if (event.has_matched()) ++log.matched[event.state().number()];
  }
  return log;
}

// What must be found, from the definition: each version of a document is compared once with those
// of the other side that have a lower number, and says all there is to say about the document.
Scores Oracle(const Log& log) {
  domain::CorpusIndex index;
  domain::TextAnalyser analyser;
  Scores scores;
  for (const auto& [number, event] : log.numbered) {
    const domain::AnalysedDocument document =
        domain::AnalyseDocument(analyser, FromProto(event.state()));
    const std::string id = document.id.value();
    std::erase_if(scores, [&](const auto& entry) {
      return entry.first.first == id || entry.first.second == id;
    });
    const bool is_idea = document.kind == domain::DocumentKind::kIdea;
    for (const auto& other : index.Compare({document, number, domain::Score{1}})) {
      const Pair pair = is_idea ? Pair(id, other.id.value()) : Pair(other.id.value(), id);
      RC_ASSERT(scores.emplace(pair, other.score.thousandths).second);
    }
    RC_ASSERT(index.Append(document).ok());
  }
  return scores;
}

Scores FoundIn(eventing::RecordStore& store) {
  Scores scores;
  for (const char* practice : kPractices) {
    const auto rows = store.List(MatchesOfPractice(practice), "", 1000).value();
    for (const eventing::IndexRow& row : rows) {
      const v1::Match match = MatchAggregate().Load(store, row.id).value()->state;
      if (match.status() == v1::MATCH_STATUS_CLOSED) continue;
      for (const v1::MatchedProblem& problem : match.problems()) {
        RC_ASSERT(scores
                      .emplace(Pair(match.idea_id(), problem.problem_id()),
                               std::lround(problem.score() * 1000))
                      .second);
      }
    }
  }
  return scores;
}

// Every version again, from the log alone, in its order, in one undisturbed replica.
Scores Replayed(const Log& log) {
  testing::InMemoryRecordStore store;
  testing::FakeClock clock;
  WordEncoder encoder;
  Replica replica(store, clock, Cluster::Settings(), &encoder);
  for (const char* code : kPractices) {
    RC_ASSERT(replica.Handle(OrganisationOf(code, ORGANISATION_KIND_PRACTICE)).ok());
  }
  const eventing::OwnTopic topic = RestoresCorpus();
  for (const auto& [number, event] : log.numbered) {
    eventing::Commit commit;
    RC_ASSERT(topic.restore(event, store, commit).ok());
    RC_ASSERT(store.Apply(commit).ok());
    RC_ASSERT(replica.Work().ok());
  }
  return FoundIn(store);
}

std::string ArbitraryText() {
  std::string text;
  const int words = *rc::gen::inRange(1, 5);
  for (int i = 0; i < words; ++i) {
    text += std::string(*rc::gen::elementOf(kWords)) + " ";
  }
  return text;
}

// The next event of a document that exists: said otherwise, or ended.
std::unique_ptr<google::protobuf::Message> Changed(bool is_idea, const std::string& id,
                                                   const std::string& practice) {
  const bool ends = *rc::gen::inRange(0, 3) == 0;
  if (is_idea) {
    auto event = std::make_unique<intake::v1::IdeaEvent>(IdeaOf(id, practice, ArbitraryText()));
    event->mutable_metadata()->set_sequence(2);
    if (ends) {
      event->mutable_state()->set_status(*rc::gen::elementOf(
          std::vector{intake::v1::IDEA_STATUS_WITHDRAWN, intake::v1::IDEA_STATUS_SUPERSEDED}));
    }
    return event;
  }
  auto event = std::make_unique<intake::v1::ProblemEvent>(ProblemOf(id, practice, ArbitraryText()));
  event->mutable_metadata()->set_sequence(2);
  if (ends) event->mutable_state()->set_status(intake::v1::PROBLEM_STATUS_CLOSED);
  return event;
}

void ArbitraryInputs(Cluster& cluster) {
  const int documents = *rc::gen::inRange(2, 20);
  for (int i = 0; i < documents; ++i) {
    const std::string practice = *rc::gen::elementOf(kPractices);
    const bool is_idea = *rc::gen::inRange(0, 2) == 0;
    const std::string id = (is_idea ? "i" : "p") + std::to_string(i);
    if (is_idea) {
      cluster.Arrives(
          std::make_unique<intake::v1::IdeaEvent>(IdeaOf(id, practice, ArbitraryText())));
    } else {
      cluster.Arrives(
          std::make_unique<intake::v1::ProblemEvent>(ProblemOf(id, practice, ArbitraryText())));
    }
    if (*rc::gen::inRange(0, 4) == 0) cluster.Arrives(Changed(is_idea, id, practice));
  }
}

RC_GTEST_PROP(NoPairMissed, HoweverReplicasRaceDieAndRepeat, ()) {
  WordEncoder encoder;
  Cluster cluster(*rc::gen::inRange<std::size_t>(1, 4), *rc::gen::arbitrary<unsigned>(), &encoder);
  ArbitraryInputs(cluster);
  cluster.Settle();
  Log log = LogOf(cluster);
  std::int64_t expected = 0;
  std::map<std::string, std::int64_t> newest;
  for (const auto& [number, event] : log.numbered) {
    RC_ASSERT(number == ++expected);
    RC_ASSERT(log.matched[number] <= 1);
    newest[event.state().document_id()] = number;
  }
  for (const auto& [id, number] : newest) RC_ASSERT(log.matched[number] == 1);
  const Scores found = FoundIn(cluster.store());
  RC_ASSERT(found == Oracle(log));
  RC_ASSERT(found == Replayed(log));
  RC_CLASSIFY(!found.empty(), "with matches");
}

// Problems of one practice at once, each with an idea of its own that helps: the replicas that
// match them want the same few places of its week.
RC_GTEST_PROP(NoPairMissed, NorDoTwoReplicasFillTheSamePlaceOfAWeek, ()) {
  Cluster cluster(*rc::gen::inRange<std::size_t>(2, 4), *rc::gen::arbitrary<unsigned>(), nullptr);
  for (std::size_t i = 0; i < 4; ++i) {
    cluster.Arrives(
        std::make_unique<intake::v1::IdeaEvent>(IdeaOf("i" + std::to_string(i), "A", kWords[i])));
  }
  cluster.Settle();
  for (std::size_t i = 0; i < 4; ++i) {
    cluster.Arrives(std::make_unique<intake::v1::ProblemEvent>(
        ProblemOf("p" + std::to_string(i), "B", kWords[i])));
  }
  cluster.Settle();
  int unasked = 0;
  int asked = 0;
  const auto rows = cluster.store().List(MatchesOfPractice("B"), "", 1000).value();
  RC_ASSERT(rows.size() == 4U);
  for (const eventing::IndexRow& row : rows) {
    const v1::Match match = MatchAggregate().Load(cluster.store(), row.id).value()->state;
    if (match.status() != v1::MATCH_STATUS_PROPOSED) continue;
    ++(match.decision_reason() == domain::kAskedFor ? asked : unasked);
  }
  RC_ASSERT(asked == Cluster::Settings().budget.asked_per_practice);
  RC_ASSERT(asked + unasked == Cluster::Settings().budget.per_practice);
}

}  // namespace
}  // namespace waggle::matching
