#include "libs/kafkax/client.h"

namespace waggle::kafkax {
namespace {

ClientHooks& Hooks(void* opaque) { return *static_cast<ClientHooks*>(opaque); }

void OnLog(const rd_kafka_t* client, int level, const char* facility, const char* text) {
  observability::Logger& log = Hooks(rd_kafka_opaque(client)).telemetry.log;
  constexpr int kSyslogWarning = 4;
  // A broker that goes away is said once per client by the lag and readiness metrics; librdkafka
  // repeats it for every reconnection try.
  if (level > kSyslogWarning || std::string_view(facility) == "FAIL") {
    log.Debug("kafka client", {{"facility", std::string(facility)}, {"text", std::string(text)}});
  } else {
    log.Warn("kafka client", {{"facility", std::string(facility)}, {"text", std::string(text)}});
  }
}

void OnError(rd_kafka_t* client, int error, const char* text, void* opaque) {
  observability::Telemetry& telemetry = Hooks(opaque).telemetry;
  const char* name = rd_kafka_err2name(static_cast<rd_kafka_resp_err_t>(error));
  telemetry.log.Debug("kafka client error", {{"client", std::string(rd_kafka_name(client))},
                                             {"error", std::string(name)},
                                             {"text", std::string(text)}});
}

void OnDelivery(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
  Hooks(opaque).OnDelivery(*message);
}

void OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t error,
                 rd_kafka_topic_partition_list_t* partitions, void* opaque) {
  Hooks(opaque).OnRebalance(client, error, partitions);
}

}  // namespace

Result<ClientHandle> NewClient(rd_kafka_type_t type, const Settings& settings, ClientHooks& hooks) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  Settings all = {{"socket.keepalive.enable", "true"},
                  {"socket.nagle.disable", "true"},
                  {"reconnect.backoff.ms", "50"},
                  {"reconnect.backoff.max.ms", "1000"},
                  {"topic.metadata.refresh.interval.ms", "60000"}};
  all.insert(all.end(), settings.begin(), settings.end());
  char error[512];
  for (const auto& [name, value] : all) {
    if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), error, sizeof error) !=
        RD_KAFKA_CONF_OK) {
      rd_kafka_conf_destroy(conf);
      return Status(Code::kInvalidArgument, "KAFKA_SETTING_INVALID", error);
    }
  }
  rd_kafka_conf_set_opaque(conf, &hooks);
  rd_kafka_conf_set_log_cb(conf, &OnLog);
  rd_kafka_conf_set_error_cb(conf, &OnError);
  if (type == RD_KAFKA_PRODUCER) rd_kafka_conf_set_dr_msg_cb(conf, &OnDelivery);
  if (type == RD_KAFKA_CONSUMER) rd_kafka_conf_set_rebalance_cb(conf, &OnRebalance);
  rd_kafka_t* client = rd_kafka_new(type, conf, error, sizeof error);
  if (client == nullptr) {
    rd_kafka_conf_destroy(conf);
    return Status(Code::kInternal, "KAFKA_CLIENT_FAILED", error);
  }
  return ClientHandle(client, &rd_kafka_destroy);
}

Status FromKafka(rd_kafka_resp_err_t error, std::string_view what) {
  const std::string name = rd_kafka_err2name(error);
  const std::string detail = std::string(what) + ": " + rd_kafka_err2str(error);
  switch (error) {
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_INVALID_MSG:
      return Status(Code::kInvalidArgument, "KAFKA_" + name, detail);
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR__FATAL:
      return Status(Code::kInternal, "KAFKA_" + name, detail);
    default:
      return Status(Code::kUnavailable, "KAFKA_" + name, detail);
  }
}

Status TopicMissing(const std::string& topic) {
  return Status(Code::kFailedPrecondition, "KAFKA_TOPIC_MISSING",
                "topic " + topic + " does not exist; create it with: waggle topics apply");
}

}  // namespace waggle::kafkax
