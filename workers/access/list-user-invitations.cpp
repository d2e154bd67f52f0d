#include "workers/access/handlers.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<ListUserInvitations::Received, std::string_view> kSelectReceived{
    "access.list_received_invitations", R"sql(
  SELECT i.organization_id, i.email, i.role, i.status, i.expires_at, i.created_at, i.inviter_id,
         i.id, o.name AS organization_name
    FROM invitation AS i
    JOIN organization AS o ON o.id = i.organization_id
   WHERE i.email = ?1 AND i.status = 'pending'
   ORDER BY i.created_at, i.id
   LIMIT 100
)sql"};

}  // namespace

Task<ListUserInvitations::Output> list_user_invitations(Context& context,
                                                        ListUserInvitations::Input input) {
  const auto current = co_await find_session(context);
  if (input.email && !input.email->empty())
    co_await refuse(400, {}, "User email cannot be passed for client side API calls.");
  if (!current) co_await refuse(400, {}, "Missing session headers, or email query parameter.");
  if (!current->user.emailVerified) co_await refuse(kVerifiedEmailOnly);
  co_return co_await context.database.all(kSelectReceived, current->user.email);
}

}  // namespace crow::auth
