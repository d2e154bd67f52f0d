#include "workers/auth/cookie.h"
#include "workers/auth/end-sessions.h"
#include "workers/auth/handlers.h"
#include "workers/auth/session.h"

namespace crow::auth {

Task<RevokeSessions::Output> revoke_sessions(Context& context, RevokeSessions::Input) {
  const auto current = co_await require_session(context);
  co_await end_sessions(context, current.user.id, delete_sessions(current.user.id));
  delete_session_cookies(context);
  co_return Done{};
}

}  // namespace crow::auth
