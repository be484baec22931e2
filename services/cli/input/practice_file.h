#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "libs/base/status.h"
#include "waggle/intake/v1/organisation.pb.h"

namespace waggle::cli {

// What is wrong with one line of an import file.
struct LineError {
  int line = 0;
  Status status;
};

// An organisation and the first line that names it.
struct OrganisationLine {
  int line = 0;
  intake::v1::Organisation organisation;
};

// A file of practices, taken apart into the organisations to register. Each line names a practice
// and the PCN, sub-ICB location and ICB above it, so lines must agree on those.
struct PracticeFile {
  // ICBs, sub-ICB locations, PCNs, practices: parents before their members, each organisation once.
  // The last tier has one entry per good line.
  std::array<std::vector<OrganisationLine>, 4> tiers;
  // In order of line.
  std::vector<LineError> errors;
};

// The header names the columns in any order; all of ods_code, name, postcode, pcn_code, pcn_name,
// sub_icb_code, icb_code, icb_name, list_size, imd_decile, rural_urban, clinical_system and
// dispensing must be there, others are ignored. A header that cannot be used is the only error
// then.
PracticeFile ReadPracticeFile(std::string_view text);

}  // namespace waggle::cli
