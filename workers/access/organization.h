// Organizations, as the operations that find one share them.
#pragma once

#include <optional>
#include <string_view>

#include "shared/contracts/auth/organizations.h"
#include "shared/service/context.h"
#include "workers/auth/session.h"

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

// The organization that a member wants to see: with this slug, else the one given, else the
// session's; absent when none of them is named. A stranger's session acts for it no more.
//
// Errors: ORGANIZATION_NOT_FOUND; USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION.
Task<std::optional<OrganizationRow>> show_organization(const Context& context,
                                                       const CurrentSession& current,
                                                       const std::optional<std::string>& id,
                                                       const std::optional<std::string>& slug);

// The statement that makes an organization the one that a session acts for, or none. The session is
// to be forgotten then.
sql::Bound<sql::None> activation(std::string_view session_id,
                                 std::optional<std::string> organization_id);

// Does that, and has the session forgotten.
Task<> activate(const Context& context, const Session& session,
                std::optional<std::string> organization_id);

}  // namespace crow::auth
