#pragma once

#include <curl/curl.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "libs/base/status.h"
#include "libs/base/stop_signal.h"
#include "services/notification/domain/mail_sender.h"

namespace waggle::notification::adapters {

// What libcurl does not tell afterwards about one message: how far the dialogue got and what the
// server answered last. Its static functions are libcurl's callbacks; each gets the transaction as
// its last argument. Lives for one transfer.
class SmtpTransaction {
 public:
  // Where the dialogue stands: at which question an answer, or its absence, has to be understood.
  enum class Stage { kSession, kSender, kRecipient, kData, kContent };

  // `text` is the first part of the content. Everything given must outlive the transaction. After
  // `session_limit` a dialogue that has not come to the content is given up; so it is when `stop`
  // says so.
  SmtpTransaction(std::string_view text, const std::function<Status()>& before_data,
                  std::chrono::milliseconds session_limit, const StopSignal& stop);
  SmtpTransaction(const SmtpTransaction&) = delete;
  SmtpTransaction& operator=(const SmtpTransaction&) = delete;

  // CURLOPT_DEBUGFUNCTION: follows the dialogue.
  static int OnDialogue(CURL* handle, curl_infotype type, char* data, std::size_t size, void* self);
  // Read callback of the first part. libcurl asks for content after the server's 354 only, so this
  // is the moment for `before_data`. Aborting makes libcurl close the connection without the final
  // dot: the server must drop the message.
  static std::size_t OnRead(char* buffer, std::size_t size, std::size_t count, void* self);
  // CURLOPT_XFERINFOFUNCTION: called at least once a second. Once content is on its way it is never
  // given up from here, because then the server may have it.
  static int OnProgress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

  // What became of it. `detail` is libcurl's text.
  domain::SendResult Outcome(CURLcode result, std::string_view detail) const;
  // Nothing of this message was answered: on a connection that was used before, that may have been
  // its end.
  bool UnansweredSender() const {
    return stage_ <= Stage::kSender && (reply_code_ == 0 || reply_code_ == 421);
  }

 private:
  void OnCommand(std::string_view line);
  void OnReply(std::string_view line);

  std::string_view rest_;
  const std::function<Status()>& before_data_;
  const StopSignal& stop_;
  std::chrono::steady_clock::time_point session_end_;
  Stage stage_ = Stage::kSession;
  // Answer to the last question; 0 while there is none.
  int reply_code_ = 0;
  // The last question was QUIT.
  bool farewell_ = false;
  // Of `before_data`.
  Status permission_;
};

}  // namespace waggle::notification::adapters
