#include "workers/auth/audit.h"
#include "workers/auth/handlers.h"
#include "workers/auth/session.h"

namespace crow::auth {

Task<RevokeOtherSessions::Output> revoke_other_sessions(Context& context,
                                                        RevokeOtherSessions::Input) {
  const auto current = co_await require_session(context);
  co_await context.database.batch(delete_sessions(current.user.id, current.session.token),
                                  log_event(context, {.action = AuditAction::session_revoked,
                                                      .actor_id = current.user.id,
                                                      .only_if_changed = true}));
  co_return Done{};
}

}  // namespace crow::auth
