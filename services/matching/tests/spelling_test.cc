#include "services/matching/domain/spelling.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace waggle::matching::domain {
namespace {

TEST(OneSpelling, IsTheSameForBritishAndAmericanTexts) {
  const std::pair<std::string, std::string> pairs[] = {
      {"anaemia", "anemia"},         {"haemoglobin", "hemoglobin"}, {"oedema", "edema"},
      {"oestrogen", "estrogen"},     {"diarrhoea", "diarrhea"},     {"dyspnoeas", "dyspneas"},
      {"leukaemia", "leukemia"},     {"faecal", "fecal"},           {"paediatrics", "pediatrics"},
      {"gynaecology", "gynecology"}, {"tumour", "tumor"},           {"behaviours", "behaviors"},
      {"coeliac", "celiac"},         {"oesophagus", "esophagus"},   {"foetal", "fetal"}};
  for (const auto& [british, american] : pairs) {
    EXPECT_EQ(OneSpelling(british), OneSpelling(american)) << british;
    EXPECT_EQ(OneSpelling(american), american);
  }
}

TEST(OneSpelling, LeavesShortWordsAndTheirPluralsAlone) {
  for (const std::string word : {"", "a", "our", "hour", "hours", "four", "course", "toe", "toes",
                                 "shoes", "goes", "poem", "poems", "ae", "oe", "organise"}) {
    EXPECT_EQ(OneSpelling(word), word);
  }
}

TEST(OneSpelling, DoesNotChangeWhatItHasChanged) {
  for (const std::string word : {"resource", "haemorrhoea", "oeae", "aeoeour", "neighbourhood"}) {
    EXPECT_EQ(OneSpelling(OneSpelling(word)), OneSpelling(word)) << word;
  }
}

}  // namespace
}  // namespace waggle::matching::domain
