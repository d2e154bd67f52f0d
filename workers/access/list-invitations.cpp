#include "workers/access/handlers.h"
#include "workers/access/invitation.h"
#include "workers/access/member.h"
#include "workers/access/membership.h"
#include "workers/auth/refusal.h"

namespace crow::auth {

Task<ListInvitations::Output> list_invitations(Context& context, ListInvitations::Input input) {
  const auto current = co_await require_session(context);
  const std::string id = organization_of(input.organizationId, current.session);
  if (id.empty()) co_await refuse(400, {}, "Organization ID is required");
  const auto membership = co_await find_membership(context, current.user.id, id);
  if (!membership) co_await refuse(403, {}, "You are not a member of this organization");
  if (membership->role == Role::member) co_await refuse(kMayNotListInvitations);
  auto [found] = co_await context.database.batch(select_invitations(id));
  std::erase_if(found.rows, [&](const Invitation& invitation) {
    return !may_see_invitation(membership->role, invitation);
  });
  co_return std::move(found.rows);
}

}  // namespace crow::auth
