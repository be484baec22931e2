#include "libs/observability/admin_server.h"

#include <httplib.h>
#include <sys/socket.h>

#include <atomic>
#include <charconv>
#include <thread>

namespace waggle::observability {

struct AdminServer::State {
  httplib::Server server;
  std::thread thread;
  std::atomic<bool> ended = false;
  int port = 0;
};

AdminServer::AdminServer(const Metrics& metrics, std::function<NotReadyReasons()> readiness)
    : state_(std::make_unique<State>()) {
  // The library's default lets two processes share a port, and then each probe asks one of them.
  state_->server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  // Two threads: a scrape and a probe at once. The library's default is one per core, at least
  // eight.
  state_->server.new_task_queue = [] { return new httplib::ThreadPool(2); };
  state_->server.Get("/metrics", [&metrics](const httplib::Request&, httplib::Response& response) {
    response.set_content(metrics.Expose(), "text/plain; version=0.0.4");
  });
  state_->server.Get("/livez", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("ok\n", "text/plain");
  });
  state_->server.Get("/readyz", [readiness = std::move(readiness)](const httplib::Request&,
                                                                   httplib::Response& response) {
    std::string text;
    for (const std::string& reason : readiness()) text += reason + "\n";
    response.status = text.empty() ? 200 : 503;
    response.set_content(text.empty() ? "ok\n" : text, "text/plain");
  });
}

AdminServer::~AdminServer() { Stop(); }

Status AdminServer::Start(const std::string& address) {
  const auto unusable = [&](const std::string& why) {
    return Status(Code::kFailedPrecondition, "ADDRESS_UNUSABLE",
                  "admin address " + address + ": " + why + "; set WAGGLE_ADMIN_ADDRESS");
  };
  const auto colon = address.rfind(':');
  if (colon == std::string::npos) return unusable("must be host:port");
  const std::string host = address.substr(0, colon);
  int wanted = -1;
  const char* const end = address.data() + address.size();
  const auto port = std::from_chars(address.data() + colon + 1, end, wanted);
  if (port.ec != std::errc() || port.ptr != end || wanted < 0 || wanted > 65'535) {
    return unusable("its port must be a number from 0 to 65535");
  }
  if (wanted == 0) {
    state_->port = state_->server.bind_to_any_port(host);
    if (state_->port <= 0) return unusable("cannot be bound");
  } else {
    if (!state_->server.bind_to_port(host, wanted)) return unusable("cannot be bound");
    state_->port = wanted;
  }
  state_->thread = std::thread([this] {
    state_->server.listen_after_bind();
    state_->ended = true;
  });
  // The library forgets a stop that comes before it listens, and its thread would never end.
  while (!state_->server.is_running() && !state_->ended) std::this_thread::yield();
  return OkStatus();
}

void AdminServer::Stop() {
  if (!state_->thread.joinable()) return;
  state_->server.stop();
  state_->thread.join();
}

int AdminServer::port() const { return state_->port; }

}  // namespace waggle::observability
