#include "workers/auth/audit.h"
#include "workers/auth/cookie.h"
#include "workers/auth/handlers.h"
#include "workers/auth/own-password.h"
#include "workers/auth/password.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<sql::None, std::string_view, std::string_view, Timestamp> kSetPassword{
    "auth.change_password", R"sql(
  UPDATE account SET password = ?2, updated_at = ?3
   WHERE user_id = ?1 AND provider_id = 'credential'
)sql"};

}  // namespace

Task<ChangePassword::Output> change_password(Context& context, ChangePassword::Input input) {
  auto current = co_await require_session(context);
  co_await check_password(input.newPassword);
  co_await check_own_password(context, current.user, std::move(input.currentPassword));
  const std::string hash = co_await hash_password(context.host, input.newPassword);

  const std::string user_id = current.user.id;
  ChangePassword::Output output{.token = std::nullopt, .user = std::move(current.user)};
  const auto set = sql::bind(kSetPassword, user_id, hash, context.now());
  const auto logged =
      log_event(context, {.action = AuditAction::password_changed, .actor_id = user_id});
  if (!input.revokeOtherSessions.value_or(false)) {
    co_await context.database.batch(set, logged);
    co_return output;
  }
  // All of them end, this one too: another begins here.
  Session session = new_session(context, user_id, false);
  co_await context.database.batch(delete_sessions(user_id), set, logged,
                                  insert_session(session, false));
  co_await set_session_cookie(context, session.token);
  output.token = std::move(session.token);
  co_return output;
}

}  // namespace crow::auth
