#include "tests/integration/small_service.h"

#include "libs/testing/eventually.h"

namespace waggle {

using eventing::Commit;
using intake::v1::IdeaEvent;

SmallService::SmallService(std::string brokers, std::string name, std::string input_topic,
                           std::string own_topic)
    : brokers_(std::move(brokers)),
      name_(std::move(name)),
      input_topic_(std::move(input_topic)),
      own_topic_(std::move(own_topic)),
      store_(eventing::RedisRecordStore::Open(pool_, name_,
                                              eventing::RedisRecordStore::WhenEmpty::kCreate)
                 .value()) {}

void SmallService::Reopen() {
  store_ =
      eventing::RedisRecordStore::Open(pool_, name_, eventing::RedisRecordStore::WhenEmpty::kRefuse)
          .value();
}

eventing::Aggregate<IdeaEvent> SmallService::OwnAggregate() const {
  return {{"own", own_topic_},
          [](const intake::v1::Idea& idea) {
            return eventing::Footprint{{{"own"}, {"own:of:" + idea.ods_code()}}, {}};
          },
          [](const intake::v1::Idea&) { return eventing::Ownership{}; }};
}

eventing::Subscription SmallService::InputSubscription() {
  return eventing::Subscribe<IdeaEvent>(
      input_topic_,
      [](const IdeaEvent& event, Commit& commit) {
        commit.puts.push_back({{"copy", event.state().idea_id()},
                               event.metadata().sequence(),
                               event.state().title()});
        return OkStatus();
      },
      [this](const IdeaEvent& event, const eventing::InputContext& context, Commit& commit) {
        return React(event, context, commit);
      });
}

Status SmallService::React(const IdeaEvent& event, const eventing::InputContext& context,
                           Commit& commit) {
  {
    const std::lock_guard lock(mutex_);
    reactions_.push_back(event.metadata().event_id());
  }
  const std::string id = "of-" + event.state().idea_id();
  WAGGLE_ASSIGN_OR_RETURN(const auto known, OwnAggregate().Load(*store_, id));
  IdeaEvent own;
  own.mutable_submitted();
  own.mutable_state()->set_idea_id(id);
  own.mutable_state()->set_title("from " + event.state().title());
  eventing::EventContext follow;
  follow.event_id = ids_.NewId();
  follow.actor = "system:" + name_;
  follow.now = clock_.Now();
  follow.traceparent = context.traceparent;
  follow.cause = context.cause;
  return OwnAggregate().Append(*store_, id, known ? known->sequence : 0, follow, own, commit);
}

std::unique_ptr<eventing::InputProcessor> SmallService::MakeProcessor(
    std::set<std::string> answered_event_ids) {
  eventing::InputProcessorOptions options{.group = name_};
  options.answered_event_ids = std::move(answered_event_ids);
  return std::make_unique<eventing::InputProcessor>(
      std::move(options), std::vector{InputSubscription()}, *store_, clock_, silent_.telemetry());
}

std::unique_ptr<eventing::OutboxRelay> SmallService::StartRelay(const std::string& replica) {
  auto relay = std::make_unique<eventing::OutboxRelay>(
      eventing::OutboxStream(pool_, store_->prefix()), replica,
      [this] { return kafkax::Producer::Create(brokers_, {own_topic_}, silent_.telemetry()); },
      clock_, silent_.telemetry());
  WAGGLE_CHECK(relay->Start().ok());
  return relay;
}

std::unique_ptr<eventing::EventConsumer> SmallService::StartConsumer(
    eventing::InputProcessor& processor, eventing::RecordStore& store,
    std::chrono::milliseconds retry_in_place) {
  auto consumer = std::make_unique<eventing::EventConsumer>(
      kafkax::GroupConsumerOptions{
          .brokers = brokers_, .group = name_, .instance = name_ + "-0", .topics = {input_topic_}},
      processor, store, silent_.telemetry(), retry_in_place);
  WAGGLE_CHECK(consumer->Start().ok());
  return consumer;
}

bool SmallService::OutboxBecomesEmpty() {
  return testing::Eventually([this] {
    const auto length = pool_.Command({"XLEN", store_->prefix() + "outbox"});
    return length.ok() && length->integer == 0;
  });
}

Result<eventing::CommitOutcome> SmallService::Submit(const std::string& id,
                                                     const std::string& title,
                                                     const std::string& request_key) {
  IdeaEvent event;
  event.mutable_submitted();
  event.mutable_state()->set_idea_id(id);
  event.mutable_state()->set_ods_code("Z1");
  event.mutable_state()->set_title(title);
  eventing::EventContext context;
  context.event_id = ids_.NewId();
  context.actor = "person";
  context.now = clock_.Now();
  context.request = eventing::AnsweredRequest{request_key, "hash of " + title, "answer " + id};
  Commit commit;
  commit.request = context.request;
  WAGGLE_ASSIGN_OR_RETURN(const auto known, OwnAggregate().Load(*store_, id));
  WAGGLE_RETURN_IF_ERROR(
      OwnAggregate().Append(*store_, id, known ? known->sequence : 0, context, event, commit));
  return store_->Apply(commit);
}

std::string SmallService::CopyOf(const std::string& id) {
  const auto record = store_->Get({"copy", id});
  return record.ok() && *record ? (*record)->state : "";
}

std::string SmallService::OwnTitle(const std::string& id) {
  const auto own = OwnAggregate().Load(*store_, id);
  return own.ok() && *own ? (*own)->state.title() : "";
}

std::vector<std::string> SmallService::reactions() const {
  const std::lock_guard lock(mutex_);
  return reactions_;
}

}  // namespace waggle
