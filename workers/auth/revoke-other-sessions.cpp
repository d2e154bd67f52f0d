#include "workers/auth/end-sessions.h"
#include "workers/auth/handlers.h"
#include "workers/auth/session.h"

namespace crow::auth {

Task<RevokeOtherSessions::Output> revoke_other_sessions(Context& context,
                                                        RevokeOtherSessions::Input) {
  const auto current = co_await require_session(context);
  co_await end_sessions(context, current.user.id,
                        delete_sessions(current.user.id, current.session.token));
  co_return Done{};
}

}  // namespace crow::auth
