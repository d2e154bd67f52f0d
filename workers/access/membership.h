// What a user is and may do in an organization.
#pragma once

#include <optional>
#include <string_view>

#include "shared/identity/permissions.h"
#include "shared/service/context.h"

namespace crow::auth {

struct Membership {
  Role role{};
  std::optional<RawJson> disabled;  // A JSON array of permissions that an admin took away.

  static constexpr auto fields =
      describe(field<&Membership::role>("role", ""), field<&Membership::disabled>("disabled", ""));
};

// A user's membership; absent for strangers and organizations that do not exist.
Task<std::optional<Membership>> find_membership(const Context& context, std::string_view user_id,
                                                std::string_view organization_id);

// Whether the user may make and revoke keys there.
Task<bool> may_manage_keys(const Context& context, std::string_view user_id,
                           std::string_view organization_id);

}  // namespace crow::auth
