#include "shared/service/list.h"
#include "workers/organizations/handlers.h"

namespace crow::organizations {
namespace {

using Status = std::optional<auth::InvitationStatus>;

// ?2 says whether the caller is an owner: who is to become one is not for admins to see.
constexpr ListQuery<auth::Invitation, std::string_view, bool, Status> kInvitations{
    {"organizations.list_invitations", R"sql(
  SELECT organization_id, email, role, status, expires_at, created_at, inviter_id, id,
         created_at AS place_time, id AS place_id
    FROM invitation
   WHERE organization_id = ?1
     AND (?2 OR role <> 'owner')
     AND (?3 IS NULL OR status = ?3)
     AND (created_at, id) > (coalesce(?4, -1), ?5)
   ORDER BY created_at, id
   LIMIT ?6 OFFSET ?7
)sql"},
    {"organizations.count_invitations", R"sql(
  SELECT count(*) AS total
    FROM invitation
   WHERE organization_id = ?1
     AND (?2 OR role <> 'owner')
     AND (?3 IS NULL OR status = ?3)
)sql"}};

}  // namespace

Task<ListInvitations::Output> list_invitations(Context& context, ListInvitations::Input input) {
  co_return co_await read_list(context.database, kInvitations, input.paging, input.id,
                               context.caller.role == Role::owner, input.status);
}

}  // namespace crow::organizations
