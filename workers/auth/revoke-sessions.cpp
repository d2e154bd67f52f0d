#include "workers/auth/audit.h"
#include "workers/auth/cookie.h"
#include "workers/auth/handlers.h"
#include "workers/auth/session.h"

namespace crow::auth {

Task<RevokeSessions::Output> revoke_sessions(Context& context, RevokeSessions::Input) {
  const auto current = co_await require_session(context);
  co_await context.database.batch(delete_sessions(current.user.id),
                                  log_event(context, {.action = AuditAction::session_revoked,
                                                      .actor_id = current.user.id,
                                                      .only_if_changed = true}));
  delete_session_cookies(context);
  co_return Done{};
}

}  // namespace crow::auth
