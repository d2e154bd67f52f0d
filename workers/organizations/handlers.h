// What organizations does, a function for each operation of shared/contracts/organizations.h.
// Writes are access's: each asks it in the caller's name, and reads what came of it.
#pragma once

#include "shared/contracts/organizations.h"
#include "shared/service/context.h"

namespace crow::organizations {

// Errors: invalid_argument, for a cursor that is not one.
Task<ListOrganizations::Output> list_organizations(Context& context,
                                                   ListOrganizations::Input input);

// Errors: conflict, for a short name that is taken.
Task<CreateOrganization::Output> create_organization(Context& context,
                                                     CreateOrganization::Input input);

// Errors: permission_denied, when the caller has left it meanwhile.
Task<GetOrganization::Output> get_organization(Context& context, GetOrganization::Input input);

// Errors: conflict, for a short name that is taken; invalid_argument, when nothing is to change.
Task<UpdateOrganization::Output> update_organization(Context& context,
                                                     UpdateOrganization::Input input);

// Errors: permission_denied, for whoever is no owner.
Task<DeleteOrganization::Output> delete_organization(Context& context,
                                                     DeleteOrganization::Input input);

// Errors: invalid_argument, for a cursor that is not one.
Task<ListMembers::Output> list_members(Context& context, ListMembers::Input input);

// Errors: not_found, also for members of other organizations.
Task<GetMember::Output> get_member(Context& context, GetMember::Input input);

// Errors: permission_denied, for an owner-to-be by whoever is no owner; conflict, for whoever is a
// member or invited already, and beyond a hundred pending ones.
Task<InviteMember::Output> invite_member(Context& context, InviteMember::Input input);

// Errors: not_found; permission_denied, where only owners may; conflict, for the last owner.
Task<UpdateMember::Output> update_member(Context& context, UpdateMember::Input input);

// Errors: not_found; permission_denied, where only owners may; conflict, for the last owner.
Task<RemoveMember::Output> remove_member(Context& context, RemoveMember::Input input);

// Errors: conflict, for the last owner.
Task<LeaveOrganization::Output> leave_organization(Context& context,
                                                   LeaveOrganization::Input input);

// Errors: invalid_argument, for a cursor that is not one.
Task<ListInvitations::Output> list_invitations(Context& context, ListInvitations::Input input);

// Errors: not_found; conflict, for one that has ended.
Task<CancelInvitation::Output> cancel_invitation(Context& context, CancelInvitation::Input input);

// Errors: invalid_argument, for a cursor that is not one.
Task<ListAudit::Output> list_audit(Context& context, ListAudit::Input input);

// Errors: unavailable, when one of the services is.
Task<EraseOrganization::Output> erase_organization(Context& context,
                                                   EraseOrganization::Input input);

// Errors: not_found, for a version that is not kept.
Task<GetContext::Output> get_context(Context& context, GetContext::Input input);
Task<TriggerContext::Output> trigger_context(Context& context, TriggerContext::Input input);

}  // namespace crow::organizations
