#include "services/cli/input/practice_file.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "services/cli/input/csv_reader.h"
#include "services/cli/input/field_reader.h"
#include "services/cli/input/input_file.h"

namespace waggle::cli {
namespace {

using intake::v1::Organisation;

enum Tier { kIcb, kSubIcb, kPcn, kPractice };

// The organisations of one line, by tier.
using Chain = std::array<Organisation, 4>;

constexpr std::array<std::string_view, 13> kColumns = {
    "ods_code",  "name",     "postcode",  "pcn_code",   "pcn_name",    "sub_icb_code",
    "icb_code",  "icb_name", "list_size", "imd_decile", "rural_urban", "clinical_system",
    "dispensing"};
// Column with the code of each tier.
constexpr std::array<std::string_view, 4> kCodeColumn = {"icb_code", "sub_icb_code", "pcn_code",
                                                         "ods_code"};

constexpr int kMostPatients = 1'000'000;

Status CheckHeader(const CsvRecord& header) {
  WAGGLE_RETURN_IF_ERROR(header.status);
  std::string missing;
  for (const std::string_view column : kColumns) {
    const auto count = std::count(header.fields.begin(), header.fields.end(), column);
    if (count == 0) missing += (missing.empty() ? "" : ", ") + std::string(column);
    if (count > 1) {
      return Status(Code::kInvalidArgument, kFileInvalid,
                    "the header has the column " + std::string(column) + " twice");
    }
  }
  if (missing.empty()) return OkStatus();
  return Status(Code::kInvalidArgument, kFileInvalid,
                "the header lacks " + missing + "; the first line must name the columns");
}

Record NameFields(const CsvRecord& row, const CsvRecord& header) {
  Record record;
  record.line = row.line;
  record.status = row.status;
  if (row.status.ok() && row.fields.size() != header.fields.size()) {
    record.status =
        Status(Code::kInvalidArgument, kFileInvalid,
               "has " + std::to_string(row.fields.size()) + " fields, the header has " +
                   std::to_string(header.fields.size()) + "; quote fields that contain commas");
  }
  if (!record.status.ok()) return record;
  for (std::size_t i = 0; i < row.fields.size(); ++i)
    record.fields[header.fields[i]] = row.fields[i];
  return record;
}

Organisation MakeOrganisation(intake::v1::OrganisationKind kind, std::string code, std::string name,
                              const Organisation* parent) {
  Organisation organisation;
  organisation.set_kind(kind);
  organisation.set_ods_code(std::move(code));
  organisation.set_name(std::move(name));
  if (parent != nullptr) organisation.add_memberships()->set_parent_ods_code(parent->ods_code());
  return organisation;
}

void TakeProfile(FieldReader& fields, intake::v1::PracticeProfile& profile) {
  profile.set_list_size(fields.Number("list_size", Need::kRequired, 0, kMostPatients));
  profile.set_imd_decile(fields.Number("imd_decile", Need::kOptional, 0, 10));
  profile.set_rurality(static_cast<intake::v1::Rurality>(
      fields.Choice("rural_urban", Need::kOptional,
                    {{"URBAN", intake::v1::RURALITY_URBAN},
                     {"RURAL_TOWN", intake::v1::RURALITY_RURAL_TOWN},
                     {"RURAL_VILLAGE", intake::v1::RURALITY_RURAL_VILLAGE}})));
  profile.set_clinical_system(static_cast<intake::v1::ClinicalSystem>(
      fields.Choice("clinical_system", Need::kOptional,
                    {{"EMIS", intake::v1::CLINICAL_SYSTEM_EMIS},
                     {"SYSTMONE", intake::v1::CLINICAL_SYSTEM_SYSTMONE}})));
  profile.set_dispensing(static_cast<intake::v1::Dispensing>(
      fields.Choice("dispensing", Need::kOptional,
                    {{"yes", intake::v1::DISPENSING_YES}, {"no", intake::v1::DISPENSING_NO}})));
}

Result<Chain> ChainFrom(const Record& record) {
  constexpr std::size_t kName = 200;
  constexpr std::size_t kPostcode = 10;
  WAGGLE_RETURN_IF_ERROR(record.status);
  FieldReader fields(record);
  Chain chain;
  chain[kIcb] = MakeOrganisation(intake::v1::ORGANISATION_KIND_ICB,
                                 fields.OdsCode("icb_code", Need::kRequired),
                                 fields.Text("icb_name", Need::kRequired, kName), nullptr);
  // The file gives sub-ICB locations no name; ODS names them after their ICB in the same way.
  const std::string sub_icb = fields.OdsCode("sub_icb_code", Need::kRequired);
  chain[kSubIcb] = MakeOrganisation(intake::v1::ORGANISATION_KIND_SUB_ICB_LOCATION, sub_icb,
                                    chain[kIcb].name() + " - " + sub_icb, &chain[kIcb]);
  chain[kPcn] = MakeOrganisation(intake::v1::ORGANISATION_KIND_PCN,
                                 fields.OdsCode("pcn_code", Need::kRequired),
                                 fields.Text("pcn_name", Need::kRequired, kName), &chain[kSubIcb]);
  chain[kPractice] = MakeOrganisation(intake::v1::ORGANISATION_KIND_PRACTICE,
                                      fields.OdsCode("ods_code", Need::kRequired),
                                      fields.Text("name", Need::kRequired, kName), &chain[kPcn]);
  chain[kPractice].set_postcode(fields.Text("postcode", Need::kOptional, kPostcode));
  TakeProfile(fields, *chain[kPractice].mutable_practice());
  WAGGLE_RETURN_IF_ERROR(fields.FinishPartial());
  return chain;
}

// What earlier lines said about every code.
class Register {
 public:
  // Adds the organisations that are new, or says where the line contradicts an earlier one; then
  // nothing is added.
  Status Add(int line, const Chain& chain, PracticeFile& file) {
    std::vector<FieldViolation> violations;
    for (int tier = kIcb; tier <= kPractice; ++tier) Compare(tier, chain, violations);
    if (!violations.empty()) return Status::Invalid(std::move(violations));
    for (int tier = kIcb; tier <= kPractice; ++tier) {
      const Organisation& organisation = chain[static_cast<std::size_t>(tier)];
      const bool is_new =
          known_.emplace(organisation.ods_code(), OrganisationLine{line, organisation}).second;
      if (is_new) file.tiers[static_cast<std::size_t>(tier)].push_back({line, organisation});
    }
    return OkStatus();
  }

 private:
  void Compare(int tier, const Chain& chain, std::vector<FieldViolation>& violations) const {
    const Organisation& now = chain[static_cast<std::size_t>(tier)];
    const std::string column(kCodeColumn[static_cast<std::size_t>(tier)]);
    for (int other = kIcb; other < tier; ++other) {
      if (chain[static_cast<std::size_t>(other)].ods_code() == now.ods_code()) {
        violations.push_back(
            {column, "is " + now.ods_code() + ", the same as " +
                         std::string(kCodeColumn[static_cast<std::size_t>(other)])});
      }
    }
    const auto found = known_.find(now.ods_code());
    if (found == known_.end()) return;
    const Organisation& before = found->second.organisation;
    const std::string earlier = "line " + std::to_string(found->second.line);
    if (before.kind() != now.kind()) {
      violations.push_back({column, "is " + now.ods_code() +
                                        ", which is another kind of organisation on " + earlier});
    } else if (tier == kPractice) {
      violations.push_back(
          {column, "is " + now.ods_code() + ", which was on " + earlier + " already"});
    } else if (before.name() != now.name() && tier != kSubIcb) {
      violations.push_back({column, now.ods_code() + " is named \"" + now.name() + "\", but \"" +
                                        before.name() + "\" on " + earlier});
    } else if (ParentOf(before) != ParentOf(now)) {
      violations.push_back({column, now.ods_code() + " belongs to " + ParentOf(now) + ", but to " +
                                        ParentOf(before) + " on " + earlier});
    }
  }

  static std::string ParentOf(const Organisation& organisation) {
    return organisation.memberships().empty() ? "" : organisation.memberships(0).parent_ods_code();
  }

  std::map<std::string, OrganisationLine> known_;
};

}  // namespace

PracticeFile ReadPracticeFile(std::string_view text) {
  PracticeFile file;
  const std::vector<CsvRecord> rows = ReadCsv(text);
  if (rows.empty()) return file;
  if (Status header = CheckHeader(rows.front()); !header.ok()) {
    file.errors.push_back({rows.front().line, std::move(header)});
    return file;
  }
  Register known;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const Result<Chain> chain = ChainFrom(NameFields(rows[i], rows.front()));
    Status status = chain.ok() ? known.Add(rows[i].line, *chain, file) : chain.status();
    if (!status.ok()) file.errors.push_back({rows[i].line, std::move(status)});
  }
  return file;
}

}  // namespace waggle::cli
