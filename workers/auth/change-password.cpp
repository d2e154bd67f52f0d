#include "workers/auth/audit.h"
#include "workers/auth/cookie.h"
#include "workers/auth/handlers.h"
#include "workers/auth/own-password.h"
#include "workers/auth/password.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

// Only in the place of the password that was checked: one that a reset set meanwhile stays.
constexpr sql::Statement<sql::None, std::string_view, std::string_view, Timestamp, std::string_view>
    kSetPassword{"auth.change_password", R"sql(
  UPDATE account SET password = ?2, updated_at = ?3
   WHERE user_id = ?1 AND provider_id = 'credential' AND password = ?4
)sql"};

// Only when the new one was set.
constexpr sql::Statement<sql::None, std::string_view, std::string_view> kDeleteSessions{
    "auth.end_sessions_of_old_password", R"sql(
  DELETE FROM session
   WHERE user_id = ?1
     AND EXISTS (SELECT 1 FROM account
                  WHERE user_id = ?1 AND provider_id = 'credential' AND password = ?2)
)sql"};

}  // namespace

Task<ChangePassword::Output> change_password(Context& context, ChangePassword::Input input) {
  auto current = co_await require_session(context);
  co_await check_password(input.newPassword);
  const std::string checked =
      co_await check_own_password(context, current.user, std::move(input.currentPassword));
  const std::string hash = co_await hash_password(context.host, input.newPassword);

  const std::string user_id = current.user.id;
  ChangePassword::Output output{.token = std::nullopt, .user = std::move(current.user)};
  const auto set = sql::bind(kSetPassword, user_id, hash, context.now(), checked);
  const auto logged = log_event(
      context,
      {.action = AuditAction::password_changed, .actor_id = user_id, .only_if_changed = true});
  if (!input.revokeOtherSessions.value_or(false)) {
    const auto answers = co_await context.database.batch(set, logged);
    if (std::get<0>(answers).changes == 0) co_await refuse(kInvalidPassword);
    co_return output;
  }
  // All of them end, this one too: another begins here.
  Session session = new_session(context, user_id, false);
  const auto answers =
      co_await context.database.batch(set, logged, sql::bind(kDeleteSessions, user_id, hash),
                                      insert_session_by_password(session, false, hash));
  if (std::get<0>(answers).changes == 0) co_await refuse(kInvalidPassword);
  co_await forget_sessions_of(context, user_id);
  co_await set_session_cookie(context, session.token);
  output.token = std::move(session.token);
  co_return output;
}

}  // namespace crow::auth
