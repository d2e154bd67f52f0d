#include "shared/core/text.h"
#include "shared/identity/audit.h"
#include "workers/users/handlers.h"
#include "workers/users/permission-row.h"
#include "workers/users/person.h"

namespace crow::users {
namespace {

// What is to be switched on, and what off.
struct Changes {
  std::vector<Permission> on, off;
};

using Components = std::optional<std::vector<ChatComponent>>;

// Whoever left meanwhile gets no row, and two changes at once both count: the list is changed where
// it stands.
constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::vector<Permission>,
                         std::vector<Permission>, Components, std::optional<std::int64_t>,
                         Timestamp>
    kChange{"users.update_permissions", R"sql(
  INSERT INTO member_permission
    (user_id, organization_id, disabled, chat_components, chat_lookback_days, updated_at)
  SELECT user_id, organization_id, ?4, coalesce(?5, '[]'), coalesce(?6, 30), ?7
    FROM member
   WHERE user_id = ?1 AND organization_id = ?2
      ON CONFLICT (user_id, organization_id) DO UPDATE SET
         disabled = (SELECT json_group_array(name) FROM (
           SELECT value AS name FROM json_each(member_permission.disabled)
            WHERE value NOT IN (SELECT value FROM json_each(?3))
           UNION
           SELECT value FROM json_each(?4))),
         chat_components = coalesce(?5, chat_components),
         chat_lookback_days = coalesce(?6, chat_lookback_days),
         updated_at = excluded.updated_at
)sql"};

// A member manages neither team nor keys, an owner or admin everything.
Result<> check_change(Role role, Permission permission, bool enables) {
  const bool is_of_admins =
      permission == Permission::team_management || permission == Permission::api_key_management;
  if (role != Role::member && !enables)
    return fail(ErrorCode::conflict,
                concat("An ", name_of(role), " has every permission: ", name_of(permission),
                       " can be switched off for members alone."));
  if (role == Role::member && is_of_admins && enables)
    return fail(ErrorCode::conflict, concat("A member cannot have ", name_of(permission),
                                            ": give the person the role admin."));
  return {};
}

Result<Changes> changes_of(const UpdatePermissions::Input& input, Role role) {
  Changes changes;
  const auto add = [&](Permission permission, const auto& part) -> Result<> {
    if (!part || !part->enabled) return {};
    TRY(check_change(role, permission, *part->enabled));
    (*part->enabled ? changes.on : changes.off).push_back(permission);
    return {};
  };
  TRY(add(Permission::chat, input.chat));
  TRY(add(Permission::interactions, input.interactions));
  TRY(add(Permission::patterns, input.patterns));
  TRY(add(Permission::team_management, input.teamManagement));
  TRY(add(Permission::api_key_management, input.apiKeyManagement));
  return changes;
}

std::string list_of(const std::vector<Permission>& permissions) {
  std::string out;
  for (const Permission permission : permissions)
    out += concat(out.empty() ? "" : ", ", name_of(permission));
  return out;
}

}  // namespace

Task<UpdatePermissions::Output> update_permissions(Context& context,
                                                   UpdatePermissions::Input input) {
  const std::string person = person_of(context, input.id);
  const std::string& organization = context.caller.organization_id;
  const auto [found] = co_await context.database.batch(select_permissions(person, organization));
  co_await show_permissions(found.rows);
  const Changes changes = co_await changes_of(input, found.rows.front().role);
  Components components;
  std::optional<std::int64_t> days;
  if (input.chat) {
    if (input.chat->components) components = std::move(input.chat->components->value);
    if (input.chat->lookbackWindow) days = *input.chat->lookbackWindow;
  }
  co_await require(!changes.on.empty() || !changes.off.empty() || components || days,
                   ErrorCode::invalid_argument, "Nothing is to change: give a permission.");
  const auto [changed, logged, after] = co_await context.database.batch(
      sql::bind(kChange, person, organization, changes.on, changes.off, components, days,
                context.now()),
      audit(context.host, {.action = AuditAction::permissions_changed,
                           .organization_id = organization,
                           .actor_id = context.caller.user_id,
                           .subject_id = person,
                           .detail = {{"on", list_of(changes.on)}, {"off", list_of(changes.off)}},
                           .only_if_changed = true}),
      select_permissions(person, organization));
  co_return co_await show_permissions(after.rows);
}

}  // namespace crow::users
