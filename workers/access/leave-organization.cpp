#include "workers/access/handlers.h"
#include "workers/access/member.h"
#include "workers/access/organization.h"
#include "workers/auth/audit.h"
#include "workers/auth/refusal.h"

namespace crow::auth {

Task<LeaveOrganization::Output> leave_organization(Context& context,
                                                   LeaveOrganization::Input input) {
  const auto current = co_await require_session(context);
  auto found = co_await find_member(context, current.user.id, input.organizationId);
  if (!found) co_await refuse(kMemberNotFound);
  auto [deleted, logged] = co_await context.database.batch(
      delete_member(found->member.id),
      log_event(context, {.action = AuditAction::member_left,
                          .organization_id = found->member.organizationId,
                          .actor_id = current.user.id,
                          .only_if_changed = true}));
  if (deleted.changes == 0) co_await refuse(kOnlyOwner);
  if (current.session.activeOrganizationId == input.organizationId)
    co_await activate(context, current.session, std::nullopt);
  co_return with_user(std::move(*found));
}

}  // namespace crow::auth
