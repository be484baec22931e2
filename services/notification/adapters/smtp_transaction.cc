#include "services/notification/adapters/smtp_transaction.h"

#include <algorithm>
#include <cctype>
#include <cstring>

namespace waggle::notification::adapters {
namespace {

// Answers that speak of our access to the server, whatever was asked: not logged in, encryption
// wanted.
bool IsAboutAccess(int reply_code) {
  return reply_code == 530 || reply_code == 534 || reply_code == 535 || reply_code == 538;
}

std::string WithCode(std::string_view detail, int reply_code) {
  return std::string(detail) +
         (reply_code == 0 ? "" : " (server's answer " + std::to_string(reply_code) + ")");
}

}  // namespace

SmtpTransaction::SmtpTransaction(std::string_view text, const std::function<Status()>& before_data,
                                 std::chrono::milliseconds session_limit, const StopSignal& stop)
    : rest_(text),
      before_data_(before_data),
      stop_(stop),
      session_end_(std::chrono::steady_clock::now() + session_limit) {}

int SmtpTransaction::OnDialogue(CURL*, curl_infotype type, char* data, std::size_t size,
                                void* self) {
  auto* transaction = static_cast<SmtpTransaction*>(self);
  // The farewell to a connection belongs to no message.
  if (transaction == nullptr) return 0;
  const std::string_view line(data, size);
  if (type == CURLINFO_HEADER_OUT) transaction->OnCommand(line);
  if (type == CURLINFO_HEADER_IN) transaction->OnReply(line);
  return 0;
}

std::size_t SmtpTransaction::OnRead(char* buffer, std::size_t size, std::size_t count, void* self) {
  auto* transaction = static_cast<SmtpTransaction*>(self);
  if (transaction->stage_ != Stage::kContent) {
    if (transaction->before_data_) transaction->permission_ = transaction->before_data_();
    if (!transaction->permission_.ok()) return CURL_READFUNC_ABORT;
    transaction->stage_ = Stage::kContent;
    transaction->reply_code_ = 0;
  }
  const std::size_t bytes = std::min(size * count, transaction->rest_.size());
  std::memcpy(buffer, transaction->rest_.data(), bytes);
  transaction->rest_.remove_prefix(bytes);
  return bytes;
}

int SmtpTransaction::OnProgress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto* transaction = static_cast<const SmtpTransaction*>(self);
  if (transaction == nullptr || transaction->stage_ == Stage::kContent) return 0;
  const bool late = std::chrono::steady_clock::now() >= transaction->session_end_;
  return late || transaction->stop_.stopped() ? 1 : 0;
}

void SmtpTransaction::OnCommand(std::string_view line) {
  // After a refusal libcurl says goodbye; the friendly answer to that must not hide the refusal.
  farewell_ = line.starts_with("QUIT");
  if (farewell_) return;
  reply_code_ = 0;
  if (line.starts_with("MAIL ")) stage_ = Stage::kSender;
  if (line.starts_with("RCPT ")) stage_ = Stage::kRecipient;
  if (line.starts_with("DATA")) stage_ = Stage::kData;
}

void SmtpTransaction::OnReply(std::string_view line) {
  const bool code =
      line.size() >= 3 && std::all_of(line.begin(), line.begin() + 3,
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
  // Of an answer of several lines, "250-" is not the last.
  if (farewell_ || !code || (line.size() > 3 && line[3] == '-')) return;
  reply_code_ = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

domain::SendResult SmtpTransaction::Outcome(CURLcode result, std::string_view detail) const {
  if (!permission_.ok()) return domain::MailWithheld{permission_};
  const int answer = reply_code_ / 100;
  if (result == CURLE_OK || (stage_ == Stage::kContent && answer == 2)) {
    return domain::MailAccepted{reply_code_};
  }
  if (IsAboutAccess(reply_code_))
    return domain::MailServerUnreachable{WithCode(detail, reply_code_)};
  switch (stage_) {
    case Stage::kContent:
      if (answer == 5) return domain::MailRefused{reply_code_, WithCode(detail, reply_code_)};
      return domain::MailDeferred{answer == 4 ? reply_code_ : 0, WithCode(detail, reply_code_)};
    case Stage::kRecipient:
    case Stage::kData:
      if (answer == 5) return domain::MailRefused{reply_code_, WithCode(detail, reply_code_)};
      [[fallthrough]];
    case Stage::kSender:
      // A refusal of the sender for good is about this installation, so it must not end one message
      // after the other.
      if (answer == 4) return domain::MailDeferred{reply_code_, WithCode(detail, reply_code_)};
      [[fallthrough]];
    case Stage::kSession:
      break;
  }
  return domain::MailServerUnreachable{WithCode(detail, reply_code_)};
}

}  // namespace waggle::notification::adapters
