#include "workers/access/handlers.h"
#include "workers/access/invitation.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {

Task<RejectInvitation::Output> reject_invitation(Context& context, RejectInvitation::Input input) {
  const auto current = co_await require_session(context);
  auto found = co_await find_invitation(context, input.invitationId);
  if (!found || found->status != InvitationStatus::pending) co_await refuse(kInvitationNotThere);
  if (found->email != current.user.email) co_await refuse(kNotTheRecipient);
  if (!co_await end_invitation(context, *found, InvitationStatus::rejected, current.user.id))
    co_await refuse(kInvitationNotThere);
  co_return RejectInvitation::Output{std::move(*found), std::nullopt};
}

}  // namespace crow::auth
