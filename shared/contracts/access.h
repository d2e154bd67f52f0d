// The operations of access: for which organization somebody acts, and with which keys. They are
// Better Auth's, below /auth/organization and /auth/api-key, as auth's are; see
// shared/contracts/auth.h. Those below /internal do the same for the callers of other services.
#pragma once

#include "shared/contracts/auth/api-keys.h"
#include "shared/contracts/auth/for-callers.h"
#include "shared/contracts/auth/members.h"

namespace crow::access {

using All = Operations<
    auth::CreateOrganization, auth::CheckSlug, auth::SetActiveOrganization, auth::ListOrganizations,
    auth::GetOrganization, auth::GetFullOrganization, auth::UpdateOrganization,
    auth::DeleteOrganization, auth::InviteMember, auth::AcceptInvitation, auth::RejectInvitation,
    auth::CancelInvitation, auth::GetInvitation, auth::ListInvitations, auth::ListUserInvitations,
    auth::ListOrganizationMembers, auth::GetActiveMember, auth::GetActiveMemberRole,
    auth::UpdateMemberRole, auth::RemoveMember, auth::LeaveOrganization, auth::HasPermission,
    auth::CreateApiKey, auth::UpdateApiKey, auth::DeleteApiKey, auth::VerifyApiKey,
    auth::ListApiKeys, auth::GetApiKey, auth::CreateOrganizationFor, auth::UpdateOrganizationFor,
    auth::DeleteOrganizationFor, auth::InviteMemberFor, auth::CancelInvitationFor,
    auth::UpdateMemberRoleFor, auth::RemoveMemberFor, auth::LeaveOrganizationFor>;

}  // namespace crow::access
