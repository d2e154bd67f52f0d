#include "workers/access/routes.h"

#include "workers/access/for-callers.h"
#include "workers/access/handlers.h"
#include "workers/auth/endpoint.h"

namespace crow::access {
namespace {

using namespace auth;

constexpr std::array kTable = {
    auth::serve<CreateOrganization, create_organization>(),
    auth::serve<CheckSlug, check_slug>(),
    auth::serve<SetActiveOrganization, set_active_organization>(),
    auth::serve<ListOrganizations, list_organizations>(),
    auth::serve<GetOrganization, get_organization>(),
    auth::serve<GetFullOrganization, get_full_organization>(),
    auth::serve<UpdateOrganization, update_organization>(),
    auth::serve<DeleteOrganization, delete_organization>(),
    auth::serve<InviteMember, invite_member>(),
    auth::serve<AcceptInvitation, accept_invitation>(),
    auth::serve<RejectInvitation, reject_invitation>(),
    auth::serve<CancelInvitation, cancel_invitation>(),
    auth::serve<GetInvitation, get_invitation>(),
    auth::serve<ListInvitations, list_invitations>(),
    auth::serve<ListUserInvitations, list_user_invitations>(),
    auth::serve<ListOrganizationMembers, list_members>(),
    auth::serve<GetActiveMember, get_active_member>(),
    auth::serve<GetActiveMemberRole, get_active_member_role>(),
    auth::serve<UpdateMemberRole, update_member_role>(),
    auth::serve<RemoveMember, remove_member>(),
    auth::serve<LeaveOrganization, leave_organization>(),
    auth::serve<HasPermission, has_permission>(),
    auth::serve<CreateApiKey, create_api_key>(),
    auth::serve<UpdateApiKey, update_api_key>(),
    auth::serve<DeleteApiKey, delete_api_key>(),
    auth::serve<VerifyApiKey, verify_api_key>(),
    auth::serve<ListApiKeys, list_api_keys>(),
    auth::serve<GetApiKey, get_api_key>(),
    auth::serve<CreateOrganizationFor, create_organization_for>(),
    auth::serve<UpdateOrganizationFor, update_organization_for>(),
    auth::serve<DeleteOrganizationFor, delete_organization_for>(),
    auth::serve<InviteMemberFor, invite_member_for>(),
    auth::serve<CancelInvitationFor, cancel_invitation_for>(),
    auth::serve<UpdateMemberRoleFor, update_member_role_for>(),
    auth::serve<RemoveMemberFor, remove_member_for>(),
    auth::serve<LeaveOrganizationFor, leave_organization_for>(),
};
static_assert(serves_all(kTable, All{}));

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;

}  // namespace crow::access
