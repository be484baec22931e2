#include "services/notification/tests/mailbox_process.h"

#include <httplib.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

namespace waggle::notification {
namespace {

const std::filesystem::path kCheckout = WAGGLE_SOURCE_DIR;
const std::filesystem::path kPython = kCheckout / ".local/venv/bin/python";
constexpr int kStartMs = 20'000;

[[noreturn]] void Die(const std::string& what) {
  std::fprintf(stderr, "mailbox: %s\n", what.c_str());
  std::abort();
}

// Starts a program whose standard output goes to `output`. It cannot outlive this one.
pid_t Launch(std::vector<std::string> command, int output) {
  std::vector<char*> arguments;
  for (std::string& argument : command) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) Die("cannot fork");
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    dup2(output, STDOUT_FILENO);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  return pid;
}

int WaitFor(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int RunQuietly(std::vector<std::string> command) {
  // A shell only to throw away what it prints.
  command.insert(command.begin(), {"sh", "-c", "exec \"$@\" >/dev/null 2>&1", "sh"});
  return WaitFor(Launch(std::move(command), STDOUT_FILENO));
}

// One line, or nothing when the deadline or the writer's end comes first.
std::string ReadLine(int descriptor) {
  std::string line;
  pollfd readable{descriptor, POLLIN, 0};
  while (!line.ends_with('\n')) {
    char c = 0;
    if (poll(&readable, 1, kStartMs) <= 0 || read(descriptor, &c, 1) != 1) return "";
    line += c;
  }
  return line;
}

}  // namespace

void MakeCertificate(const std::filesystem::path& certificate, const std::filesystem::path& key) {
  const int result = RunQuietly({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                                 "ec_paramgen_curve:prime256v1", "-nodes", "-batch", "-days", "2",
                                 "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
                                 "-keyout", key, "-out", certificate});
  if (result != 0) Die("openssl cannot make a certificate; is it installed?");
}

std::optional<std::string> MailboxProcess::WhyNot() {
  if (!std::filesystem::exists(kPython)) {
    return kPython.string() + " is not there; make it with: python3 -m venv .local/venv";
  }
  if (RunQuietly({kPython, "-c", "import aiosmtpd"}) != 0) {
    return "aiosmtpd is not in .local/venv; install it with: .local/venv/bin/pip install "
           "aiosmtpd==1.4.6";
  }
  return std::nullopt;
}

MailboxProcess::MailboxProcess() {
  std::string name = std::filesystem::temp_directory_path() / "waggle-mailbox-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) Die("cannot make a directory like " + name);
  directory_ = name;
  std::ofstream(directory_ / "password") << "not-a-secret\n";
  MakeCertificate(directory_ / "cert.pem", directory_ / "key.pem");
  Start();
}

MailboxProcess::~MailboxProcess() {
  Kill();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

void MailboxProcess::Start() {
  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) Die("cannot make a pipe");
  pid_ = Launch(
      {kPython, kCheckout / "deploy/local/mailbox/server.py", "--smtp", smtp_address_, "--http",
       "127.0.0.1:0", "--dir", directory_ / "mails", "--cert", directory_ / "cert.pem", "--key",
       directory_ / "key.pem", "--user", "waggle", "--password-file", directory_ / "password"},
      pipe_ends[1]);
  close(pipe_ends[1]);
  std::istringstream line(ReadLine(pipe_ends[0]));
  close(pipe_ends[0]);
  std::string ready;
  std::string smtp;
  std::string http;
  line >> ready >> smtp >> http;
  if (ready != "ready") Die("did not start; its own words are above");
  smtp_address_ = smtp.substr(smtp.find('=') + 1);
  http_address_ = http.substr(http.find('=') + 1);
}

void MailboxProcess::Kill() { End(SIGKILL); }

void MailboxProcess::Stop() { End(SIGTERM); }

void MailboxProcess::End(int signal) {
  if (pid_ < 0) return;
  kill(pid_, signal);
  WaitFor(pid_);
  pid_ = -1;
}

nlohmann::json MailboxProcess::Messages() const {
  const auto answer = httplib::Client("http://" + http_address_).Get("/api/messages");
  if (!answer || answer->status != 200) Die("does not answer");
  return nlohmann::json::parse(answer->body);
}

void MailboxProcess::SetFaults(const nlohmann::json& faults) const {
  const auto answer = httplib::Client("http://" + http_address_)
                          .Post("/api/faults", faults.dump(), "application/json");
  if (!answer || answer->status != 200) Die("refuses these faults: " + faults.dump());
}

}  // namespace waggle::notification
