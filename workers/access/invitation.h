// Invitations, as the operations that find one share them.
#pragma once

#include <optional>
#include <string_view>

#include "shared/contracts/auth/members.h"
#include "shared/service/context.h"

namespace crow::auth {

// The invitation with this id, whatever became of it; absent when there is none.
Task<std::optional<Invitation>> find_invitation(const Context& context, std::string_view id);

// The statement that reads those of an organization, the oldest first.
sql::Bound<Invitation> select_invitations(std::string_view organization_id);

// Whom a member may see invited: owners all, admins all but owners-to-be, others nobody.
bool may_see_invitation(Role role, const Invitation& invitation);

// Sets what became of an invitation; false when it is not pending any more, and stays as it is,
// unless `even_if_over`.
Task<bool> end_invitation(const Context& context, Invitation& invitation, InvitationStatus status,
                          std::string_view actor_id, bool even_if_over = false);

}  // namespace crow::auth
