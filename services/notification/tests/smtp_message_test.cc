#include "services/notification/adapters/smtp_message.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "services/notification/tests/mail_reader.h"
#include "services/notification/tests/sample_facts.h"

namespace waggle::notification::adapters {
namespace {

domain::Mail Sample() {
  return {.from = domain::Mailbox::Parse("Waggle <waggle@example.org>").value(),
          .to = domain::Mailbox::Parse("Delphine Ashcombe-Ode <d@z90001.example.org>").value(),
          .subject = domain::HeaderText("An idea"),
          .date = domain::SampleTime(),
          .message_id = "1@example.org",
          .headers = {{"Auto-Submitted", domain::HeaderText("auto-generated")}},
          .text = "",
          .html = ""};
}

std::string SubjectField(std::string_view subject) {
  domain::Mail mail = Sample();
  mail.subject = domain::HeaderText(subject);
  return HeaderFields(mail)[2];
}

std::string ToField(std::string_view name) {
  domain::Mail mail = Sample();
  mail.to.name = domain::HeaderText(name);
  return HeaderFields(mail)[1];
}

void ExpectShortLines(const std::string& field) {
  std::size_t start = 0;
  for (std::size_t end = 0; end != std::string::npos; start = end + 2) {
    end = field.find("\r\n", start);
    EXPECT_LE(std::min(end, field.size()) - start, 76U) << field;
  }
}

TEST(HeaderFields, AreCompleteAndInOrder) {
  EXPECT_EQ(
      HeaderFields(Sample()),
      (std::vector<std::string>{"From: Waggle\r\n <waggle@example.org>",
                                "To: Delphine Ashcombe-Ode\r\n <d@z90001.example.org>",
                                "Subject: An idea", "Date: Sat, 22 Nov 2025 17:02:03 +0000",
                                "Message-ID: <1@example.org>", "Auto-Submitted: auto-generated"}));
}

TEST(HeaderFields, FoldLongSubjectsAtBlanks) {
  const std::string text =
      "An idea for your practice: a rather long title that goes on and on until it has to be "
      "folded";
  const std::string field = SubjectField(text);
  ExpectShortLines(field);
  EXPECT_NE(field.find("\r\n "), std::string::npos);
  EXPECT_EQ(domain::DecodedHeader(field), text);
}

TEST(HeaderFields, EncodeWhatIsNotAscii) {
  const std::string text =
      "Grüße – an idea for “Zoë’s” practice with £22 monitors and bees 🐝🐝🐝🐝🐝🐝🐝🐝🐝🐝🐝🐝";
  const std::string field = SubjectField(text);
  ExpectShortLines(field);
  EXPECT_TRUE(std::all_of(field.begin(), field.end(), [](unsigned char c) { return c < 0x80; }));
  EXPECT_EQ(domain::DecodedHeader(field), text);
}

TEST(HeaderFields, EncodeWhatOnlyLooksEncodedOrFitsNoLine) {
  EXPECT_EQ(SubjectField("=?utf-8?Q?x?=").find("=?utf-8?Q?x?="), std::string::npos);
  EXPECT_EQ(domain::DecodedHeader(SubjectField(std::string(300, 'x'))), std::string(300, 'x'));
  ExpectShortLines(SubjectField(std::string(300, 'x')));
}

TEST(HeaderFields, QuoteOrEncodeNames) {
  EXPECT_EQ(ToField(""), "To: <d@z90001.example.org>");
  EXPECT_EQ(ToField("Ashcombe, D. \"Dee\" \\"),
            "To: \"Ashcombe, D. \\\"Dee\\\" \\\\\"\r\n <d@z90001.example.org>");
  EXPECT_EQ(ToField("Zoë <x@evil.com>,"),
            "To: =?utf-8?Q?Zo=C3=AB_=3Cx=40evil=2Ecom=3E=2C?=\r\n <d@z90001.example.org>");
}

TEST(WithCrlf, EndsLinesAsSmtpWants) { EXPECT_EQ(WithCrlf("a\n\nb"), "a\r\n\r\nb"); }

}  // namespace
}  // namespace waggle::notification::adapters
