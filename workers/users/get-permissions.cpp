#include "shared/identity/permissions.h"
#include "shared/json/read.h"
#include "workers/users/handlers.h"

namespace crow::users {
namespace {

// A member's role, and how their permissions differ from it.
struct Row {
  Role role{};
  std::optional<RawJson> disabled;
  std::optional<RawJson> chatComponents;
  std::optional<std::int64_t> chatLookbackDays;

  static constexpr auto fields =
      describe(field<&Row::role>("role", ""), field<&Row::disabled>("disabled", ""),
               field<&Row::chatComponents>("chatComponents", ""),
               field<&Row::chatLookbackDays>("chatLookbackDays", ""));
};

constexpr sql::Statement<Row, std::string_view, std::string_view> kSelectPermissions{
    "users.get_permissions", R"sql(
  SELECT m.role, p.disabled, p.chat_components, p.chat_lookback_days
    FROM member AS m
    LEFT JOIN member_permission AS p
      ON p.user_id = m.user_id AND p.organization_id = m.organization_id
   WHERE m.user_id = ?1 AND m.organization_id = ?2
)sql"};

}  // namespace

Task<GetPermissions::Output> get_permissions(Context& context, GetPermissions::Input input) {
  auto row =
      co_await context.database.find(kSelectPermissions, input.id, context.caller.organization_id);
  co_await require(row.has_value(), ErrorCode::not_found, "There is no such user.");

  const Permissions held = co_await permissions_of(row->role, row->disabled);
  GetPermissions::Output output;
  output.chat.enabled = held.has(Permission::chat);
  if (row->chatComponents)
    output.chat.components = co_await json::read_stored<std::vector<std::string>>(
        row->chatComponents->text, "member_permission.chat_components");
  output.chat.lookbackWindow = row->chatLookbackDays.value_or(output.chat.lookbackWindow);
  output.interactions.enabled = held.has(Permission::interactions);
  output.patterns.enabled = held.has(Permission::patterns);
  output.teamManagement.enabled = held.has(Permission::team_management);
  output.apiKeyManagement.enabled = held.has(Permission::api_key_management);
  co_return output;
}

}  // namespace crow::users
