#include "workers/access/api-key.h"
#include "workers/access/handlers.h"
#include "workers/access/membership.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<sql::None, std::string_view> kDeleteKey{"auth.delete_key", R"sql(
  DELETE FROM apikey WHERE id = ?1
)sql"};

// Members may only revoke what they could make. Whoever left an organization may clear up after
// themselves.
Task<bool> may_delete(Context& context, const KeyRow& key) {
  if (!key.organizationId) co_return true;
  const auto membership = co_await find_membership(context, key.userId, *key.organizationId);
  if (!membership) co_return true;
  const Permissions held = co_await permissions_of(membership->role, membership->disabled);
  co_return held.has(Permission::api_key_management);
}

}  // namespace

Task<DeleteApiKey::Output> delete_api_key(Context& context, DeleteApiKey::Input input) {
  const auto current = co_await require_session(context);
  const auto key = co_await find_key(context, input.keyId);
  if (!key || key->userId != current.user.id) co_await refuse(kKeyNotFound);
  if (!co_await may_delete(context, *key)) co_await refuse(kMayNotManageKeys);
  co_await context.database.batch(sql::bind(kDeleteKey, key->id),
                                  log_key(context, AuditAction::key_deleted, *key));
  co_return DeleteApiKey::Output{};
}

}  // namespace crow::auth
