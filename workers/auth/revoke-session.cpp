#include "workers/auth/cookie.h"
#include "workers/auth/end-sessions.h"
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
  co_await end_sessions(context, current.user.id,
                        sql::bind(kDeleteSession, input.token, current.user.id));
  if (input.token == current.session.token) delete_session_cookies(context);
  co_return Done{};
}

}  // namespace crow::auth
