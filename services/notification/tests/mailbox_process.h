#pragma once

#include <sys/types.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace waggle::notification {

// The project's own mail server (deploy/local/mailbox) as a process of its own, on ports that the
// system chose, with a certificate made for it. Ends with this object.
class MailboxProcess {
 public:
  // Why it cannot run here, to be shown by the skipped tests; nothing when it can.
  static std::optional<std::string> WhyNot();

  // Ready when the constructor returns; a failure ends the test program with the reason.
  MailboxProcess();
  ~MailboxProcess();
  MailboxProcess(const MailboxProcess&) = delete;
  MailboxProcess& operator=(const MailboxProcess&) = delete;

  // kill -9: connections end without a word.
  void Kill();
  // SIGTERM: connections end in order, by a message that a sender finds later.
  void Stop();
  // Again on the same SMTP port, with the mails from before.
  void Start();

  std::string smtp_url() const { return "smtp://" + smtp_address_; }
  std::string password_file() const { return directory_ / "password"; }
  std::string ca_file() const { return directory_ / "cert.pem"; }
  const std::filesystem::path& directory() const { return directory_; }

  nlohmann::json Messages() const;
  void SetFaults(const nlohmann::json& faults) const;

 private:
  void End(int signal);

  std::filesystem::path directory_;
  std::string smtp_address_ = "127.0.0.1:0";
  std::string http_address_;
  pid_t pid_ = -1;
};

// Makes a key and a self-signed certificate for 127.0.0.1.
void MakeCertificate(const std::filesystem::path& certificate, const std::filesystem::path& key);

}  // namespace waggle::notification
