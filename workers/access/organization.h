// Organizations, as the operations that find one share them.
#pragma once

#include <optional>
#include <string_view>

#include "shared/contracts/auth/organizations.h"
#include "shared/service/context.h"

namespace crow::auth {

// An organization, with what the asking user is in it; no role for a stranger.
struct OrganizationRow {
  Organization organization;
  std::optional<Role> role;

  static constexpr auto fields =
      describe(embed<&OrganizationRow::organization>(), field<&OrganizationRow::role>("role", ""));
};

// The organization with this id, or this slug; absent when there is none.
Task<std::optional<OrganizationRow>> find_organization(const Context& context,
                                                       std::string_view user_id,
                                                       std::string_view id);
Task<std::optional<OrganizationRow>> find_organization_by_slug(const Context& context,
                                                               std::string_view user_id,
                                                               std::string_view slug);

// Makes an organization the one that a session acts for, or none.
Task<> activate(const Context& context, std::string_view session_id,
                std::optional<std::string> organization_id);

}  // namespace crow::auth
