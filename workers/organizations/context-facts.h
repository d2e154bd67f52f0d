// What is known of an organization, asked of the services that know it.
#pragma once

#include "shared/contracts/interactions-internal.h"
#include "shared/contracts/organizations.h"
#include "shared/contracts/search-internal.h"
#include "shared/host/services.h"

namespace crow::organizations {

// What the identity database says.
struct Known {
  std::string name;
  std::int64_t members = 0;
  static constexpr auto fields =
      describe(field<&Known::name>("name", ""), field<&Known::members>("members", ""));
};

// Of the kContextDays days that end at `to`, and of as many before.
//
// Errors: unavailable.
Task<std::vector<Evidence>> gather_evidence(Services services, std::string organization_id,
                                            Known known, Timestamp to);

// The parts of it.
struct Counted {
  interactions::CountForService::Output now, before;
  search::CountForService::Output products;
};
std::vector<Evidence> evidence_of(std::string_view organization_id, const Known& known,
                                  const Counted& counted, Timestamp to);

}  // namespace crow::organizations
