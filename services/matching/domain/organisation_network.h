#pragma once

#include <optional>
#include <unordered_map>

#include "services/matching/domain/ods_code.h"

namespace waggle::matching::domain {

enum class OrganisationKind { kPractice, kPcn, kSubIcbLocation, kIcb };

// Practice in PCN in sub-ICB location in ICB, as of one moment: whoever fills it resolves the dated
// memberships. A plain value without locks.
class OrganisationNetwork {
 public:
  // Adds the organisation or replaces what was known of it. `parent` is empty where there is none
  // (an ICB, or a practice without a PCN).
  void Place(const OdsCode& organisation, OrganisationKind kind, const OdsCode& parent);

  // The organisation of that level which `organisation` is or belongs to; nothing where the chain
  // does not reach it.
  std::optional<OdsCode> PcnOf(const OdsCode& organisation) const;
  std::optional<OdsCode> SubIcbLocationOf(const OdsCode& organisation) const;
  std::optional<OdsCode> IcbOf(const OdsCode& organisation) const;
  // Whether `organisation` is `whole` or belongs to it, directly or not.
  bool IsWithin(const OdsCode& organisation, const OdsCode& whole) const;

 private:
  struct Node {
    OrganisationKind kind;
    OdsCode parent;
  };
  std::optional<OdsCode> AncestorOf(const OdsCode& organisation, OrganisationKind kind) const;

  std::unordered_map<OdsCode, Node> nodes_;
};

}  // namespace waggle::matching::domain
