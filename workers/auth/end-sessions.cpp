#include "workers/auth/end-sessions.h"

#include "workers/auth/audit.h"
#include "workers/auth/session.h"

namespace crow::auth {

Task<> end_sessions(Context& context, std::string_view user_id, sql::Bound<sql::None> deletion) {
  co_await context.database.batch(std::move(deletion),
                                  log_event(context, {.action = AuditAction::session_revoked,
                                                      .actor_id = std::string(user_id),
                                                      .only_if_changed = true}));
  co_await forget_sessions_of(context, user_id);
}

}  // namespace crow::auth
