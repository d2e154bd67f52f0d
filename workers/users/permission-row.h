// A member's permissions as the identity database has them.
#pragma once

#include <optional>

#include "shared/contracts/users.h"
#include "shared/service/context.h"

namespace crow::users {

// A member's role, and how their permissions differ from it.
struct PermissionRow {
  Role role{};
  std::optional<RawJson> disabled;
  std::optional<RawJson> chatComponents;
  std::optional<std::int64_t> chatLookbackDays;

  static constexpr auto fields = describe(
      field<&PermissionRow::role>("role", ""), field<&PermissionRow::disabled>("disabled", ""),
      field<&PermissionRow::chatComponents>("chatComponents", ""),
      field<&PermissionRow::chatLookbackDays>("chatLookbackDays", ""));
};

// The statement that reads it: one row, none for strangers.
sql::Bound<PermissionRow> select_permissions(std::string_view user_id,
                                             std::string_view organization_id);

// The row as the API shows it.
//
// Errors: not_found, without a row; internal, for what is stored wrongly.
Result<GetPermissions::Output> show_permissions(const std::vector<PermissionRow>& rows);

}  // namespace crow::users
