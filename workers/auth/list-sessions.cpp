#include "workers/auth/handlers.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<Session, std::string_view, Timestamp> kSelectSessions{"auth.list_sessions",
                                                                               R"sql(
  SELECT expires_at, token, created_at, updated_at, ip_address, user_agent, user_id,
         active_organization_id, id
    FROM session
   WHERE user_id = ?1 AND expires_at > ?2
   ORDER BY created_at, id
   LIMIT 1000
)sql"};

}  // namespace

Task<ListSessions::Output> list_sessions(Context& context, ListSessions::Input) {
  const auto current = co_await require_session(context);
  if (!is_fresh(current.session, context.now())) co_await refuse(kSessionNotFresh);
  co_return co_await context.database.all(kSelectSessions, current.user.id, context.now());
}

}  // namespace crow::auth
