#include "workers/access/handlers.h"
#include "workers/access/invitation.h"
#include "workers/access/membership.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {

Task<CancelInvitation::Output> cancel_invitation(Context& context, CancelInvitation::Input input) {
  const auto current = co_await require_session(context);
  auto found = co_await find_invitation(context, input.invitationId);
  if (!found) co_await refuse(kInvitationNotFound);
  const auto membership = co_await find_membership(context, current.user.id, found->organizationId);
  if (!membership) co_await refuse(kMemberNotFound);
  if (membership->role == Role::member) co_await refuse(kMayNotCancel);
  // Better Auth cancels what was accepted, too; the platform's own API only what is pending.
  const bool is_own_route = context.caller.user_id.empty();
  if (!co_await end_invitation(context, *found, InvitationStatus::canceled, current.user.id,
                               is_own_route))
    co_await fail(ErrorCode::conflict, "The invitation is not pending any more.");
  co_return std::move(*found);
}

}  // namespace crow::auth
