// SmtpSender against the project's mail server: what it understands of every answer, and of none.

#include "services/notification/adapters/smtp_sender.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "services/notification/domain/match_mail.h"
#include "services/notification/tests/mailbox_process.h"
#include "services/notification/tests/sample_facts.h"

namespace waggle::notification::adapters {
namespace {

using domain::Mail;
using domain::MailAccepted;
using domain::MailDeferred;
using domain::MailRefused;
using domain::MailServerUnreachable;
using domain::MailWithheld;
using domain::SendResult;

Mail SampleMail() {
  return ComposeMatchMail(domain::SampleDelivery(), domain::SampleMatch(),
                          domain::SampleSettings());
}

Status Yes() { return OkStatus(); }

// What came back, for messages of failed tests.
std::string Show(const SendResult& result) {
  if (const auto* accepted = std::get_if<MailAccepted>(&result))
    return "accepted " + std::to_string(accepted->reply_code);
  if (const auto* deferred = std::get_if<MailDeferred>(&result)) {
    return "deferred " + std::to_string(deferred->reply_code) + ": " + deferred->detail;
  }
  if (const auto* refused = std::get_if<MailRefused>(&result)) {
    return "refused " + std::to_string(refused->reply_code) + ": " + refused->detail;
  }
  if (const auto* unreachable = std::get_if<MailServerUnreachable>(&result))
    return "unreachable: " + unreachable->detail;
  return "withheld: " + std::get<MailWithheld>(result).status.ToString();
}

class SmtpSenderTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (const auto reason = MailboxProcess::WhyNot()) {
      skip_reason_ = *reason;
    } else {
      mailbox_ = std::make_unique<MailboxProcess>();
    }
  }
  static void TearDownTestSuite() { mailbox_.reset(); }

  void SetUp() override {
    if (!mailbox_) GTEST_SKIP() << skip_reason_;
    mailbox_->SetFaults(nlohmann::json::object());
    before_ = mailbox_->Messages().size();
  }

  SmtpSettings Settings() const {
    SmtpSettings settings;
    settings.url = mailbox_->smtp_url();
    settings.user = "waggle";
    settings.password_file = mailbox_->password_file();
    settings.ca_file = mailbox_->ca_file();
    return settings;
  }

  std::unique_ptr<SmtpSender> Sender(const SmtpSettings& settings) {
    auto sender = SmtpSender::Create(settings, stop_);
    EXPECT_TRUE(sender.ok()) << sender.status().ToString();
    return std::move(sender).value();
  }

  // Mails that arrived since the test began.
  std::size_t Arrived() const { return mailbox_->Messages().size() - before_; }

  StopSignal stop_;
  static std::unique_ptr<MailboxProcess> mailbox_;
  static std::string skip_reason_;
  std::size_t before_ = 0;
};

std::unique_ptr<MailboxProcess> SmtpSenderTest::mailbox_;
std::string SmtpSenderTest::skip_reason_;

TEST_F(SmtpSenderTest, DeliversTheWholeMail) {
  domain::MatchMailFacts facts = domain::SampleMatch();
  facts.recipient.display_name = "Zoë Ashcombe-Öde, RN";
  facts.idea.title = "Grüße – 🐝 £22 monitors, \"quoted\" & <b>bold</b>";
  facts.idea.how_it_works =
      ".\n.. dots at the start = signs and a very long line " + std::string(400, 'x') + " é";
  const Mail mail = ComposeMatchMail(domain::SampleDelivery(), facts, domain::SampleSettings());
  const SendResult result = Sender(Settings())->Send(mail, Yes);
  ASSERT_TRUE(std::holds_alternative<MailAccepted>(result)) << Show(result);
  EXPECT_EQ(std::get<MailAccepted>(result).reply_code, 250);
  ASSERT_EQ(Arrived(), 1U);
  nlohmann::json got = mailbox_->Messages().back();
  EXPECT_EQ(got["text"], mail.text);
  EXPECT_EQ(got["html"], mail.html);
  EXPECT_EQ(got["subject"], mail.subject.value());
  EXPECT_EQ(got["message_id"], mail.message_id);
  EXPECT_EQ(got["to"], "delphine.ashcombe.ode@z90001.example.org");
  EXPECT_EQ(got["from"], "waggle@example.org");
  EXPECT_EQ(got["headers"]["To"],
            "\"Zoë Ashcombe-Öde, RN\" <delphine.ashcombe.ode@z90001.example.org>");
  EXPECT_EQ(got["headers"]["Date"], "Sat, 22 Nov 2025 17:02:03 +0000");
  EXPECT_EQ(got["headers"]["Auto-Submitted"], "auto-generated");
  EXPECT_EQ(got["headers"]["List-Id"], "<match-proposed.waggle.example.org>");
  EXPECT_EQ(got["headers"]["traceparent"], domain::SampleDelivery().traceparent);
  EXPECT_EQ(got["headers"]["Mime-Version"], "1.0");
  EXPECT_TRUE(
      got["headers"]["Content-Type"].get<std::string>().starts_with("multipart/alternative;"));
}

TEST_F(SmtpSenderTest, KeepsTheConnectionAndReplacesItWhenItBroke) {
  const auto sender = Sender(Settings());
  for (int i = 0; i < 3; ++i) {
    const SendResult result = sender->Send(SampleMail(), Yes);
    ASSERT_TRUE(std::holds_alternative<MailAccepted>(result)) << Show(result);
  }
  mailbox_->Kill();
  mailbox_->Start();
  SendResult result = sender->Send(SampleMail(), Yes);
  EXPECT_TRUE(std::holds_alternative<MailAccepted>(result)) << Show(result);
  mailbox_->Stop();
  mailbox_->Start();
  result = sender->Send(SampleMail(), Yes);
  EXPECT_TRUE(std::holds_alternative<MailAccepted>(result)) << Show(result);
  ASSERT_EQ(Arrived(), 5U);
  // `Received` names our end of the connection.
  const auto connection = [&, messages = mailbox_->Messages()](std::size_t i) {
    const std::string received = messages.at(before_ + i).at("headers").at("Received");
    return received.substr(0, received.find(';'));
  };
  EXPECT_EQ(connection(0), connection(1));
  EXPECT_EQ(connection(0), connection(2));
  EXPECT_NE(connection(0), connection(3));
  EXPECT_NE(connection(3), connection(4));
}

TEST_F(SmtpSenderTest, TellsTemporaryFromPermanentRefusals) {
  const auto sender = Sender(Settings());
  for (const std::string verb : {"RCPT", "DATA"}) {
    mailbox_->SetFaults({{"reply_4xx_next", 1}, {"reply_5xx_next", 1}, {"reply_at", verb}});
    SendResult result = sender->Send(SampleMail(), Yes);
    ASSERT_TRUE(std::holds_alternative<MailDeferred>(result)) << verb << " " << Show(result);
    EXPECT_EQ(std::get<MailDeferred>(result).reply_code, 451);
    result = sender->Send(SampleMail(), Yes);
    ASSERT_TRUE(std::holds_alternative<MailRefused>(result)) << verb << " " << Show(result);
    EXPECT_EQ(std::get<MailRefused>(result).reply_code, 554);
  }
  EXPECT_EQ(Arrived(), 0U);
  EXPECT_TRUE(std::holds_alternative<MailAccepted>(sender->Send(SampleMail(), Yes)));
  EXPECT_EQ(Arrived(), 1U);
}

TEST_F(SmtpSenderTest, AWrongPasswordIsNotTheMailsFault) {
  const std::string file = mailbox_->directory() / "wrong-password";
  std::ofstream(file) << "wrong\n";
  SmtpSettings settings = Settings();
  settings.password_file = file;
  const SendResult result = Sender(settings)->Send(SampleMail(), Yes);
  EXPECT_TRUE(std::holds_alternative<MailServerUnreachable>(result)) << Show(result);
  EXPECT_NE(Show(result).find("535"), std::string::npos) << Show(result);
}

TEST_F(SmtpSenderTest, NothingIsSaidToAServerThatCannotProveItsName) {
  MakeCertificate(mailbox_->directory() / "other-cert.pem",
                  mailbox_->directory() / "other-key.pem");
  SmtpSettings settings = Settings();
  settings.ca_file = mailbox_->directory() / "other-cert.pem";
  const SendResult result = Sender(settings)->Send(SampleMail(), Yes);
  EXPECT_TRUE(std::holds_alternative<MailServerUnreachable>(result)) << Show(result);
  settings = Settings();
  settings.url = "smtp://localhost" + settings.url.substr(settings.url.rfind(':'));
  const SendResult other_name = Sender(settings)->Send(SampleMail(), Yes);
  EXPECT_TRUE(std::holds_alternative<MailServerUnreachable>(other_name)) << Show(other_name);
  EXPECT_EQ(Arrived(), 0U);
}

TEST_F(SmtpSenderTest, AServerThatIsAwayIsUnreachable) {
  const auto sender = Sender(Settings());
  mailbox_->Kill();
  const SendResult away = sender->Send(SampleMail(), Yes);
  mailbox_->Start();
  EXPECT_TRUE(std::holds_alternative<MailServerUnreachable>(away)) << Show(away);
  EXPECT_TRUE(std::holds_alternative<MailAccepted>(sender->Send(SampleMail(), Yes)));
}

// At least once: the server has it, we cannot know, so it is sent again under the same Message-ID.
TEST_F(SmtpSenderTest, NoAnswerAfterTheMessageMeansTryAgain) {
  const auto sender = Sender(Settings());
  mailbox_->SetFaults({{"drop_after_accept_next", 1}});
  const SendResult result = sender->Send(SampleMail(), Yes);
  ASSERT_TRUE(std::holds_alternative<MailDeferred>(result)) << Show(result);
  EXPECT_EQ(std::get<MailDeferred>(result).reply_code, 0);
  EXPECT_EQ(Arrived(), 1U);
  EXPECT_TRUE(std::holds_alternative<MailAccepted>(sender->Send(SampleMail(), Yes)));
  const nlohmann::json messages = mailbox_->Messages();
  EXPECT_EQ(messages[before_]["message_id"], messages[before_ + 1]["message_id"]);
}

TEST_F(SmtpSenderTest, ALateAnswerIsNoAnswer) {
  SmtpSettings settings = Settings();
  settings.reply_timeout = std::chrono::seconds(1);
  mailbox_->SetFaults({{"stall_before_reply_ms", 5'000}});
  const SendResult result = Sender(settings)->Send(SampleMail(), Yes);
  ASSERT_TRUE(std::holds_alternative<MailDeferred>(result)) << Show(result);
  EXPECT_EQ(std::get<MailDeferred>(result).reply_code, 0);
}

TEST_F(SmtpSenderTest, BeforeDataIsAskedOnceAndCanCallItOff) {
  const auto sender = Sender(Settings());
  const Status lost(Code::kAborted, "LEASE_LOST", "somebody else sends this");
  int asked = 0;
  const auto no = [&] {
    ++asked;
    return lost;
  };
  const SendResult result = sender->Send(SampleMail(), no);
  ASSERT_TRUE(std::holds_alternative<MailWithheld>(result)) << Show(result);
  EXPECT_EQ(std::get<MailWithheld>(result).status, lost);
  EXPECT_EQ(asked, 1);
  // The next one goes through, and by then the server has dropped the one before.
  EXPECT_TRUE(std::holds_alternative<MailAccepted>(sender->Send(SampleMail(), Yes)));
  EXPECT_EQ(Arrived(), 1U);
}

TEST_F(SmtpSenderTest, BeforeDataIsNotAskedWhileTheServerHasNotAgreed) {
  mailbox_->SetFaults({{"reply_4xx_next", 1}, {"reply_at", "RCPT"}});
  int asked = 0;
  const SendResult result = Sender(Settings())->Send(SampleMail(), [&] {
    ++asked;
    return OkStatus();
  });
  EXPECT_TRUE(std::holds_alternative<MailDeferred>(result)) << Show(result);
  EXPECT_EQ(asked, 0);
}

// A port that takes connections and says nothing.
class SilentPort {
 public:
  SilentPort() : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    const bool listening = bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                           listen(socket_, 8) == 0 &&
                           getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    EXPECT_TRUE(listening);
    url_ = "smtp://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  }
  ~SilentPort() { close(socket_); }
  SilentPort(const SilentPort&) = delete;
  SilentPort& operator=(const SilentPort&) = delete;

  const std::string& url() const { return url_; }

 private:
  int socket_;
  std::string url_;
};

TEST(SmtpSender, ASilentServerIsGivenUp) {
  const SilentPort port;
  const StopSignal stop;
  SmtpSettings settings;
  settings.url = port.url();
  settings.session_timeout = std::chrono::milliseconds(300);
  const SendResult result = SmtpSender::Create(settings, stop).value()->Send(SampleMail(), Yes);
  EXPECT_TRUE(std::holds_alternative<MailServerUnreachable>(result)) << Show(result);
}

TEST(SmtpSender, StoppingDoesNotWaitForASilentServer) {
  const SilentPort port;
  StopSignal stop;
  SmtpSettings settings;
  settings.url = port.url();
  const auto sender = SmtpSender::Create(settings, stop).value();
  std::thread stopper([&] { stop.Stop(); });
  const auto begin = std::chrono::steady_clock::now();
  const SendResult result = sender->Send(SampleMail(), Yes);
  stopper.join();
  EXPECT_TRUE(std::holds_alternative<MailServerUnreachable>(result)) << Show(result);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(SmtpSender, SettingsThatCannotWorkAreRefusedWithTheirName) {
  const StopSignal stop;
  SmtpSettings settings;
  settings.url = "127.0.0.1:25";
  EXPECT_EQ(SmtpSender::Create(settings, stop).status().reason(), kSmtpSettingsInvalid);
  settings.url = "smtp://127.0.0.1:25";
  settings.user = "waggle";
  settings.password_file = "/nonexistent/password";
  EXPECT_NE(SmtpSender::Create(settings, stop).status().detail().find("/nonexistent/password"),
            std::string::npos);
  settings.user = "";
  settings.ca_file = "/nonexistent/ca.pem";
  EXPECT_NE(SmtpSender::Create(settings, stop).status().detail().find("/nonexistent/ca.pem"),
            std::string::npos);
}

}  // namespace
}  // namespace waggle::notification::adapters
