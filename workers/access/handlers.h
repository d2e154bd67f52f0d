// What access does, a function for each operation of shared/contracts/access.h.
#pragma once

#include "shared/contracts/access.h"
#include "shared/service/context.h"

namespace crow::auth {

// Errors: 401 without a body; ORGANIZATION_ALREADY_EXISTS.
Task<CreateOrganization::Output> create_organization(Context& context,
                                                     CreateOrganization::Input input);

// Errors: UNAUTHORIZED, ORGANIZATION_NOT_FOUND, USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION.
Task<SetActiveOrganization::Output> set_active_organization(Context& context,
                                                            SetActiveOrganization::Input input);

// Errors: UNAUTHORIZED.
Task<ListOrganizations::Output> list_organizations(Context& context,
                                                   ListOrganizations::Input input);

// Errors: UNAUTHORIZED, ORGANIZATION_NOT_FOUND, USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION.
Task<GetFullOrganization::Output> get_full_organization(Context& context,
                                                        GetFullOrganization::Input input);

// Errors: UNAUTHORIZED, ORGANIZATION_NOT_FOUND, USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION.
Task<GetOrganization::Output> get_organization(Context& context, GetOrganization::Input input);

// Errors: UNAUTHORIZED, ORGANIZATION_SLUG_ALREADY_TAKEN.
Task<CheckSlug::Output> check_slug(Context& context, CheckSlug::Input input);

// Errors: 401 "User not found", ORGANIZATION_NOT_FOUND, USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION,
// YOU_ARE_NOT_ALLOWED_TO_UPDATE_THIS_ORGANIZATION, ORGANIZATION_SLUG_ALREADY_TAKEN.
Task<UpdateOrganization::Output> update_organization(Context& context,
                                                     UpdateOrganization::Input input);

// Errors: 401 without a body, ORGANIZATION_NOT_FOUND, USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION,
// YOU_ARE_NOT_ALLOWED_TO_DELETE_THIS_ORGANIZATION.
Task<DeleteOrganization::Output> delete_organization(Context& context,
                                                     DeleteOrganization::Input input);

// Errors: UNAUTHORIZED and those of invitations in refusal.h.
Task<InviteMember::Output> invite_member(Context& context, InviteMember::Input input);

// Errors: UNAUTHORIZED, INVITATION_NOT_FOUND, YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION,
// ORGANIZATION_MEMBERSHIP_LIMIT_REACHED.
Task<AcceptInvitation::Output> accept_invitation(Context& context, AcceptInvitation::Input input);

// Errors: UNAUTHORIZED, INVITATION_NOT_FOUND, YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION.
Task<RejectInvitation::Output> reject_invitation(Context& context, RejectInvitation::Input input);

// Errors: UNAUTHORIZED, INVITATION_NOT_FOUND, MEMBER_NOT_FOUND,
// YOU_ARE_NOT_ALLOWED_TO_CANCEL_THIS_INVITATION.
Task<CancelInvitation::Output> cancel_invitation(Context& context, CancelInvitation::Input input);

// Errors: 401 "Not authenticated", INVITATION_NOT_FOUND,
// YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION,
// INVITER_IS_NO_LONGER_A_MEMBER_OF_THE_ORGANIZATION.
Task<GetInvitation::Output> get_invitation(Context& context, GetInvitation::Input input);

// Errors: UNAUTHORIZED, 403 for strangers, YOU_ARE_NOT_ALLOWED_TO_LIST_INVITATIONS.
Task<ListInvitations::Output> list_invitations(Context& context, ListInvitations::Input input);

// Errors: 400 without a session or with an address, EMAIL_VERIFICATION_REQUIRED_FOR_INVITATION.
Task<ListUserInvitations::Output> list_user_invitations(Context& context,
                                                        ListUserInvitations::Input input);

// Errors: UNAUTHORIZED, NO_ACTIVE_ORGANIZATION, ORGANIZATION_NOT_FOUND,
// YOU_ARE_NOT_A_MEMBER_OF_THIS_ORGANIZATION.
Task<ListOrganizationMembers::Output> list_members(Context& context,
                                                   ListOrganizationMembers::Input input);

// Errors: UNAUTHORIZED, NO_ACTIVE_ORGANIZATION, MEMBER_NOT_FOUND.
Task<GetActiveMember::Output> get_active_member(Context& context, GetActiveMember::Input input);

// Errors: as list_members.
Task<GetActiveMemberRole::Output> get_active_member_role(Context& context,
                                                         GetActiveMemberRole::Input input);

// Errors: UNAUTHORIZED, 400 without a body, NO_ACTIVE_ORGANIZATION, MEMBER_NOT_FOUND,
// YOU_ARE_NOT_ALLOWED_TO_UPDATE_THIS_MEMBER, YOU_CANNOT_LEAVE_THE_ORGANIZATION_WITHOUT_AN_OWNER,
// ROLE_NOT_FOUND.
Task<UpdateMemberRole::Output> update_member_role(Context& context, UpdateMemberRole::Input input);

// Errors: UNAUTHORIZED, NO_ACTIVE_ORGANIZATION, MEMBER_NOT_FOUND,
// YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER, YOU_ARE_NOT_ALLOWED_TO_DELETE_THIS_MEMBER.
Task<RemoveMember::Output> remove_member(Context& context, RemoveMember::Input input);

// Errors: UNAUTHORIZED, MEMBER_NOT_FOUND, YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER.
Task<LeaveOrganization::Output> leave_organization(Context& context,
                                                   LeaveOrganization::Input input);

// Errors: UNAUTHORIZED, NO_ACTIVE_ORGANIZATION, 401 USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION.
Task<HasPermission::Output> has_permission(Context& context, HasPermission::Input input);

// Errors: UNAUTHORIZED_SESSION, SERVER_ONLY_PROPERTY, NO_VALUES_TO_UPDATE, KEY_NOT_FOUND,
// INSUFFICIENT_API_KEY_PERMISSIONS and those of the fields.
Task<UpdateApiKey::Output> update_api_key(Context& context, UpdateApiKey::Input input);

// Errors: UNAUTHORIZED_SESSION, SERVER_ONLY_PROPERTY, INSUFFICIENT_API_KEY_PERMISSIONS and those of
// the fields.
Task<CreateApiKey::Output> create_api_key(Context& context, CreateApiKey::Input input);

// Errors: UNAUTHORIZED, KEY_NOT_FOUND, INSUFFICIENT_API_KEY_PERMISSIONS.
Task<DeleteApiKey::Output> delete_api_key(Context& context, DeleteApiKey::Input input);

Task<VerifyApiKey::Output> verify_api_key(Context& context, VerifyApiKey::Input input);

// Errors: UNAUTHORIZED, USER_NOT_MEMBER_OF_ORGANIZATION, INSUFFICIENT_API_KEY_PERMISSIONS.
Task<ListApiKeys::Output> list_api_keys(Context& context, ListApiKeys::Input input);

// Errors: UNAUTHORIZED, KEY_NOT_FOUND.
Task<GetApiKey::Output> get_api_key(Context& context, GetApiKey::Input input);

}  // namespace crow::auth
