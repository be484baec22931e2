#include "services/cli/commands/import_practices.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "services/cli/commands/import_sender.h"
#include "services/cli/commands/request_id.h"
#include "services/cli/rpc/intake_methods.h"

namespace waggle::cli {
namespace {

using intake::v1::Organisation;

ImportCall MakeCall(RpcCaller& rpc, const OrganisationLine& entry) {
  intake::v1::RegisterOrganisationRequest request;
  *request.mutable_organisation() = entry.organisation;
  request.set_request_id(ImportRequestId("organisation", "", entry.organisation));
  return {entry.line, [&rpc, request = std::move(request)](std::chrono::milliseconds deadline) {
            return rpc.Call(kRegisterOrganisation, request, deadline).status();
          }};
}

// The organisations that were refused, with the first line of each.
using Refused = std::map<std::string, int>;

std::string ParentOf(const Organisation& organisation) {
  return organisation.memberships().empty() ? "" : organisation.memberships(0).parent_ods_code();
}

bool HasError(const ImportOutcome& outcome, int line) {
  return std::any_of(outcome.refused.begin(), outcome.refused.end(),
                     [line](const LineError& error) { return error.line == line; });
}

// Moves what lies below a refused organisation to the outcome; the rest is to be sent.
std::vector<OrganisationLine> WithoutOrphans(const std::vector<OrganisationLine>& tier,
                                             Refused& refused, ImportOutcome& outcome) {
  std::vector<OrganisationLine> left;
  for (const OrganisationLine& entry : tier) {
    const auto parent = refused.find(ParentOf(entry.organisation));
    if (parent == refused.end()) {
      left.push_back(entry);
      continue;
    }
    refused.emplace(entry.organisation.ods_code(), entry.line);
    const bool practice = entry.organisation.kind() == intake::v1::ORGANISATION_KIND_PRACTICE;
    // The line that named the refused organisation carries that refusal already.
    if (!practice || HasError(outcome, entry.line)) continue;
    outcome.refused.push_back(
        {entry.line, Status(Code::kFailedPrecondition, kParentRefused,
                            "the organisation above it, " + parent->first + " of line " +
                                std::to_string(parent->second) + ", was not registered")});
  }
  return left;
}

void RecordRefusals(const std::vector<OrganisationLine>& tier, SendReport& report, Refused& refused,
                    ImportOutcome& outcome) {
  for (LineError& error : report.refused) {
    for (const OrganisationLine& entry : tier) {
      if (entry.line == error.line &&
          entry.organisation.kind() != intake::v1::ORGANISATION_KIND_PRACTICE) {
        refused.emplace(entry.organisation.ods_code(), entry.line);
      }
    }
    outcome.refused.push_back(std::move(error));
  }
}

}  // namespace

void SendPractices(Session& session, const PracticeFile& file, ImportOutcome& outcome) {
  std::size_t total = 0;
  for (const auto& tier : file.tiers) total += tier.size();
  Progress progress(session.err, "organisations", total);
  Refused refused;
  for (const auto& whole_tier : file.tiers) {
    const std::vector<OrganisationLine> tier = WithoutOrphans(whole_tier, refused, outcome);
    std::vector<ImportCall> calls;
    for (const OrganisationLine& entry : tier) calls.push_back(MakeCall(session.rpc, entry));
    SendReport report = SendAll(calls, session.rpc.timeout(), progress);
    RecordRefusals(tier, report, refused, outcome);
    const bool practices = &whole_tier == &file.tiers.back();
    if (practices) outcome.imported = report.accepted;
    if (!report.interrupted.ok()) {
      outcome.interrupted = report.interrupted;
      outcome.not_sent = practices ? report.not_sent : file.tiers.back().size();
      return;
    }
  }
}

}  // namespace waggle::cli
