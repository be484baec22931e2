// RunMain: what all services' processes have in common, from flags to exit status.
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <string_view>
#include <thread>

#include "libs/service/runtime.h"

#ifndef WAGGLE_VERSION
#define WAGGLE_VERSION "0.0.0"
#endif

namespace waggle::service {
namespace {

enum class Mode { kServe, kRebuild, kCheckConfig, kPrintConfig, kVersion, kHelp, kMistake };

Mode ParseMode(int argc, char** argv) {
  if (argc == 1) return Mode::kServe;
  const std::string_view flag = argv[1];
  if (argc != 2) return Mode::kMistake;
  if (flag == "--rebuild") return Mode::kRebuild;
  if (flag == "--check-config") return Mode::kCheckConfig;
  if (flag == "--print-config") return Mode::kPrintConfig;
  if (flag == "--version") return Mode::kVersion;
  if (flag == "--help") return Mode::kHelp;
  return Mode::kMistake;
}

void PrintHelp(const ServiceDefinition& definition, std::FILE* out) {
  std::fprintf(
      out,
      "waggle-%s: %s\n\n"
      "Usage: waggle-%s [--rebuild | --check-config | --print-config | --version | --help]\n\n"
      "  (no option)     serve until SIGTERM, then drain; a second SIGTERM ends at once\n"
      "  --rebuild       restore this service's Redis from Kafka and exit; no replica may be "
      "running\n"
      "  --check-config  say whether the settings are right and exit\n"
      "  --print-config  print the settings in use, secrets masked, and exit\n\n"
      "Settings come from WAGGLE_* environment variables; --print-config lists them.\n",
      definition.name.c_str(), definition.summary.c_str(), definition.name.c_str());
}

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// Waits for the first stop signal; a second one ends the process wherever it is.
void WaitForSignal(const sigset_t& signals) {
  int signal = 0;
  sigwait(&signals, &signal);
  std::thread([signals] {
    int again = 0;
    sigwait(&signals, &again);
    _exit(1);
  }).detach();
}

int Serve(Runtime& runtime, observability::Logger& log) {
  const sigset_t signals = StopSignals();
  StopSignal stopped;
  // Waits on its own thread, so that a signal also ends the waiting for dependencies.
  std::thread waiter([&] {
    WaitForSignal(signals);
    runtime.RequestStop();
    stopped.Stop();
  });
  const Status status = runtime.Run([&] {
    while (!stopped.WaitFor(std::chrono::hours(1))) {
    }
  });
  if (!status.ok()) {
    log.Error("cannot serve", {{"reason", status.reason()}, {"detail", status.detail()}});
    std::fflush(stdout);
    // The waiter still waits for a signal that will not come.
    _exit(1);
  }
  waiter.join();
  log.Info("stopped");
  return 0;
}

int Print(const config::Reader& reader) {
  for (const config::Setting& setting : reader.settings()) {
    std::printf("%s=%s\n", setting.name.c_str(), setting.value.c_str());
  }
  return 0;
}

}  // namespace

int RunMain(int argc, char** argv, const ServiceDefinition& definition) {
  const Mode mode = ParseMode(argc, argv);
  if (mode == Mode::kHelp || mode == Mode::kMistake) {
    PrintHelp(definition, mode == Mode::kHelp ? stdout : stderr);
    return mode == Mode::kHelp ? 0 : 2;
  }
  if (mode == Mode::kVersion) {
    std::printf("waggle-%s %s\n", definition.name.c_str(), WAGGLE_VERSION);
    return 0;
  }
  // Before any thread exists, so that every thread inherits the mask and only the waiter receives
  // them.
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);

  config::Reader reader(config::ProcessEnvironment());
  const Settings settings = ReadSettings(definition.name, definition.ports, reader);
  SystemClock clock;
  observability::Logger log(definition.name, WAGGLE_VERSION,
                            observability::ParseLogLevel(settings.log_level), clock,
                            observability::StandardOutput());
  observability::Metrics metrics;
  metrics
      .AddGauge("waggle_build_info", "What is running",
                {{"service", definition.name}, {"version", WAGGLE_VERSION}})
      .Set(1);
  Runtime runtime(definition.name, settings, reader, clock, {log, metrics});
  Status status = definition.wire(runtime);
  if (status.ok()) status = reader.Finish();
  if (status.ok() && mode == Mode::kRebuild) status = runtime.Rebuild();
  if (!status.ok()) {
    std::fprintf(stderr, "waggle-%s: %s\n", definition.name.c_str(), status.ToString().c_str());
    return 1;
  }
  switch (mode) {
    case Mode::kPrintConfig:
      return Print(reader);
    case Mode::kServe:
      return Serve(runtime, log);
    default:
      return 0;
  }
}

}  // namespace waggle::service
