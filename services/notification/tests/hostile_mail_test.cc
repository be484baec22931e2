// Whatever people type, mail stays what it is: random bytes of every kind and pieces that mean
// something in headers, MIME, HTML and links, in every place.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include "services/notification/adapters/smtp_message.h"
#include "services/notification/domain/match_mail.h"
#include "services/notification/domain/review_mail.h"
#include "services/notification/tests/mail_reader.h"
#include "services/notification/tests/sample_facts.h"

namespace waggle::notification::domain {
namespace {

constexpr int kRandomTexts = 10'000;
constexpr int kWholeMails = 1'000;

// Bytes of every kind, and pieces that mean something in headers, MIME, HTML and links.
class HostileTexts {
 public:
  std::string Next() {
    const std::vector<std::string> pieces = {"\r\n",
                                             "\n",
                                             "\r",
                                             std::string(1, '\0'),
                                             "\r\nBcc: x@evil.com\r\n",
                                             "\r\n\r\n.\r\n",
                                             "=?utf-8?Q?=0D=0AX:_y?=",
                                             "=?",
                                             "?=",
                                             "<script>alert(1)</script>",
                                             "\"><img src=x onerror=y>",
                                             "</p></div>",
                                             "<!--",
                                             "]]>",
                                             "&lt;",
                                             "&#13;",
                                             "'",
                                             "\"",
                                             "\\",
                                             "<",
                                             ">",
                                             "&",
                                             "http://evil.com/",
                                             "www.evil.com",
                                             "evil.com",
                                             "javascript:alert(1)",
                                             "\u2028",
                                             "\u202E",
                                             "\u200B",
                                             "\u0085",
                                             "é",
                                             "🐝",
                                             "\xFF",
                                             "\xC3",
                                             "\xED\xA0\x80",
                                             " ",
                                             " ",
                                             " ",
                                             "--boundary",
                                             ".",
                                             ":"};
    std::string text;
    const std::size_t length = random_() % 60;
    for (std::size_t i = 0; i < length; ++i) {
      if (random_() % 2 == 0) {
        text += static_cast<char>(random_());
      } else {
        text += pieces[random_() % pieces.size()];
      }
    }
    return text;
  }

 private:
  // Always the same texts: a failure can be looked at again.
  std::mt19937 random_{20251122};
};

MatchMailFacts HostileMatch(HostileTexts& texts) {
  MatchMailFacts facts = SampleMatch();
  facts.recipient.display_name = texts.Next();
  facts.practice_name = texts.Next();
  facts.idea.title = texts.Next();
  facts.idea.problem_it_solves = texts.Next();
  facts.idea.how_it_works = texts.Next();
  facts.idea.core_elements = {texts.Next(), texts.Next()};
  facts.idea.resources = texts.Next();
  facts.idea.practice_name = texts.Next();
  facts.idea.author_name = texts.Next();
  facts.agreements = {{.sentence = texts.Next(), .subject = FitSubject::kElsewhere}};
  facts.cautions = {{.sentence = texts.Next()}, {.sentence = texts.Next()}};
  facts.problems = {
      {.title = texts.Next(), .reporter = {}, .shared_words = {texts.Next(), texts.Next()}}};
  return facts;
}

void ExpectSoundHeader(const Mail& mail) {
  const std::vector<std::string> fields = adapters::HeaderFields(mail);
  ASSERT_EQ(fields.size(), 5 + mail.headers.size());
  for (const std::string& field : fields) {
    for (std::size_t i = 0; i < field.size(); ++i) {
      const auto c = static_cast<unsigned char>(field[i]);
      if (c == '\r') {
        ASSERT_EQ(field.substr(i, 3), "\r\n ") << field;
        ASSERT_LT(i + 3, field.size());
        i += 2;
        continue;
      }
      ASSERT_TRUE(c >= 0x20 && c < 0x7F) << "byte " << int{c} << " in " << field;
    }
  }
  EXPECT_EQ(DecodedHeader(fields[2]), mail.subject.value());
}

void ExpectSoundParts(const Mail& mail) {
  const ReadHtml read = ReadMailHtml(mail.html);
  ASSERT_TRUE(read.violations.empty()) << read.violations.front() << "\n" << mail.html;
  ASSERT_EQ(read.links.size(), 2U);
  ASSERT_EQ(WordsOf(read.text), WordsOf(mail.text));
  for (const char c : mail.text) {
    const auto byte = static_cast<unsigned char>(c);
    ASSERT_TRUE(byte == '\n' || (byte >= 0x20 && byte != 0x7F)) << int{byte};
  }
  // The only address in it is our own, on a line of its own.
  std::string elsewhere = mail.text;
  const std::size_t own = elsewhere.find("\nhttps://waggle.example.org/");
  ASSERT_NE(own, std::string::npos);
  elsewhere.erase(own, elsewhere.find('\n', own + 1) - own);
  ASSERT_EQ(elsewhere.find("://"), std::string::npos) << elsewhere;
  ASSERT_EQ(elsewhere.find("www."), std::string::npos) << elsewhere;
  ASSERT_EQ(elsewhere.find("evil.com"), std::string::npos) << elsewhere;
}

TEST(HostileMail, NeverBreaksAHeader) {
  HostileTexts texts;
  Mail mail = ComposeMatchMail(SampleDelivery(), SampleMatch(), SampleSettings());
  for (int i = 0; i < kRandomTexts && !testing::Test::HasFatalFailure(); ++i) {
    const std::string text = texts.Next();
    mail.from.name = mail.to.name = mail.subject = HeaderText(text);
    mail.headers = {{"X-Sample", HeaderText(text)}};
    ExpectSoundHeader(mail);
  }
}

TEST(HostileMail, NeverBreaksTheHtmlOrTheText) {
  HostileTexts texts;
  for (int i = 0; i < kWholeMails && !testing::Test::HasFatalFailure(); ++i) {
    const Mail mail = ComposeMatchMail(SampleDelivery(), HostileMatch(texts), SampleSettings());
    ExpectSoundHeader(mail);
    ExpectSoundParts(mail);
  }
}

TEST(HostileMail, ReviewMailsNeither) {
  HostileTexts texts;
  for (int i = 0; i < kWholeMails / 4 && !testing::Test::HasFatalFailure(); ++i) {
    ReviewMailFacts facts = SampleReview();
    facts.idea = HostileMatch(texts).idea;
    facts.recipient.display_name = texts.Next();
    facts.shared_words = {texts.Next(), texts.Next()};
    const Mail mail = ComposeReviewMail(SampleReviewDelivery(), facts, SampleSettings());
    ExpectSoundHeader(mail);
    ExpectSoundParts(mail);
  }
}

TEST(HostileMail, MailsAboutWhatBecameOfAMatchNeither) {
  HostileTexts texts;
  for (int i = 0; i < kWholeMails / 4 && !testing::Test::HasFatalFailure(); ++i) {
    OverdueMailFacts overdue = SampleOverdue();
    overdue.recipient.display_name = texts.Next();
    overdue.practice_name = texts.Next();
    overdue.idea = HostileMatch(texts).idea;
    AnswerMailFacts answer = SampleAnswer();
    answer.recipient.display_name = texts.Next();
    answer.practice_name = texts.Next();
    answer.idea = overdue.idea;
    answer.kind = std::array{MatchAnswerKind::kTellMeMore, MatchAnswerKind::kWeWillTry,
                             MatchAnswerKind::kNotForUs}[static_cast<std::size_t>(i % 3)];
    answer.words = texts.Next();
    FollowUpMailFacts follow_up = SampleFollowUp();
    follow_up.practice_name = answer.practice_name;
    follow_up.idea = overdue.idea;
    follow_up.words = texts.Next();
    follow_up.follow_up =
        i % 2 == 0 ? DeclineFollowUp::kAnswered : DeclineFollowUp::kAdaptationOffered;
    for (const Mail& mail : {ReminderMail(HostileMatch(texts)), OverdueMail(overdue),
                             AnswerMail(answer), FollowUpMail(follow_up)}) {
      ExpectSoundHeader(mail);
      ExpectSoundParts(mail);
    }
  }
}

TEST(HostileMail, MailsAboutEndsAndReviewsNeither) {
  HostileTexts texts;
  for (int i = 0; i < kWholeMails / 4 && !testing::Test::HasFatalFailure(); ++i) {
    IdeaEndMailFacts ended = i % 2 == 0 ? SampleWithdrawal() : SampleReplacement();
    ended.recipient.display_name = texts.Next();
    ended.practice_name = texts.Next();
    ended.idea = HostileMatch(texts).idea;
    ended.reason = texts.Next();
    if (ended.successor) ended.successor = HostileMatch(texts).idea;
    ReviewMailFacts review = SampleReview();
    review.recipient.display_name = texts.Next();
    review.idea = ended.idea;
    review.shared_words = {texts.Next(), texts.Next()};
    const auto reason =
        std::array{ReviewReleaseReason::kReassigned, ReviewReleaseReason::kIdeaWithdrawn,
                   ReviewReleaseReason::kIdeaSuperseded}[static_cast<std::size_t>(i % 3)];
    for (const Mail& mail :
         {IdeaEndMail(ended), ReviewReminderMail(review, SampleOpenReview()),
          ReviewReminderMail(review, SampleAcceptedReview()),
          ReviewOverdueMail(review, SampleOverdueReview()), ReviewReleasedMail(review, reason)}) {
      ExpectSoundHeader(mail);
      ExpectSoundParts(mail);
    }
  }
}

TEST(HostileMail, IdsAndTracesNeither) {
  HostileTexts texts;
  for (int i = 0; i < kWholeMails / 4 && !testing::Test::HasFatalFailure(); ++i) {
    Delivery delivery = SampleDelivery();
    delivery.subject_id = SubjectId(texts.Next());
    delivery.message_id = texts.Next();
    delivery.traceparent = texts.Next();
    const Mail mail = ComposeMatchMail(delivery, SampleMatch(), SampleSettings());
    ExpectSoundHeader(mail);
    ExpectSoundParts(mail);
  }
}

TEST(HostileMail, TheReaderOfThisTestIsNotBlind) {
  EXPECT_FALSE(ReadMailHtml("<p><script>x</script></p>").violations.empty());
  EXPECT_FALSE(ReadMailHtml("<p onclick=\"x\">y</p>").violations.empty());
  EXPECT_FALSE(ReadMailHtml("<a href=\"x\" \">y</a>").violations.empty());
  EXPECT_FALSE(ReadMailHtml("<p>a > b</p>").violations.empty());
}

}  // namespace
}  // namespace waggle::notification::domain
