#include "workers/access/api-key.h"
#include "workers/access/handlers.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<sql::None, std::string_view> kDeleteKey{"auth.delete_key", R"sql(
  DELETE FROM apikey WHERE id = ?1
)sql"};

}  // namespace

Task<DeleteApiKey::Output> delete_api_key(Context& context, DeleteApiKey::Input input) {
  const auto current = co_await require_session(context);
  const auto key = co_await find_key(context, input.keyId);
  if (!key || key->userId != current.user.id) co_await refuse(kKeyNotFound);
  // Whoever made it may always revoke it, whatever they may do by now: nobody else can.
  co_await context.database.batch(sql::bind(kDeleteKey, key->id),
                                  log_key(context, AuditAction::key_deleted, *key));
  co_return DeleteApiKey::Output{};
}

}  // namespace crow::auth
