// What access writes for the callers of other services: shared/contracts/auth/for-callers.h.
#pragma once

#include "shared/contracts/auth/for-callers.h"
#include "shared/service/context.h"

namespace crow::auth {

// Errors of all: permission_denied; not_found; conflict, for what is taken or not possible now.
Task<CreateOrganizationFor::Output> create_organization_for(Context& context,
                                                            CreateOrganizationFor::Input input);
Task<Nothing> update_organization_for(Context& context, UpdateOrganizationFor::Input input);
Task<Nothing> delete_organization_for(Context& context, DeleteOrganizationFor::Input input);
Task<Invitation> invite_member_for(Context& context, InviteMemberFor::Input input);
Task<Nothing> cancel_invitation_for(Context& context, CancelInvitationFor::Input input);
Task<Nothing> update_member_role_for(Context& context, UpdateMemberRoleFor::Input input);
Task<Nothing> remove_member_for(Context& context, RemoveMemberFor::Input input);
Task<Nothing> leave_organization_for(Context& context, LeaveOrganizationFor::Input input);

}  // namespace crow::auth
