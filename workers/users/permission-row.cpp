#include "workers/users/permission-row.h"

#include "shared/identity/permissions.h"
#include "shared/json/read.h"

namespace crow::users {
namespace {

constexpr sql::Statement<PermissionRow, std::string_view, std::string_view> kSelectPermissions{
    "users.get_permissions", R"sql(
  SELECT m.role, p.disabled, p.chat_components, p.chat_lookback_days
    FROM member AS m
    LEFT JOIN member_permission AS p
      ON p.user_id = m.user_id AND p.organization_id = m.organization_id
   WHERE m.user_id = ?1 AND m.organization_id = ?2
)sql"};

}  // namespace

sql::Bound<PermissionRow> select_permissions(std::string_view user_id,
                                             std::string_view organization_id) {
  return sql::bind(kSelectPermissions, user_id, organization_id);
}

Result<GetPermissions::Output> show_permissions(const std::vector<PermissionRow>& rows) {
  TRY(require(!rows.empty(), ErrorCode::not_found, "There is no such user."));
  const PermissionRow& row = rows.front();
  const Permissions held = TRY(permissions_of(row.role, row.disabled));
  GetPermissions::Output output;
  output.chat.enabled = held.has(Permission::chat);
  if (row.chatComponents)
    output.chat.components = TRY(json::read_stored<std::vector<ChatComponent>>(
        row.chatComponents->text, "member_permission.chat_components"));
  output.chat.lookbackWindow = row.chatLookbackDays.value_or(output.chat.lookbackWindow);
  output.interactions.enabled = held.has(Permission::interactions);
  output.patterns.enabled = held.has(Permission::patterns);
  output.teamManagement.enabled = held.has(Permission::team_management);
  output.apiKeyManagement.enabled = held.has(Permission::api_key_management);
  return output;
}

}  // namespace crow::users
