// Writes the mails of the sample facts to a directory, to be looked at:
// `notification_write_sample_mails DIRECTORY`.

#include <fstream>
#include <iostream>
#include <string>

#include "services/notification/tests/sample_facts.h"

namespace {

using waggle::notification::domain::Mail;

bool Write(const std::string& path, const Mail& mail) {
  std::ofstream html(path + ".html");
  html << mail.html;
  std::ofstream text(path + ".txt");
  text << "Subject: " << mail.subject.value() << "\n\n" << mail.text;
  return html.good() && text.good();
}

}  // namespace

int main(int argc, char** argv) {
  namespace domain = waggle::notification::domain;
  if (argc != 2) {
    std::cerr << "usage: notification_write_sample_mails DIRECTORY\n";
    return 2;
  }
  const std::string directory = argv[1];
  const Mail match =
      ComposeMatchMail(domain::SampleDelivery(), domain::SampleMatch(), domain::SampleSettings());
  const Mail review = ComposeReviewMail(domain::SampleReviewDelivery(), domain::SampleReview(),
                                        domain::SampleSettings());
  if (!Write(directory + "/match", match) || !Write(directory + "/review", review)) {
    std::cerr << directory << ": cannot be written to\n";
    return 1;
  }
  return 0;
}
