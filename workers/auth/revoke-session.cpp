#include "workers/auth/audit.h"
#include "workers/auth/cookie.h"
#include "workers/auth/handlers.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<sql::None, std::string_view, std::string_view> kDeleteSession{
    "auth.revoke_session", R"sql(
  DELETE FROM session WHERE token = ?1 AND user_id = ?2
)sql"};

}  // namespace

Task<RevokeSession::Output> revoke_session(Context& context, RevokeSession::Input input) {
  const auto current = co_await require_session(context);
  co_await context.database.batch(sql::bind(kDeleteSession, input.token, current.user.id),
                                  log_event(context, {.action = AuditAction::session_revoked,
                                                      .actor_id = current.user.id,
                                                      .only_if_changed = true}));
  if (input.token == current.session.token) delete_session_cookies(context);
  co_return Done{};
}

}  // namespace crow::auth
