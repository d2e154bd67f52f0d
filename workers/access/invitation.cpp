#include "workers/access/invitation.h"
#include "workers/auth/audit.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<Invitation, std::string_view> kSelectInvitation{"auth.find_invitation",
                                                                         R"sql(
  SELECT organization_id, email, role, status, expires_at, created_at, inviter_id, id
    FROM invitation
   WHERE id = ?1
)sql"};

constexpr sql::Statement<Invitation, std::string_view> kSelectInvitations{"auth.list_invitations",
                                                                          R"sql(
  SELECT organization_id, email, role, status, expires_at, created_at, inviter_id, id
    FROM invitation
   WHERE organization_id = ?1
   ORDER BY created_at, id
   LIMIT 100
)sql"};

constexpr sql::Statement<sql::None, std::string_view, InvitationStatus, bool> kEndInvitation{
    "auth.end_invitation", R"sql(
  UPDATE invitation SET status = ?2 WHERE id = ?1 AND (status = 'pending' OR ?3)
)sql"};

}  // namespace

Task<std::optional<Invitation>> find_invitation(const Context& context, std::string_view id) {
  return context.database.find(kSelectInvitation, id);
}

sql::Bound<Invitation> select_invitations(std::string_view organization_id) {
  return sql::bind(kSelectInvitations, organization_id);
}

bool may_see_invitation(Role role, const Invitation& invitation) {
  if (role == Role::owner) return true;
  return role == Role::admin && invitation.role != Role::owner;
}

Task<bool> end_invitation(const Context& context, Invitation& invitation, InvitationStatus status,
                          std::string_view actor_id, bool even_if_over) {
  const AuditAction action = status == InvitationStatus::rejected
                                 ? AuditAction::invitation_rejected
                                 : AuditAction::invitation_canceled;
  const auto [ended, logged] = co_await context.database.batch(
      sql::bind(kEndInvitation, invitation.id, status, even_if_over),
      log_event(context, {.action = action,
                          .organization_id = invitation.organizationId,
                          .actor_id = actor_id,
                          .subject_id = invitation.id,
                          .detail = {{"email", invitation.email}},
                          .only_if_changed = true}));
  if (ended.changes == 0) co_return false;
  invitation.status = status;
  co_return true;
}

}  // namespace crow::auth
