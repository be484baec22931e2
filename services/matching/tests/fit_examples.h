#pragma once

#include <string>

#include "services/matching/domain/experience.h"
#include "services/matching/domain/practice_context.h"

namespace waggle::matching::domain {

// An ordinary practice of which everything is known, in a PCN of its own.
inline PracticeContext PracticeExample(const std::string& code) {
  return {.ods_code = OdsCode(code),
          .list_size = 9000,
          .imd_decile = 5,
          .rurality = Rurality::kUrban,
          .clinical_system = ClinicalSystem::kEmis,
          .dispensing = Dispensing::kNo,
          .pcn = OdsCode("PCN of " + code),
          .sub_icb_location = OdsCode("S1"),
          .icb = OdsCode("Q1")};
}

// As different from PracticeExample as a practice can be.
inline PracticeContext UnlikePractice(const std::string& code) {
  PracticeContext practice = PracticeExample(code);
  practice.list_size = 1500;
  practice.imd_decile = 10;
  practice.rurality = Rurality::kRuralVillage;
  practice.clinical_system = ClinicalSystem::kSystmOne;
  practice.dispensing = Dispensing::kYes;
  return practice;
}

inline PracticeContext InPcn(PracticeContext practice, const std::string& pcn) {
  practice.pcn = OdsCode(pcn);
  return practice;
}

// A practice of which only the code is known.
inline PracticeContext UnknownPractice(const std::string& code) {
  PracticeContext practice;
  practice.ods_code = OdsCode(code);
  return practice;
}

}  // namespace waggle::matching::domain
