#include "workers/organizations/routes.h"

#include "workers/organizations/context-job.h"
#include "workers/organizations/handlers.h"

namespace crow::organizations {
namespace {

constexpr std::array kTable = {
    serve<ListOrganizations, list_organizations>(),
    serve<CreateOrganization, create_organization>(),
    serve<GetOrganization, get_organization>(),
    serve<UpdateOrganization, update_organization>(),
    serve<DeleteOrganization, delete_organization>(),
    serve<ListMembers, list_members>(),
    serve<GetMember, get_member>(),
    serve<InviteMember, invite_member>(),
    serve<UpdateMember, update_member>(),
    serve<RemoveMember, remove_member>(),
    serve<LeaveOrganization, leave_organization>(),
    serve<ListInvitations, list_invitations>(),
    serve<CancelInvitation, cancel_invitation>(),
    serve<ListAudit, list_audit>(),
    serve<GetContext, get_context>(),
    serve<TriggerContext, trigger_context>(),
    serve<EraseOrganization, erase_organization>(),
};
static_assert(serves_all(kTable, All{}));

constexpr std::array kHandlers = {handle<WriteContext, write_context>()};

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;
// auth has jobs of its own in the identity database.
constinit const JobTable kJobs{.handlers = kHandlers, .others_ms = 0};

}  // namespace crow::organizations
