#include "services/notification/adapters/smtp_sender.h"

#include <curl/curl.h>

#include <array>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include "libs/base/check.h"
#include "services/notification/adapters/smtp_message.h"
#include "services/notification/adapters/smtp_transaction.h"

namespace waggle::notification::adapters {
namespace {

struct CurlDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
using EasyHandle = std::unique_ptr<CURL, CurlDeleter>;
using StringList = std::unique_ptr<curl_slist, CurlDeleter>;
using MimeBody = std::unique_ptr<curl_mime, CurlDeleter>;

// What we set is known to this libcurl, so a refusal can only mean that memory ran out.
template <class Value>
void Set(CURL* handle, CURLoption option, Value value) {
  WAGGLE_CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

void Check(CURLcode result) { WAGGLE_CHECK(result == CURLE_OK); }

StringList MakeList(const std::vector<std::string>& entries) {
  StringList list;
  for (const std::string& entry : entries) {
    curl_slist* longer = curl_slist_append(list.get(), entry.c_str());
    WAGGLE_CHECK(longer != nullptr);
    (void)list.release();
    list.reset(longer);
  }
  return list;
}

Status Invalid(std::string detail) {
  return {Code::kFailedPrecondition, kSmtpSettingsInvalid, std::move(detail)};
}

Result<std::string> ReadPassword(const SmtpSettings& settings) {
  std::ifstream file(settings.password_file);
  std::string password{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  while (!password.empty() && (password.back() == '\n' || password.back() == '\r'))
    password.pop_back();
  if (!file || password.empty()) {
    return Invalid("the SMTP password file " + settings.password_file +
                   " cannot be read or is empty; it must hold the password of the user " +
                   settings.user);
  }
  return password;
}

Status CheckSettings(const SmtpSettings& settings) {
  if (!settings.url.starts_with("smtp://") && !settings.url.starts_with("smtps://")) {
    return Invalid("the SMTP address \"" + settings.url +
                   "\" does not begin with smtp:// or smtps://");
  }
  if (!settings.ca_file.empty() && !std::ifstream(settings.ca_file)) {
    return Invalid("the SMTP CA file " + settings.ca_file + " cannot be read");
  }
  return OkStatus();
}

}  // namespace

// libcurl's handle and the connection in it.
class SmtpSender::Connection {
 public:
  Connection(SmtpSettings settings, std::string_view password, const StopSignal& stop)
      : settings_(std::move(settings)), stop_(stop), handle_(curl_easy_init()) {
    WAGGLE_CHECK(handle_ != nullptr);
    CURL* const handle = handle_.get();
    Set(handle, CURLOPT_URL, settings_.url.c_str());
    Set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    Set(handle, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    Set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    Set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    Set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!settings_.ca_file.empty()) Set(handle, CURLOPT_CAINFO, settings_.ca_file.c_str());
    if (!settings_.user.empty()) {
      Set(handle, CURLOPT_USERNAME, settings_.user.c_str());
      Set(handle, CURLOPT_PASSWORD, std::string(password).c_str());
    }
    Set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings_.connect_timeout.count()));
    const auto reply_seconds = std::chrono::ceil<std::chrono::seconds>(settings_.reply_timeout);
    Set(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(reply_seconds.count()));
    Set(handle, CURLOPT_NOSIGNAL, 1L);
    Set(handle, CURLOPT_NOPROXY, "*");
    Set(handle, CURLOPT_TCP_KEEPALIVE, 1L);
    Set(handle, CURLOPT_ERRORBUFFER, error_.data());
    // Verbose only switches the dialogue callback on; nothing is printed.
    Set(handle, CURLOPT_VERBOSE, 1L);
    Set(handle, CURLOPT_DEBUGFUNCTION, &SmtpTransaction::OnDialogue);
    Set(handle, CURLOPT_NOPROGRESS, 0L);
    Set(handle, CURLOPT_XFERINFOFUNCTION, &SmtpTransaction::OnProgress);
  }

  domain::SendResult Send(const domain::Mail& mail, const std::function<Status()>& before_data) {
    const std::string text = WithCrlf(mail.text);
    SmtpTransaction transaction(text, before_data, settings_.session_timeout, stop_);
    CURLcode result = Perform(mail, text.size(), transaction);
    long connections = 0;
    Check(curl_easy_getinfo(handle_.get(), CURLINFO_NUM_CONNECTS, &connections));
    if (result == CURLE_OK || connections > 0 || !transaction.UnansweredSender()) {
      return transaction.Outcome(result, Detail(result));
    }
    // The connection from last time had ended. Nothing of this mail was sent, so it may be begun
    // again.
    SmtpTransaction again(text, before_data, settings_.session_timeout, stop_);
    Set(handle_.get(), CURLOPT_FRESH_CONNECT, 1L);
    result = Perform(mail, text.size(), again);
    Set(handle_.get(), CURLOPT_FRESH_CONNECT, 0L);
    return again.Outcome(result, Detail(result));
  }

 private:
  CURLcode Perform(const domain::Mail& mail, std::size_t text_size, SmtpTransaction& transaction) {
    CURL* const handle = handle_.get();
    const StringList headers = MakeHeaders(mail);
    const StringList recipients = MakeList({"<" + mail.to.address.value() + ">"});
    const std::string sender = "<" + mail.from.address.value() + ">";
    const MimeBody body = MakeBody(mail, text_size, transaction);
    Set(handle, CURLOPT_MAIL_FROM, sender.c_str());
    Set(handle, CURLOPT_MAIL_RCPT, recipients.get());
    Set(handle, CURLOPT_HTTPHEADER, headers.get());
    Set(handle, CURLOPT_MIMEPOST, body.get());
    Set(handle, CURLOPT_DEBUGDATA, &transaction);
    Set(handle, CURLOPT_XFERINFODATA, &transaction);
    error_.front() = '\0';
    const CURLcode result = curl_easy_perform(handle);
    // The handle must not remember what ends with this function; a kept connection is closed
    // without its callbacks.
    Set(handle, CURLOPT_MAIL_RCPT, nullptr);
    Set(handle, CURLOPT_HTTPHEADER, nullptr);
    Set(handle, CURLOPT_MIMEPOST, nullptr);
    Set(handle, CURLOPT_DEBUGDATA, nullptr);
    Set(handle, CURLOPT_XFERINFODATA, nullptr);
    return result;
  }

  static StringList MakeHeaders(const domain::Mail& mail) {
    std::vector<std::string> fields = HeaderFields(mail);
    // libcurl adds the boundary.
    fields.emplace_back("Content-Type: multipart/alternative");
    return MakeList(fields);
  }

  // Plain text first, HTML after it: the last that a reader can show is the one it should show (RFC
  // 2046, 5.1.4).
  MimeBody MakeBody(const domain::Mail& mail, std::size_t text_size, SmtpTransaction& transaction) {
    MimeBody body(curl_mime_init(handle_.get()));
    WAGGLE_CHECK(body != nullptr);
    curl_mimepart* const text = curl_mime_addpart(body.get());
    Check(curl_mime_data_cb(text, static_cast<curl_off_t>(text_size), &SmtpTransaction::OnRead,
                            nullptr, nullptr, &transaction));
    Check(curl_mime_type(text, "text/plain; charset=utf-8"));
    Check(curl_mime_encoder(text, "quoted-printable"));
    const std::string html_text = WithCrlf(mail.html);
    curl_mimepart* const html = curl_mime_addpart(body.get());
    Check(curl_mime_data(html, html_text.data(), html_text.size()));
    Check(curl_mime_type(html, "text/html; charset=utf-8"));
    Check(curl_mime_encoder(html, "quoted-printable"));
    return body;
  }

  std::string Detail(CURLcode result) const {
    return error_.front() != '\0' ? error_.data() : curl_easy_strerror(result);
  }

  const SmtpSettings settings_;
  const StopSignal& stop_;
  std::array<char, CURL_ERROR_SIZE> error_{};
  EasyHandle handle_;
};

SmtpSender::SmtpSender(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)) {}

SmtpSender::~SmtpSender() = default;

Result<std::unique_ptr<SmtpSender>> SmtpSender::Create(const SmtpSettings& settings,
                                                       const StopSignal& stop) {
  WAGGLE_RETURN_IF_ERROR(CheckSettings(settings));
  std::string password;
  if (!settings.user.empty()) {
    WAGGLE_ASSIGN_OR_RETURN(password, ReadPassword(settings));
  }
  auto connection = std::make_unique<Connection>(settings, password, stop);
  return std::unique_ptr<SmtpSender>(new SmtpSender(std::move(connection)));
}

domain::SendResult SmtpSender::Send(const domain::Mail& mail,
                                    const std::function<Status()>& before_data) {
  return connection_->Send(mail, before_data);
}

}  // namespace waggle::notification::adapters
