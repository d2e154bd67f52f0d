// What a user is and may do in an organization.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/identity/permissions.h"
#include "shared/service/context.h"
#include "workers/auth/session.h"

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

// An organization and what the caller is in it.
struct MembershipOf {
  std::string organization_id;
  Membership membership;
};

// The caller's membership of the organization with this slug, else the one given, else the
// session's.
//
// Errors: ORGANIZATION_NOT_FOUND; NO_ACTIVE_ORGANIZATION; that the caller is no member there.
Task<MembershipOf> require_membership(Context& context, const CurrentSession& current,
                                      const std::optional<std::string>& id,
                                      const std::optional<std::string>& slug);

// Whether the user may make and revoke keys there.
Task<bool> may_manage_keys(const Context& context, std::string_view user_id,
                           std::string_view organization_id);

}  // namespace crow::auth
